/**
 * What of the past a set of rules would change: verdicts, addresses, rates. It reads events since an instant for as long as it
 * may and answers for what it has read, exactly; it says so when there was more.
 */
import { defaultSuppressionPolicy, type SuppressionPolicies } from '@hearback/bounce';
import { type Rates, type RateThresholds, ratesFrom } from '../health/rates.ts';
import type { Window } from '../health/window.ts';
import { addressKey } from '../ledger/address-key.ts';
import { type Dimension, hour } from '../ledger/contributions.ts';
import { createIncidentBook } from '../ledger/incident-book.ts';
import type { Store } from '../store/store.ts';
import { addDelta, type Consequences, consequencesOf, type Deltas } from './consequences.ts';
import type { RuleSet } from './own-rules.ts';
import { type Change, changesSince, type Reading } from './reread.ts';

export interface ChangedRates {
  readonly key: string;
  readonly before: Rates;
  readonly after: Rates;
}

export interface Diff {
  readonly version: string;
  readonly since: number;
  readonly reading: Readonly<Reading>;
  readonly changed: number;
  readonly byReason: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  readonly samples: readonly Change[];
  /** Lists are cut to the first `mostListed`. */
  readonly suppressed: Listed;
  readonly released: Listed;
  /** False: more addresses than were looked at. */
  readonly allAddresses: boolean;
  readonly lists: readonly ChangedRates[];
  readonly senders: readonly ChangedRates[];
}

interface Listed {
  readonly count: number;
  readonly addresses: readonly { readonly address: string; readonly reason: string }[];
}

export interface DiffDeps {
  readonly store: Pick<Store, 'events' | 'eventsAbout' | 'suppressionsAbout' | 'rollUps'>;
  readonly now: () => number;
  readonly policy?: SuppressionPolicies | undefined;
  readonly thresholds?: RateThresholds | undefined;
}

const mostRead = 2_000_000;
const mostSamples = 50;
const mostAddresses = 5000;
const mostListed = 500;
const mostRates = 50;

/** `time`: milliseconds that it may take, of a clock that never stands. */
export async function diff(
  { store, now, policy = defaultSuppressionPolicy, thresholds }: DiffDeps,
  rules: RuleSet,
  since: number,
  time: { readonly most: number; readonly elapsed: () => number },
): Promise<Diff> {
  const reading: Reading = { read: 0, complete: true, until: null };
  const more = ({ read }: Readonly<Reading>): boolean => read < mostRead && time.elapsed() < time.most / 2;
  const reasons = new Map<string, number>();
  const samples: Change[] = [];
  const byAddress = new Map<number, Change[]>();
  let changed = 0;
  for await (const page of changesSince({ store, since, rules: rules.book, more }, reading)) {
    for (const change of page) {
      changed++;
      const name = `${wordOf(change.from)} ${wordOf(change.to)}`;
      reasons.set(name, (reasons.get(name) ?? 0) + 1);
      if (samples.length < mostSamples) samples.push(change);
      const { recipient } = change.event;
      if (recipient === null) continue;
      const key = addressKey(recipient).recipient;
      byAddress.set(key, [...(byAddress.get(key) ?? []), change]);
    }
  }
  const from = since - (since % hour);
  const { index: incidents } = await createIncidentBook(store).known();
  const given = { policy, incidents, now: now() };
  const { consequences, all } = await followAll(store, [...byAddress.values()], given, time);
  const addresses = consequences.flatMap(({ address }) => address ?? []);
  const listed = (kind: 'suppressed' | 'released'): Listed => {
    const found = addresses.filter((each) => each.kind === kind);
    return { count: found.length, addresses: found.slice(0, mostListed) };
  };
  const counts = consequences.flatMap((each) => each.counts).filter(({ before }) => before.accepted >= from);
  const range = { from, to: now(), thresholds };
  return {
    ...{ version: rules.version, since, reading, changed, samples, allAddresses: all },
    byReason: [...reasons]
      .map(([name, count]) => ({ from: name.split(' ')[0] ?? '', to: name.split(' ')[1] ?? '', count }))
      .sort((a, b) => b.count - a.count),
    suppressed: listed('suppressed'),
    released: listed('released'),
    lists: await ratesWith(store, 'list', counts, range),
    senders: await ratesWith(store, 'sender_domain', counts, range),
  };
}

/** The reason that people know it by: of mail that ran out of time, what it waited for. */
const wordOf = ({ reason, last_transient: last }: Change['from']): string => last ?? reason;

async function followAll(
  store: Pick<Store, 'eventsAbout' | 'suppressionsAbout'>,
  groups: readonly (readonly Change[])[],
  given: Parameters<typeof consequencesOf>[2],
  time: { readonly most: number; readonly elapsed: () => number },
): Promise<{ readonly consequences: readonly Consequences[]; readonly all: boolean }> {
  const consequences: Consequences[] = [];
  for (const changes of groups.slice(0, mostAddresses)) {
    if (time.elapsed() > time.most) break;
    consequences.push(await consequencesOf(store, changes, given));
  }
  return { consequences, all: consequences.length === groups.length };
}

async function ratesWith(
  store: Pick<Store, 'rollUps'>,
  dimension: Dimension & ('list' | 'sender_domain'),
  counts: Consequences['counts'],
  { from, to, thresholds }: Window & { readonly thresholds: RateThresholds | undefined },
): Promise<readonly ChangedRates[]> {
  const deltas: Deltas = new Map();
  for (const { before, after } of counts)
    addDelta(deltas, dimension === 'list' ? before.list : before.senderDomain, before, after);
  const touched = [...deltas]
    .filter(([, delta]) => Object.values(delta).some((each) => each !== 0))
    .slice(0, mostRates);
  return Promise.all(
    touched.map(async ([key, delta]) => {
      const rows = await store.rollUps({ grain: 'hourly', dimension, key, from, to });
      const sum = (name: keyof typeof delta): number => rows.reduce((total, row) => total + row.counts[name], 0);
      const names = Object.keys(delta) as (keyof typeof delta)[];
      const before = Object.fromEntries(names.map((name) => [name, sum(name)])) as typeof delta;
      const after = Object.fromEntries(names.map((name) => [name, before[name] + delta[name]])) as typeof delta;
      return { key, before: ratesFrom(key, before, thresholds), after: ratesFrom(key, after, thresholds) };
    }),
  );
}
