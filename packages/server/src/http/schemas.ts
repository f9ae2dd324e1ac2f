/** The shapes of requests and responses that several routes share. */
import { type TSchema, Type } from 'typebox';
import { eventTypes } from '../ledger/event.ts';
import { failureClasses } from '../ledger/failure.ts';
import { type Fate, fates } from '../ledger/fate.ts';

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const strict = <P extends Record<string, TSchema>>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description === undefined ? {} : { description }) });

export const time = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
const word = nullable(Type.String());

const figures = Type.Object({
  ...{ recipients: Type.Integer(), attempts: Type.Integer(), rate: Type.Number(), baseline: Type.Number() },
  recently_delivered_share: nullable(Type.Number()),
});
/** docs/verdict.md; fields may be added, so that others are let through. */
const verdict = Type.Object(
  {
    ...{ reason: Type.String(), category: Type.String(), group: Type.String() },
    bounce: Type.Enum(['hard', 'soft', 'none']),
    final: Type.Boolean({ description: 'False when the message will or should be tried again' }),
    ...{ action: Type.String(), fault: Type.Array(Type.String()), confidence: Type.Number() },
    ...{ provider: word, rule: Type.String(), code: nullable(Type.Integer()), status: word, template: Type.String() },
    evidence: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer(), text: Type.String() }), {
      description: 'Words of the reply that decided; offsets in UTF-16 units',
    }),
    retry_after: nullable(Type.Number({ description: 'Seconds' })),
    blocklist: nullable(Type.Object({ name: Type.String(), lists: Type.String() })),
    ...{ help_url: word, last_transient: Type.Optional(Type.String()) },
  },
  { description: 'docs/verdict.md' },
);

/** Longer than any address, name or label; every text of a query or a selection is at most this. */
export const shortText = (description: string) => Type.String({ minLength: 1, maxLength: 1000, description });

export const messageId = Type.Object({
  id: Type.String({ pattern: '^msg_[0-9a-f-]{36}$', description: 'Id of the message' }),
});

export const paging = {
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: '`next` of the page before' })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Most entries of a page' }),
  ),
};
export const pageOf = (schema: TSchema) =>
  Type.Object({ data: Type.Array(schema), next: word }, { description: '`next` is null on the last page' });

const attempt = Type.Object({
  at: time,
  reason: Type.String(),
  code: nullable(Type.Integer()),
  status: word,
  host: word,
  text: Type.String(),
});

export const message = Type.Object({
  id: Type.String(),
  accepted_at: time,
  sender: nullable(Type.String({ description: 'Envelope sender; empty for the null reverse-path' })),
  subject: word,
  message_id: word,
  size: nullable(Type.Integer({ description: 'Octets; null once its heading is deleted (`retention.messages`)' })),
  origin: nullable(Type.Enum(['smtp', 'http', 'notice'])),
  submitter: word,
  stream: word,
  list: word,
  campaign: word,
  tags: Type.Array(Type.String()),
  source: word,
});
const fate = Type.Enum([...fates], {
  description:
    'queued: not tried yet; deferred: put off; bounced: refused, or sent back later; complained: delivered, and reported as spam; suppressed: never tried',
});

export const listedMessage = Type.Object({
  ...message.properties,
  id: nullable(Type.String({ description: 'Null: another server sent it' })),
  foreign_message: nullable(Type.String({ description: 'Its name there, behind that of the source' })),
  recipient_count: Type.Integer(),
  recipients: Type.Array(Type.Object({ recipient: Type.String(), state: fate }), {
    description: 'The first few; the one that was asked for alone',
  }),
  outcomes: Type.Partial(Type.Object(Object.fromEntries(fates.map((name) => [name, Type.Integer()])) as Counts), {
    description: 'How many of its recipients are in each state; those of none are left out',
  }),
});
type Counts = Record<Fate, ReturnType<typeof Type.Integer>>;

const heldWhy = nullable(
  Type.String({ description: 'Why the service itself holds it; null when an operator does, or it is not held' }),
);

export const recipientState = Type.Object({
  recipient: Type.String(),
  state: fate,
  attempts: Type.Integer(),
  at: nullable(time),
  next_attempt_at: nullable(time),
  lane: word,
  reply: word,
  reason: word,
  held_why: heldWhy,
});

export const entry = Type.Object({
  message_id: Type.String(),
  recipient: Type.String(),
  lane: Type.String(),
  state: Type.Enum(['waiting', 'held']),
  held_why: heldWhy,
  attempts: Type.Integer(),
  next_attempt_at: time,
  history: Type.Array(attempt),
});

