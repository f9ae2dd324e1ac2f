/** What became of messages of ours, and each way in which it may be told. */
import { explain, returnPath } from '@hearback/bounce';
import type { LedgerEvent } from '../ledger/event.ts';
import type { Heard, Observation } from '../ledger/observation.ts';
import { createPrng } from '../ledger/replay-random.fixture.ts';
import type { StoredMessage } from '../store/rows.ts';
import { day, eventOf, hour, messageOf, minute, start } from '../store/store.fixture.ts';
import { hearBounceMail } from './bounce-mail.ts';
import { hearToldEvents, type ToldEvent } from './json-events.ts';
import { createLogHearing } from './logs/hear.ts';
import { complaintMail, dsn, keys, proveAt, settings } from './mails.fixture.ts';
import { mailgun } from './providers/mailgun.ts';

const tellers = ['session', 'mail', 'log', 'webhook', 'json'] as const;
export type Teller = (typeof tellers)[number];

const kinds = {
  delivered: { reply: '', by: ['session', 'log', 'webhook', 'json'] },
  unknown: { reply: '550 5.1.1 No such user here', by: tellers },
  full: { reply: '552 5.2.2 The mailbox is over quota', by: tellers },
  later: { reply: '451 4.3.0 Try again later', by: ['session', 'log', 'webhook', 'json'] },
  complaint: { reply: '', by: ['mail', 'webhook', 'json'] },
} as const satisfies Record<string, { readonly reply: string; readonly by: readonly Teller[] }>;
type Kind = keyof typeof kinds;

export interface Outcome {
  readonly message: StoredMessage;
  readonly recipient: string;
  readonly at: number;
  readonly kind: Kind;
}

/** Over forty days; an address gets three messages on average. */
export function outcomesOf(count: number, seed: number): readonly Outcome[] {
  const next = createPrng(`outcomes ${seed}`);
  const some = Object.keys(kinds) as Kind[];
  return Array.from({ length: count }, (_, index) => {
    const acceptedAt = start + Math.floor(next() * 40) * day + Math.floor(next() * 20) * hour;
    const list = `list ${Math.floor(next() * 5)}`;
    const message = messageOf({ acceptedAt, headerMessageId: `<${index}@ours.example>`, list, stream: 'bulk' });
    return {
      message,
      recipient: `a${Math.floor((next() * count) / 3)}@d${index % 7}.example`,
      at: acceptedAt + hour,
      kind: some[Math.floor(next() * some.length)] ?? 'delivered',
    };
  });
}

/** By at least one of those who can know; others with another seed. */
export function tellersOf({ kind }: Outcome, next: () => number): readonly Teller[] {
  const able: readonly Teller[] = kinds[kind].by;
  const some = able.filter(() => next() < 0.4);
  return some.length > 0 ? some : [able[Math.floor(next() * able.length)] ?? 'json'];
}

const types = { delivered: 'delivered', unknown: 'bounced', full: 'bounced', later: 'deferred' } as const;
const replyOf = (text: string) => ({ code: Number(text.slice(0, 3)), status: text.slice(4, 9), text });

const numberOf = ({ headerMessageId }: StoredMessage): string => /\d+/.exec(headerMessageId ?? '')?.[0] ?? '';

const own = ({ message, recipient }: Outcome, at: number, type: LedgerEvent['type'], text: string): LedgerEvent =>
  eventOf(type, {
    ...{
      id: `evt:${numberOf(message)} ${type} ${text}`,
      at,
      recipient,
      message_id: message.id,
      list: message.list,
      stream: message.stream,
      sender: message.sender,
    },
    ...{ mx: { host: 'mx.there.example', address: '192.0.2.7' }, source_ip: '198.51.100.1', source: 'smtp_session' },
    ...(text === '' ? {} : { verdict: explain(text, { mx: 'mx.there.example' }), reply: replyOf(text) }),
  });

/** Our own first attempt at each message; it may be recorded after what others tell of it. */
export const firstAttempt = (outcome: Outcome): LedgerEvent =>
  own(outcome, outcome.message.acceptedAt + minute, 'deferred', '451 4.7.1 Greylisted, try again later');

