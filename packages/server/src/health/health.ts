/** How things stand: rates of this window and the one before, what is wrong, whose fault it is, and what to do. */
import type { FailureSearch, Store } from '../store/store.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { type Compared, type Facts, factsOf, type Origin, originOf, type Subject } from './facts.ts';
import type { RateThresholds } from './rates.ts';
import { type Suspect, suspectsOf } from './suspects.ts';
import { withTemplates } from './templates.ts';
import type { Window } from './window.ts';

export interface Health extends Compared, Diagnosis {
  readonly window: Window;
  readonly thresholds: RateThresholds;
}

export type HealthStore = Pick<Store, 'sums' | 'failureGroups'>;

/** Subject null: all mail. */
export async function healthOf(
  store: HealthStore,
  subject: Subject,
  window: Window,
  thresholds?: RateThresholds,
): Promise<Health> {
  const facts = await factsOf(store, subject, window, thresholds);
  const origins = new Map<string, Origin>();
  await Promise.all(
    suspectsOf(facts).map(async (suspect) => {
      const origin = await placeOf(store, facts, suspect);
      if (origin !== undefined) origins.set(nameOf(suspect), origin);
    }),
  );
  const diagnosis = diagnose(facts, (suspect) => origins.get(nameOf(suspect)));
  const findings = await withTemplates(store, diagnosis.findings, window);
  return { window, thresholds: facts.thresholds, ...facts.whole, ...diagnosis, findings };
}

const nameOf = ({ subject, bounce }: Suspect): string => JSON.stringify([subject?.dimension, subject?.key, bounce]);

async function placeOf(
  store: HealthStore,
  { window }: Facts,
  { subject, bounce }: Suspect,
): Promise<Origin | undefined> {
  const search: FailureSearch = {
    ...window,
    words: [],
    conditions: [
      { column: 'class', values: [bounce], not: false },
      { column: 'trusted', values: ['yes'], not: false },
      ...(subject === null ? [] : [{ column: subject.dimension, values: [subject.key], not: false } as const]),
    ],
  };
  return originOf(store, search);
}
