/** Everything that a diagnosis rests on, read from the roll-ups: this window and the one before it. */
import { type Reason, taxonomy } from '@hearback/bounce';
import type { Counts, Dimension } from '../ledger/contributions.ts';
import type { FailureSearch, Store } from '../store/store.ts';
import { type ApartStore, allIncidents, type HeldApart, heldApart } from './held-apart.ts';
import { leavingOut } from './leaving-out.ts';
import { defaultThresholds, noCounts, type Rates, type RateThresholds, ratesFrom } from './rates.ts';
import { spreadOf, type Window } from './window.ts';

/** By what health is told: whose it is, and where the mail went. */
export const subjects = ['list', 'sender_domain', 'ip', 'stream', 'provider'] as const satisfies readonly Dimension[];
export type SubjectDimension = (typeof subjects)[number];

/** Null: all mail. */
export type Subject = { readonly dimension: SubjectDimension; readonly key: string } | null;

export interface Compared {
  readonly now: Rates;
  /** The window of the same length before; null when it had no mail. */
  readonly before: Rates | null;
}

export interface Part extends Compared {
  readonly dimension: SubjectDimension;
}

export interface Cause {
  readonly reason: Reason;
  /** Of the recipients whose worst failure it was. */
  readonly counts: Counts;
}

/** Where most of a part's failures come from: of the latest ones, which may be fewer than all. */
export interface Origin {
  readonly provider: string | null;
  readonly domain: string | null;
  /** 0 to 1, of the failures looked at. */
  readonly share: number;
}

export interface Facts {
  readonly subject: Subject;
  readonly window: Window;
  readonly whole: Compared;
  /** As the ledger counts it: `whole`, with what incidents hold among its soft bounces. */
  readonly counted: Compared;
  /** The incidents of the window, the latest first: what they hold is in nothing here but `counted`. */
  readonly incidents: readonly HeldApart[];
  /** The most mail first. */
  readonly parts: readonly Part[];
  /** The most recipients first. */
  readonly causes: readonly Cause[];
  readonly causesOf: (part: { readonly dimension: SubjectDimension; readonly key: string }) => readonly Cause[];
  readonly thresholds: RateThresholds;
}

export type CountsStore = Pick<Store, 'sums'>;
export type FactsStore = CountsStore & ApartStore;

/** Of each dimension: what has less mail than so many others is too little to judge. */
const mostParts = 500;
const mostCauses = 10_000;

export async function factsOf(
  store: FactsStore,
  subject: Subject,
  window: Window,
  thresholds: RateThresholds = defaultThresholds,
): Promise<Facts> {
  const { now, before } = spreadOf(subject?.dimension ?? 'all', window);
  const incidents = await allIncidents(store);
  const [facts, held, heldBefore] = await Promise.all([
    countedFacts(store, subject, window, thresholds),
    heldApart(store, now, incidents),
    heldApart(store, before, incidents),
  ]);
  return leavingOut(facts, held, heldBefore);
}

async function countedFacts(
  store: CountsStore,
  subject: Subject,
  window: Window,
  thresholds: RateThresholds,
): Promise<Facts> {
  const dimension = subject?.dimension ?? 'all';
  const key = subject?.key ?? '';
  const [whole] = await compared(store, dimension, [key], window, thresholds);
  const parts =
    subject === null ? await Promise.all(subjects.map((each) => partsOf(store, each, window, thresholds))) : [];
  const causes =
    subject === null
      ? await causesBy(store, 'reason', window)
      : await causesBy(store, `${subject.dimension}|reason`, window, key);
  const byPart = new Map<string, readonly Cause[]>();
  if (subject === null)
    for (const each of subjects)
      for (const [name, found] of await causesBy(store, `${each}|reason`, window)) byPart.set(`${each} ${name}`, found);
  const all = whole ?? { now: ratesFrom(key, noCounts, thresholds), before: null };
  return {
    ...{ subject, window, thresholds, whole: all, counted: all, incidents: [] },
    parts: parts.flat(),
    causes: causes.get(subject === null ? '' : key) ?? [],
    causesOf: (part) => byPart.get(`${part.dimension} ${part.key}`) ?? [],
  };
}

