/** How things stand: rates of this window and the one before, what is wrong, whose fault it is, and what to do. */
import type { FailureSearch } from '../store/store.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { type Compared, type Facts, type FactsStore, factsOf, type Origin, originOf, type Subject } from './facts.ts';
import { markedRates } from './held-apart.ts';
import type { Rate, RateThresholds } from './rates.ts';
import { type Suspect, suspectsOf } from './suspects.ts';
import { withTemplates } from './templates.ts';
import type { Window } from './window.ts';

export interface Health extends Compared, Diagnosis {
  readonly window: Window;
  readonly thresholds: RateThresholds;
  /** Soft bounces without those that incidents hold; null where they hold none of the window. */
  readonly softWithout: Rate | null;
}

export type HealthStore = FactsStore;

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
  const { whole, counted } = facts;
  const softWithout = counted.now.soft.count === whole.now.soft.count ? null : whole.now.soft;
  const now = markedRates(counted.now, whole.now);
  return { window, thresholds: facts.thresholds, now, before: counted.before, softWithout, ...diagnosis, findings };
}

const nameOf = ({ subject, bounce }: Suspect): string => JSON.stringify([subject?.dimension, subject?.key, bounce]);

async function placeOf(
  store: HealthStore,
  { window, incidents }: Facts,
  { subject, bounce }: Suspect,
): Promise<Origin | undefined> {
  const held = incidents.filter(({ incident }) => incident.kind === 'receiver').map(({ incident }) => incident.reason);
  const search: FailureSearch = {
    ...window,
    words: [],
    conditions: [
      { column: 'class', values: [bounce], not: false },
      { column: 'trusted', values: ['yes'], not: false },
      ...(bounce === 'hard' || held.length === 0 ? [] : [{ column: 'reason', values: held, not: true } as const]),
      ...(subject === null ? [] : [{ column: subject.dimension, values: [subject.key], not: false } as const]),
    ],
  };
  return originOf(store, search);
}
