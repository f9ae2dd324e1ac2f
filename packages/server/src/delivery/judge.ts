/**
 * From the answer for one recipient to its fate: what the store changes, what the ledger tells, whether the sender must
 * know. Pure but for ids.
 */
import { decideRetry, explain, type RetryPolicy, type RuleBook, type Stage, type Verdict } from '@hearback/bounce';
import type { RecipientOutcome } from '@hearback/smtp';
import { type EventParts, messageEvent } from '../ledger/compose.ts';
import type { AttemptNote, EventReply, EventType, LedgerEvent } from '../ledger/event.ts';
import type { Ids } from '../ledger/ids.ts';
import { domainOf } from '../queue/lane-name.ts';
import type { NoticeDue, QueueEntry, StoredMessage } from '../store/rows.ts';
import type { Settlement } from '../store/store.ts';
import { isNoticeWanted } from './notice-wanted.ts';

/** What all recipients of a transaction have in common. */
export interface Circumstances {
  readonly message: StoredMessage;
  /** Lane that the entry waits in from now on. */
  readonly lane: string;
  readonly at: number;
  /** Of the settlement. */
  readonly now: number;
  readonly duration: number;
  readonly mx: { readonly host: string; readonly address: string } | null;
  readonly sourceIp: string | null;
  readonly tls: string | null;
  readonly policy: RetryPolicy;
  /** How long a failure waits for others of the same message. */
  readonly collect: number;
  /** The clock cannot be trusted at the moment: nothing expires by age. */
  readonly neverExpires: boolean;
  readonly suspendedFor: (entry: QueueEntry) => number;
  readonly suspendedMark: number;
  readonly rules: RuleBook | undefined;
  readonly ids: Ids;
}

export interface Fate {
  readonly kind: 'delivered' | 'deferred' | 'bounced' | 'expired';
  readonly settlement: Settlement;
  readonly event: LedgerEvent;
  readonly notice: NoticeDue | null;
  readonly verdict: Verdict | null;
  readonly ambiguous: boolean;
}

const noted = 200;
/** Characters of a reply that are kept: servers may say 64 KB, and it would be kept for each recipient. */
const longestReply = 4096;
/** What our login or our wish for TLS is answered is about no message: a password that has expired does not end what waits for it. */
const aboutUs: ReadonlySet<Stage> = new Set<Stage>(['starttls', 'auth']);

export function judge(entry: QueueEntry, outcome: RecipientOutcome, circumstances: Circumstances): Fate {
  return outcome.kind === 'delivered'
    ? delivered(entry, outcome, circumstances)
    : failed(entry, outcome, circumstances);
}

function delivered(
  entry: QueueEntry,
  { reply, dsn }: Extract<RecipientOutcome, { kind: 'delivered' }>,
  c: Circumstances,
): Fate {
  const text = reply.text.slice(0, longestReply);
  const event = eventOf('delivered', entry, c, 'body', eventReply(text, reply.code, reply.status), {});
  // RFC 3461 §5.2.2: the next server sends no notice of success, so that we tell that it has been relayed.
  const wanted = !dsn && entry.notify !== null && isNoticeWanted(c.message, entry.notify, 'relayed', false);
  const notice = wanted ? noticeOf('relayed', entry, c, null, text) : null;
  return { kind: 'delivered', settlement: done(entry), event, notice, verdict: null, ambiguous: false };
}

function failed(entry: QueueEntry, outcome: Exclude<RecipientOutcome, { kind: 'delivered' }>, c: Circumstances): Fate {
  const text = outcome.text.slice(0, longestReply);
  const ambiguous = outcome.kind === 'ambiguous';
  const stage: Stage = outcome.kind === 'ambiguous' ? 'body' : outcome.stage;
  const heard = explain(text, { mx: c.mx?.host, stage, rules: c.rules });
  // The message may have arrived: whatever the words say, only another attempt can tell.
  const open = ambiguous || aboutUs.has(stage);
  const verdict: Verdict = open && heard.final ? { ...heard, final: false } : heard;
  const attempts = entry.attempts + 1;
  const { code, status } = verdict;
  const host = c.mx?.host ?? null;
  const ours = outcome.kind === 'ambiguous' || outcome.reply === null ? ({ ours: true } as const) : {};
  const note: AttemptNote = {
    at: c.at,
    reason: verdict.reason,
    code,
    status,
    host,
    text: text.slice(0, noted),
    ...ours,
  };
  const suspendedFor = c.suspendedFor(entry);
  const policy = c.neverExpires ? { ...c.policy, maxAge: Number.MAX_SAFE_INTEGER } : c.policy;
  const decision = decideRetry(
    {
      verdict,
      attempts,
      acceptedAt: c.message.acceptedAt,
      now: c.now,
      suspendedFor,
      // Those that wait for one site together come again together: one transaction, and one notice in the end.
      seed: `${entry.messageId}/${domainOf(entry.recipient)}`,
    },
    policy,
  );
  const reply = eventReply(text, code, status);
  if (decision.kind === 'retry') {
    const event = eventOf('deferred', entry, c, stage, reply, { verdict, ambiguous, next_attempt_at: decision.at });
    const { messageId, position, delayNoticeAt } = entry;
    const { lane, suspendedMark } = c;
    const settlement: Settlement = {
      ...{ kind: 'retry', messageId, position, lane, nextAt: decision.at, attempts },
      ...{ suspendedFor, suspendedMark, note, delayNoticeAt, crashes: 0 },
    };
    return { kind: 'deferred', settlement, event, notice: null, verdict, ambiguous };
  }
  const kind = decision.kind === 'bounce' ? 'bounced' : 'expired';
  const told = { verdict: decision.verdict, ambiguous, attempts: [...entry.history, note] };
  const event = eventOf(kind, entry, c, stage, reply, told);
  const wanted = isNoticeWanted(c.message, entry.notify, 'failed', true);
  const notice = wanted ? { ...noticeOf('failed', entry, c, decision.verdict, text), ...ours } : null;
  return { kind, settlement: done(entry), event, notice, verdict, ambiguous };
}

type Told = Pick<EventParts, 'verdict' | 'ambiguous' | 'next_attempt_at' | 'attempts'>;

function eventOf(
  type: EventType,
  entry: QueueEntry,
  c: Circumstances,
  stage: Stage,
  reply: EventReply,
  { verdict = null, ambiguous = false, next_attempt_at = null, attempts = null }: Told,
): LedgerEvent {
  const about = { message: c.message, recipient: entry.recipient, orcpt: entry.orcpt };
  // Every field is named: this is made for each recipient of each attempt.
  return messageEvent(c.ids, c.now, type, 'smtp_session', about, {
    attempt: entry.attempts + 1,
    mx: c.mx,
    source_ip: c.sourceIp,
    tls: c.tls,
    stage,
    reply,
    verdict,
    duration_ms: Math.round(c.duration),
    ambiguous,
    next_attempt_at,
    attempts,
  });
}

function noticeOf(
  action: NoticeDue['action'],
  { messageId, position, recipient, orcpt }: QueueEntry,
  c: Circumstances,
  verdict: Verdict | null,
  diagnostic: string,
): NoticeDue {
  return {
    ...{ action, messageId, position, recipient, orcpt, verdict, diagnostic },
    dueAt: c.now + c.collect,
    remoteMta: c.mx?.host ?? null,
    lastAttempt: c.at,
    retryUntil: null,
  };
}

const done = ({ messageId, position }: QueueEntry): Settlement => ({ kind: 'done', messageId, position });

const eventReply = (text: string, code: number | null, status: string | null): EventReply => ({ code, status, text });