async function partsOf(
  store: CountsStore,
  dimension: SubjectDimension,
  window: Window,
  thresholds: RateThresholds,
): Promise<readonly Part[]> {
  const rows = await compared(store, dimension, null, window, thresholds);
  return rows.map((row) => ({ ...row, dimension }));
}

/** Keys null: the `mostParts` of most mail. */
async function compared(
  store: CountsStore,
  dimension: Dimension,
  keys: readonly string[] | null,
  window: Window,
  thresholds: RateThresholds = defaultThresholds,
): Promise<readonly Compared[]> {
  const { grain, now, before } = spreadOf(dimension, window);
  const asked = { grain, dimension, order: 'attempted', limit: mostParts } as const;
  const rows = (await store.sums({ ...asked, ...now, keys })).filter(({ counts }) => counts.attempted > 0);
  const earlier = await store.sums({ ...asked, ...before, keys: keys ?? rows.map(({ key }) => key) });
  const past = new Map(earlier.map(({ key, counts }) => [key, counts]));
  const missing = keys === null ? [] : keys.filter((key) => !rows.some((row) => row.key === key));
  return [...rows, ...missing.map((key) => ({ key, counts: noCounts }))].map(({ key, counts }) => {
    const then = past.get(key);
    return {
      now: ratesFrom(key, counts, thresholds),
      before: then === undefined || then.attempted <= 0 ? null : ratesFrom(key, then, thresholds),
    };
  });
}

/** By the first part of the key; of "reason" itself all under "". */
export async function causesBy(
  store: CountsStore,
  dimension: Extract<Dimension, 'reason' | `${string}|reason`>,
  window: Window,
  owners?: string | readonly string[],
): Promise<ReadonlyMap<string, readonly Cause[]>> {
  const { grain, now } = spreadOf(dimension, window);
  // Of one, those there are; of several, any there may be: all that there are is far more where there are thousands of lists.
  const first = typeof owners === 'string' ? owners : undefined;
  const keys =
    typeof owners === 'object'
      ? owners.flatMap((owner) => Object.keys(taxonomy).map((reason) => `${owner}|${reason}`))
      : null;
  const limit = keys?.length ?? mostCauses;
  const asked = { grain, dimension, keys, first, ...now, order: 'attempted', limit } as const;
  const found = new Map<string, Cause[]>();
  for (const { key, counts } of await store.sums(asked)) {
    const cut = key.lastIndexOf('|');
    const owner = cut === -1 ? '' : key.slice(0, cut);
    const causes = found.get(owner) ?? [];
    causes.push({ reason: key.slice(cut + 1) as Reason, counts });
    found.set(owner, causes);
  }
  return found;
}

/** The latest failures that say where a part's trouble comes from: a half of them is told from a third by far fewer. */
const mostLooked = 1000;
/** A domain or provider that has at least this share of them is named. */
const telling = 0.5;

/** The domain that most failures of a search come from, or else the provider; undefined when there is none such. */
export async function originOf(
  store: Pick<Store, 'failureGroups'>,
  search: FailureSearch,
): Promise<Origin | undefined> {
  const { total, groups } = await store.failureGroups(search, [['provider', 'domain'], ['provider']], mostLooked);
  const [byDomain = [], byProvider = []] = groups;
  const [domain] = byDomain;
  const [provider] = byProvider;
  if (domain !== undefined && domain.count >= telling * total)
    return { provider: domain.values[0] ?? null, domain: domain.values[1] ?? null, share: domain.count / total };
  if (provider === undefined || provider.count < telling * total) return undefined;
  return { provider: provider.values[0] ?? null, domain: null, share: provider.count / total };
}
