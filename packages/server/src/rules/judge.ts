/**
 * What own rules say of a reply. They speak before all others, so that every source may go on reading replies as it does: what
 * own rules decide is put in the place of its verdict.
 */
import { explain, type RuleBook, type Stage, taxonomy, type Verdict } from '@hearback/bounce';

/** Ids of own rules are this and their name. */
export const ownPrefix = 'own/';

export const isOwn = (verdict: Verdict | null): boolean => verdict?.rule.startsWith(ownPrefix) === true;

/** As far as it decides what a verdict is. */
export interface Heard {
  readonly type: string;
  readonly reply: { readonly text: string } | null;
  readonly mx: { readonly host: string } | null;
  readonly stage: Stage | null;
  readonly ambiguous?: boolean;
}

/** Null where the reply says nothing or no own rule speaks. */
export function ownVerdict(heard: Heard, rules: RuleBook | undefined): Verdict | null {
  if (rules === undefined) return null;
  const verdict = read(heard, rules);
  return isOwn(verdict) ? verdict : null;
}

/** By all rules, own ones first; null where there is no reply. */
export function read({ type, reply, mx, stage, ambiguous }: Heard, rules: RuleBook | undefined): Verdict | null {
  if (reply === null || reply.text === '') return null;
  const verdict = explain(reply.text, { mx: mx?.host, stage: stage ?? undefined, rules });
  if (type === 'expired') return asExpired(verdict);
  // The message may have arrived, or was tried again in any case.
  return (ambiguous === true || type === 'deferred') && verdict.final ? { ...verdict, final: false } : verdict;
}

/** Mail that ran out of time has one fate; the reply tells what it waited for. */
function asExpired(last: Verdict): Verdict {
  const { category, group, bounce, action, fault } = taxonomy.message_expired;
  return {
    ...last,
    ...{ reason: 'message_expired', category, group, bounce, action, fault, final: true, retry_after: null },
    last_transient: last.reason,
  };
}
