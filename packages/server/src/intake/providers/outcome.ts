/**
 * From what a provider says of a failure to event type, reply and verdict. The receiver's own words decide, read by the
 * library; only where there are none that tell anything does the provider's category, through that provider's table.
 * So a provider's "hard" or "soft" never overrides a clear reply. The one exception is what the provider did itself
 * (its suppression list, its virus scan): there no receiver spoke.
 */
import { explain, parseReply, type Reason, type Stage, taxonomy, type Verdict } from '@hearback/bounce';
import type { EventReply, EventType } from '../../ledger/event.ts';

export interface Category {
  readonly reason: Reason;
  /** 0 to 1; below 0.7 no address is suppressed by it. */
  readonly confidence: number;
  /** No receiver replied: the provider's own doing, or a mail that it read. */
  readonly own?: true;
}

/** A category with the name that the verdict gives as its rule. */
export interface NamedCategory extends Category {
  readonly rule: string;
}

export type Categories = (name: string | null) => NamedCategory | null;

/** Names are compared without regard to case; those not in the table are no category. */
export function categories(provider: string, table: Readonly<Record<string, Category>>): Categories {
  const named = new Map(
    Object.entries(table).map(([name, category]) => {
      const key = name.toLowerCase();
      return [key, { ...category, rule: `provider/${provider}/${key.replaceAll(' ', '-')}` }];
    }),
  );
  return (name) => named.get(name?.toLowerCase() ?? '') ?? null;
}

export interface Said {
  /** What the receiver said. */
  readonly words?: string | null | undefined;
  /** Code and enhanced status where the provider gives them apart from the words. */
  readonly code?: number | null | undefined;
  readonly status?: string | null | undefined;
  /** What the provider says of it in its own words: kept where the receiver's are missing, never judged. */
  readonly remark?: string | null | undefined;
  /** Host that spoke. */
  readonly mx?: string | null | undefined;
}

export interface Outcome {
  readonly type: EventType;
  readonly reply: EventReply | null;
  readonly stage: Stage | null;
  readonly verdict: Verdict | null;
}

/** The provider has given up on the message. */
export function failed(said: Said, category: NamedCategory | null): Outcome {
  const cause = causeOf(said, category);
  const gaveUp = cause.reason === 'message_expired' || (!cause.final && (cause.code ?? 0) < 500);
  const verdict = gaveUp ? expired(cause) : { ...cause, final: true };
  return { type: typeOf(verdict), ...heard(said), verdict };
}

/** The provider calls it soft and does not say whether it comes again: a temporary reply is then no end. */
export function failedSoftly(said: Said, category: NamedCategory | null): Outcome {
  const outcome = failed(said, category);
  return outcome.type === 'expired' ? deferred(said, category) : outcome;
}

/** The provider will try again. */
export function deferred(said: Said, category: NamedCategory | null): Outcome {
  const cause = causeOf(said, category);
  const bounce = cause.bounce === 'none' ? 'none' : 'soft';
  return { type: 'deferred', ...heard(said), verdict: { ...cause, final: false, bounce } };
}

export function delivered(said: Said): Outcome {
  return { type: 'delivered', ...heard(said), verdict: null };
}

/** Taken by the provider, not yet handed on. */
export const accepted: Outcome = { type: 'accepted', reply: null, stage: null, verdict: null };

/** The recipient called it spam; `kind` is the provider's name for how. */
export function complained(provider: string, kind: string, remark: string | null = null): Outcome {
  const category = { reason: 'complaint', confidence: 1, own: true, rule: `provider/${provider}/${kind}` } as const;
  const said = { remark };
  return { type: 'feedback_received', ...heard(said), verdict: causeOf(said, category) };
}

/** A temporary reply (RFC 5321 §4.2.1), given up all the same: the provider tried until its time was up. */
function expired(cause: Verdict): Verdict {
  const verdict = { ...withReason('message_expired', cause), final: true };
  const known = cause.reason !== 'undetermined' && cause.reason !== 'message_expired';
  return known ? { ...verdict, last_transient: cause.reason } : verdict;
}

function typeOf({ reason, category }: Verdict): EventType {
  if (category === 'auto_reply') return 'auto_reply_received';
  return reason === 'message_expired' ? 'expired' : 'bounced';
}

function causeOf(said: Said, category: NamedCategory | null): Verdict {
  const words = wordsOf(said);
  const raw = explain(words, { mx: said.mx ?? undefined });
  if (category === null || (category.own !== true && !isGuess(raw))) return raw;
  // A category that says no more than the reply does leaves the reply its guess.
  if (category.reason === 'undetermined' && raw.reason !== 'undetermined') return raw;
  const { reason, confidence, rule } = category;
  const template = words === '' ? explain(said.remark ?? '').template : raw.template;
  const replied = category.own !== true && (raw.code !== null || raw.status !== null);
  const final = replied ? raw.final : !passing.has(reason);
  return { ...withReason(reason, raw), confidence, rule, template, evidence: [], final };
}

const passing: ReadonlySet<Reason> = new Set<Reason>([
  'greylisted',
  'connection_failure',
  'dns_failure',
  'receiver_temporary_failure',
]);

/** Known by no words, nor by a status. */
const isGuess = ({ reason, rule }: Verdict): boolean =>
  reason === 'undetermined' || rule.startsWith('code/') || rule.startsWith('stage/');

function withReason(reason: Reason, from: Verdict): Verdict {
  const { category, group, bounce, action, fault } = taxonomy[reason];
  return { ...from, reason, category, group, bounce, action, fault };
}

/** The reply with code and status in their places (RFC 5321 §4.2, RFC 2034), where the provider took them apart. */
function wordsOf({ words, code, status }: Said): string {
  const text = words?.trim() ?? '';
  const reply = parseReply(text);
  // A status beside a reply that has a code is the provider's own: many write 5.0.0 for everything.
  const addStatus = reply.status === null && reply.code === null ? validStatus(status) : null;
  const addCode = reply.code === null ? validCode(code) : null;
  return [addCode, addStatus, text].filter((part) => part !== null && part !== '').join(' ');
}

function heard(said: Said): Pick<Outcome, 'reply' | 'stage'> {
  const words = wordsOf(said);
  const { code, status, stage } = parseReply(words);
  const text = words === '' ? (said.remark?.trim() ?? '') : words;
  const reply = { code: code ?? validCode(said.code), status: status ?? validStatus(said.status), text };
  return { reply: text === '' && reply.code === null && reply.status === null ? null : reply, stage };
}

const validCode = (code: number | null | undefined): number | null =>
  code != null && Number.isInteger(code) && code >= 200 && code <= 599 ? code : null;

const validStatus = (status: string | null | undefined): string | null =>
  status != null && /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : null;
