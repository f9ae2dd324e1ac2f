/** Verdicts for tests: a reason, and what its row of the taxonomy says. */
import { type Reason, taxonomy } from '../classify/taxonomy.ts';
import type { Verdict } from '../classify/verdict.ts';

export function verdictOf(reason: Reason, change: Partial<Verdict> = {}): Verdict {
  const { category, group, bounce, action, fault } = taxonomy[reason];
  return {
    ...{ reason, category, group, bounce, action, fault },
    final: bounce === 'hard',
    confidence: 0.95,
    provider: null,
    rule: `test/${reason}`,
    code: null,
    status: null,
    template: reason,
    evidence: [],
    retry_after: null,
    blocklist: null,
    help_url: null,
    ...change,
  };
}
