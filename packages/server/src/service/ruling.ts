/** What is said about verdicts after the fact: own rules, corrections, and who said so. */
import { defaultSuppressionPolicy, type SuppressionPolicies } from '@hearback/bounce';
import type { Forgetting } from '../ledger/erase.ts';
import type { Ids } from '../ledger/ids.ts';
import { createReclassifier, type Reclassifier } from '../ledger/reclassify.ts';
import type { Recorder } from '../ledger/record.ts';
import type { Log } from '../observe/log.ts';
import { createHistory, type History } from '../rules/apply.ts';
import type { OwnRules } from '../rules/own-rules.ts';
import type { Store } from '../store/store.ts';

/** Writes down who changed what: "rule.saved", name of the rule, what it is now. */
export type Audit = (
  who: string,
  what: string,
  subject: string,
  detail?: Readonly<Record<string, unknown>>,
) => Promise<void>;

export interface Ruling {
  readonly rules: OwnRules;
  readonly reclassifier: Reclassifier;
  /** Corrects the past by rules. */
  readonly history: History;
  readonly policy: SuppressionPolicies;
  readonly forgetting: Forgetting;
  readonly audit: Audit;
}

export interface RulingOptions {
  readonly store: Store;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly rules: OwnRules;
  readonly ids: Ids;
  readonly now: () => number;
  readonly log: Log;
  readonly forgetting: Forgetting;
  readonly policy?: SuppressionPolicies | undefined;
}

export function createRuling(options: RulingOptions): Ruling {
  const { store, recorder, rules, ids, now, log, forgetting, policy = defaultSuppressionPolicy } = options;
  const reclassifier = createReclassifier({ store, recorder, ids, now });
  return {
    ...{ rules, reclassifier, policy, forgetting },
    history: createHistory({ store, reclassifier, ids, now, log }),
    audit: (who, what, subject, detail = {}) => store.audit({ at: now(), who, what, subject, detail }),
  };
}
