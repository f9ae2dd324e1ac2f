/**
 * A rule made ready to decide: what is asked of it for every reply is worked out once.
 */
import { type Conditions, conditionsOf } from './conditions.ts';
import type { SpokenRule } from './rule-shelf.ts';
import { type Reason, type ReasonEntry, taxonomy } from './taxonomy.ts';

export interface Entry {
  readonly rule: SpokenRule;
  readonly id: string;
  readonly reason: Reason;
  readonly meaning: ReasonEntry;
  /** Whose rule it is; null for everybody's. */
  readonly provider: string | null;
  /** True: it speaks for its provider's MX alone. */
  readonly mxOnly: boolean;
  /** Null when the rule names none. */
  readonly conditions: Conditions | null;
  /** Speaks of the recipient, whatever the stage. */
  readonly aboutRecipient: boolean;
  readonly confidence: number;
  /** Calls an address dead for good. */
  readonly lasting: boolean;
  /** Words that everybody uses, without a confidence of their own: those of general rules, and those believed for one MX alone. */
  readonly common: boolean;
  /** Where the rule says so itself. */
  readonly final: boolean | null;
}

export function entryOf(rule: SpokenRule, provider: string | null): Entry {
  const { id, reason, confidence } = rule;
  return {
    rule,
    id,
    reason,
    meaning: taxonomy[reason],
    provider,
    mxOnly: rule.mxOnly === true,
    conditions: conditionsOf(rule),
    aboutRecipient: rule.stage === undefined && aboutRecipient.has(reason),
    confidence: confidence ?? (provider === null ? 0.9 : 0.95),
    lasting: taxonomy[reason].bounce === 'hard' && reason !== 'message_expired',
    common: (provider === null || rule.mxOnly === true) && confidence === undefined,
    final: rule.final ?? null,
  };
}

export const aboutRecipient: ReadonlySet<Reason> = new Set<Reason>([
  'user_unknown',
  'user_disabled',
  'user_moved',
  'mailbox_full',
  'mailbox_full_inactive',
]);
