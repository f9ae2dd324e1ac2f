/**
 * What incidents of receivers hold of a window's soft bounces. The ledger counts them as soft (docs/incidents.md), but they say
 * nothing about lists and senders: whoever judges leaves them out, and tells the incident instead.
 */
import { type Incident, incidentsOf } from '../ledger/incident.ts';
import { incidentSubject } from '../ledger/subject.ts';
import type { FailureColumn, FailureSearch, IncidentCounts, Store } from '../store/store.ts';
import type { Subject, SubjectDimension } from './facts.ts';
import { type Rate, type Rates, type RateThresholds, rateOf } from './rates.ts';
import type { Window } from './window.ts';

/** What is judged, and a domain of recipients, whose rate is only shown. */
export type ApartSubject = Subject | { readonly dimension: 'domain'; readonly key: string };

/** An incident of the window, with its bounces. */
export interface HeldApart {
  readonly incident: Incident;
  readonly counts: IncidentCounts;
  /** Bounces of these within the window; of a sender's incident 0, which holds nobody. */
  readonly bounces: (part: ApartSubject) => number;
}

export type ApartStore = Pick<Store, 'eventsAbout' | 'incidentCounts' | 'failureGroups'>;

const page = 500;
/** The latest bounces of an incident that say whose they were; of more their shares are taken. */
const mostLooked = 5000;
/** The latest ones. */
const mostIncidents = 20;

const columns = ['list', 'sender_domain', 'ip', 'stream', 'domain'] as const satisfies readonly (
  | SubjectDimension
  | 'domain'
)[];

/** Of all that were ever, those that touched the window, the latest first. */
export async function heldApart(
  store: ApartStore,
  window: Window,
  all: readonly Incident[],
): Promise<readonly HeldApart[]> {
  const touching = all
    .filter(({ from, until }) => from < window.to && (until === null || until > window.from))
    .slice(0, mostIncidents);
  if (touching.length === 0) return [];
  const counts = await store.incidentCounts(touching.map(({ id }) => id));
  return Promise.all(
    touching.map(async (incident) => {
      const known = counts.get(incident.id) ?? nobody;
      return { incident, counts: known, bounces: await bouncesOf(store, incident, known, window) };
    }),
  );
}

const nobody: IncidentCounts = { addresses: 0, messages: 0, held: 0, released: 0, suppressed: 0, lastAt: null };

/** All that were ever, the latest first. */
export async function allIncidents(store: Pick<Store, 'eventsAbout'>): Promise<readonly Incident[]> {
  const events = [];
  for (let before: number | null = null; ; ) {
    const read = await store.eventsAbout(incidentSubject, before, page);
    events.push(...read.map(({ event }) => event));
    before = read.at(-1)?.seq ?? null;
    if (read.length < page || before === null) return incidentsOf(events);
  }
}

async function bouncesOf(
  store: Pick<Store, 'failureGroups'>,
  incident: Incident,
  { messages }: IncidentCounts,
  window: Window,
): Promise<HeldApart['bounces']> {
  if (incident.kind === 'sender') return () => 0;
  const { total, exact, groups } = await store.failureGroups(
    searchOf(incident, window),
    columns.map((column) => [column]),
    mostLooked,
  );
  const whole = exact ? total : Math.max(total, messages);
  const shares = new Map<string, number>();
  for (const [index, column] of columns.entries())
    for (const { values, count } of groups[index] ?? [])
      if (values[0] != null) shares.set(`${column} ${values[0]}`, total === 0 ? 0 : count / total);
  return (part) => {
    if (part === null) return whole;
    if (part.dimension === 'provider') return part.key === incident.provider ? whole : 0;
    return Math.round(whole * (shares.get(`${part.dimension} ${part.key}`) ?? 0));
  };
}

function searchOf({ provider, reason, from, until }: Incident, window: Window): FailureSearch {
  const is = (column: FailureColumn, ...values: readonly string[]) => ({ column, values, not: false });
  return {
    from: Math.max(from, window.from),
    to: Math.min(until ?? window.to, window.to),
    words: [],
    conditions: [
      is('reason', reason),
      is('class', 'soft'),
      is('type', 'bounced', 'bounce_received'),
      is('trusted', 'yes'),
      ...(provider === null ? [] : [is('provider', provider)]),
    ],
  };
}

/** Of this part, and of one reason where it is given. */
export const apartFrom = (apart: readonly HeldApart[], part: ApartSubject, reason?: string): number =>
  apart.reduce(
    (sum, { incident, bounces }) => (reason === undefined || incident.reason === reason ? sum + bounces(part) : sum),
    0,
  );

/** The soft rate as it is without them. */
export function withoutThem(rates: Rates, held: number, { soft, least }: RateThresholds): Rates {
  if (held === 0) return rates;
  const { count, n } = rates.soft;
  const left: Rate = rateOf(Math.max(0, count - held), Math.max(0, n - held), soft, least);
  return { ...rates, soft: left };
}

/** Over the limit, and not without what incidents hold. */
export const isByIncident = (without: Rate, counted: Rate): boolean => isOver(counted) && !isOver(without);

const isOver = ({ state }: Rate): boolean => state === 'breached' || state === 'watch';

/** Rates as they were counted; what is surely over the limit only by incidents is worth a look, no more. */
export function markedRates(counted: Rates, without: Rates): Rates {
  if (!isOver(counted.soft) || without.soft.state === 'breached') return counted;
  return { ...counted, soft: { ...counted.soft, state: 'watch' } };
}