export const laneState = Type.Object({
  lane: Type.String(),
  suspended_since: nullable(time),
  suspended_until: nullable(time),
  rate_factor: nullable(Type.Number()),
  rate_until: nullable(time),
  why: Type.String(),
  by: Type.String(),
});

export const lane = Type.Object({
  lane: Type.String(),
  site: Type.String(),
  source: Type.String(),
  stream: Type.String(),
  ready: Type.Integer(),
  sending: Type.Integer(),
  connections: Type.Integer(),
  rate: Type.Number({ description: 'Messages a second over the last minute' }),
  last_failure: word,
  state: nullable(laneState),
});

export const eventType = Type.Enum([...eventTypes]);

export const event = Type.Object(
  {
    id: Type.String(),
    at: time,
    type: eventType,
    message_id: word,
    recipient: word,
    original_recipient: word,
    sender: word,
    stream: word,
    list: word,
    campaign: word,
    tags: Type.Array(Type.String()),
    attempt: nullable(Type.Integer()),
    mx: nullable(Type.Object({ host: Type.String(), address: Type.String() })),
    source_ip: word,
    tls: word,
    stage: word,
    reply: nullable(Type.Object({ code: nullable(Type.Integer()), status: word, text: Type.String() })),
    verdict: nullable(verdict),
    source: Type.String(),
    trusted: Type.Boolean(),
    duration_ms: nullable(Type.Number()),
    incident_id: word,
    ambiguous: Type.Boolean(),
    next_attempt_at: nullable(time),
    attempts: nullable(Type.Array(attempt)),
    dominant_reason: word,
    source_name: Type.Optional(Type.String()),
    foreign_message: Type.Optional(Type.String()),
    correlated_by: Type.Optional(Type.String()),
    reclassification: Type.Optional(
      Type.Object({
        ...{ event: Type.String(), undoes: word, run: word, rules: word, who: Type.String(), why: Type.String() },
      }),
    ),
    incident: Type.Optional(
      Type.Object({
        ...{ kind: Type.String(), reason: Type.String(), provider: word, template: word, source_ip: word },
        ...{
          from: time,
          until: nullable(time),
          share: nullable(Type.Number()),
          who: word,
          figures: nullable(figures),
        },
      }),
    ),
    health: Type.Optional(
      Type.Object({
        ...{
          dimension: Type.String(),
          key: Type.String(),
          rate: Type.String(),
          from: Type.String(),
          to: Type.String(),
        },
        ...{ value: Type.Number(), n: Type.Integer(), threshold: Type.Number() },
      }),
    ),
    suppression: Type.Optional(
      Type.Object({
        scope: Type.String(),
        value: Type.String(),
        reason: Type.String(),
        who: word,
        why: Type.String(),
        expires_at: nullable(time),
        address_sha256: Type.Optional(Type.String()),
      }),
    ),
  },
  { description: 'docs/architecture.md and the page of verdicts say what each field means' },
);

/** One that tells of a failure. */
export const anyBounce = Type.Unsafe<unknown>(
  Type.Object({
    ...event.properties,
    class: Type.Enum([...failureClasses], {
      description: 'What it counts for now: corrections are followed, and incidents; a deferral is soft',
    }),
    reason: nullable(Type.String({ description: 'Of the verdict that counts now; `verdict` is the recorded one' })),
  }),
);

/** For answers that hold events beside other things. */
export const anyEvent: TSchema = Type.Unsafe<unknown>(event);

const age = (description: string) =>
  Type.String({ maxLength: 50, description: `${description}: a duration such as "20m"` });
export const selection = {
  message_id: Type.Optional(Type.String({ pattern: '^msg_[0-9a-f-]{36}$' })),
  recipient: Type.Optional(shortText('Address')),
  domain: Type.Optional(shortText('Domain of the recipient')),
  lane: Type.Optional(shortText('Whole lane')),
  stream: Type.Optional(shortText('Stream')),
  campaign: Type.Optional(shortText('Campaign')),
  sender: Type.Optional(shortText('Envelope sender')),
  older_than: Type.Optional(age('Waits longer than this')),
  younger_than: Type.Optional(age('Waits no longer than this')),
};

export const changed = Type.Object({
  changed: Type.Integer({
    description: 'How many recipients (or lanes) it concerned; those being sent right now are left alone',
  }),
  being_sent: Type.Optional(
    Type.Integer({
      description:
        'Of hold, cancel and expire: how many were on their way, here or at another process, and were not stopped',
    }),
  ),
});
