/** Observations from a provider's events, and a batch of events to one answer. */
import type { Heard, Identifiers, Observation } from '../../ledger/observation.ts';
import type { Labels } from '../../store/rows.ts';
import { object } from './fields.ts';
import { type Json, type JsonObject, parseJsonBody } from './json.ts';
import type { Outcome } from './outcome.ts';
import type { ReadContext } from './provider.ts';

/** What an event says; the rest of an observation is the same for all events of a source. */
export interface Sighting {
  /** Parts that together name the event within the source. */
  readonly key: readonly (string | number | null)[];
  /** Null where the event has no usable instant: then it counts as of now. */
  readonly at: number | null;
  /** Null where the provider does not tell which of several it was. */
  readonly recipient: string | null;
  readonly identifiers: { readonly [K in keyof Identifiers]: string | null | undefined };
  readonly labels?: Partial<Labels>;
  readonly sender?: string | null;
  readonly mx?: Observation['mx'];
  readonly sourceIp?: string | null;
  readonly outcome: Outcome;
}

export function observe({ sourceName, now }: ReadContext, sighting: Sighting): Observation {
  const { key, at, recipient, identifiers, labels = {}, sender = null, mx = null, sourceIp = null, outcome } = sighting;
  return {
    source: 'webhook',
    sourceName,
    key: key.map((part) => part ?? '').join('\n'),
    at: at ?? now,
    type: outcome.type,
    recipient,
    originalRecipient: null,
    identifiers: known(identifiers),
    labels,
    sender,
    reply: outcome.reply,
    stage: outcome.stage,
    verdict: outcome.verdict,
    mx,
    sourceIp,
    authentic: true,
  };
}

function known(identifiers: Sighting['identifiers']): Identifiers {
  return Object.fromEntries(Object.entries(identifiers).filter(([, value]) => value != null));
}

export const nothing = (why: string): Heard => ({ kind: 'nothing', why });
export const notUnderstood = (why: string): Heard => ({ kind: 'not_understood', why });
export const one = (observation: Observation): Heard => ({ kind: 'heard', observations: [observation] });

/** A body that is one event or a list of them. */
export function readEvents(rawBody: Uint8Array, read: (event: JsonObject) => Heard): Heard {
  const body = parseJsonBody(rawBody);
  if (!body.ok) return notUnderstood(body.why);
  return together(Array.isArray(body.value) ? body.value : [body.value], read);
}

function together(events: readonly Json[], read: (event: JsonObject) => Heard): Heard {
  if (events.length === 0) return nothing('The list of events is empty.');
  const heards = events.map((item) => {
    const event = object(item);
    return event === null ? notUnderstood('An event is no JSON object.') : read(event);
  });
  const [only] = heards;
  if (only !== undefined && heards.length === 1) return only;
  const observations = heards.flatMap((heard) => (heard.kind === 'heard' ? heard.observations : []));
  const problems = heards.flatMap((heard, index) =>
    heard.kind === 'not_understood' ? [`Event ${index + 1}: ${heard.why}`] : [],
  );
  if (observations.length > 0) return { kind: 'heard', observations, ...(problems.length > 0 ? { problems } : {}) };
  if (problems.length > 0) return notUnderstood(problems.slice(0, 3).join(' '));
  return nothing(`None of ${heards.length} events is about a delivery.`);
}