export const ownEvent = (outcome: Outcome): LedgerEvent =>
  own(
    outcome,
    outcome.at,
    outcome.kind === 'complaint' ? 'feedback_received' : types[outcome.kind],
    kinds[outcome.kind].reply,
  );

/** The readers of one world, which hear what they are told and remember as they do in life. */
export function createEars(now: number) {
  const prove = proveAt(() => now);
  const log = createLogHearing('log:mail', 'postfix');

  const byMail = ({ message, recipient, at, kind }: Outcome): Heard => {
    // Signed in time: that one grows too old is another test's.
    const to = returnPath.sign({ message: message.id, recipient, domain: settings.domain, now }, keys);
    const { reply } = kinds[kind];
    const octets =
      kind === 'complaint'
        ? complaintMail('abuse', recipient)
        : dsn({ recipients: [recipient], status: reply.slice(4, 9), diagnostic: reply, to });
    const source = { source: 'bounce_mail', sourceName: 'smtp', prove, header: null } as const;
    return hearBounceMail({ octets, recipient: to, at, key: null }, source);
  };
  const byLog = ({ message, recipient, at, kind }: Outcome): readonly Observation[] => {
    const { reply } = kinds[kind];
    const id = `4A${numberOf(message).padStart(8, '0')}`;
    const stamp = `${new Date(at).toISOString().replace('Z', '+00:00')} mail`;
    const status = kind === 'delivered' ? 'sent' : kind === 'later' ? 'deferred' : 'bounced';
    const words = reply === '' ? '250 2.0.0 OK' : `host mx.there.example[192.0.2.7] said: ${reply}`;
    const lines = Buffer.from(
      `${stamp} postfix/cleanup[1]: ${id}: message-id=${message.headerMessageId}\n${stamp} postfix/smtp[2]: ${id}: to=<${recipient}>, relay=mx.there.example[192.0.2.7]:25, delay=1, dsn=2.0.0, status=${status} (${words})\n`,
    );
    // Where it stands in the file does not depend on when it is read.
    return log.read('1:2', Number(numberOf(message)) * 1000, lines, now);
  };
  const byWebhook = ({ message, recipient, at, kind }: Outcome): Heard => {
    const { reply } = kinds[kind];
    const event = kind === 'delivered' ? 'delivered' : kind === 'complaint' ? 'complained' : 'failed';
    const body = {
      signature: { timestamp: String(at / 1000), token: `${message.id} ${event}`, signature: '' },
      'event-data': {
        ...{ event, recipient, timestamp: at / 1000, severity: kind === 'later' ? 'temporary' : 'permanent' },
        message: { headers: { 'message-id': message.headerMessageId?.slice(1, -1) } },
        ...(reply === '' ? {} : { 'delivery-status': { message: reply, code: Number(reply.slice(0, 3)) } }),
      },
    };
    return mailgun.read(Buffer.from(JSON.stringify(body)), { sourceName: 'mailgun', now });
  };
  const byJson = ({ message, recipient, at, kind }: Outcome): Heard => {
    const { reply } = kinds[kind];
    const told: ToldEvent = {
      ...{ key: `${message.id} ${kind}`, type: kind === 'complaint' ? 'feedback_received' : types[kind], recipient },
      ...{ at: new Date(at).toISOString(), header_message_id: message.headerMessageId ?? '' },
      ...(reply === '' ? {} : { reply }),
    };
    return hearToldEvents([told], { sourceName: 'shop', now });
  };

  return (outcome: Outcome, by: Exclude<Teller, 'session'>): readonly Observation[] => {
    const heard =
      by === 'mail' ? byMail(outcome) : by === 'webhook' ? byWebhook(outcome) : by === 'json' ? byJson(outcome) : null;
    if (heard === null) return byLog(outcome);
    if (heard.kind !== 'heard') throw new Error(`${by} says nothing of ${outcome.kind}: ${heard.why}`);
    return heard.observations;
  };
}
