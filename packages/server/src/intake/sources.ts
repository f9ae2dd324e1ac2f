/**
 * What came from each source, for `source ls` and for whoever watches that none falls silent. The figures outlive the
 * process, and add up where several processes hear of one source: what changed is added to what is kept every few seconds
 * (figures.ts), and the last of it at the end.
 */
import type { LedgerEvent } from '../ledger/event.ts';
import type { Observation } from '../ledger/observation.ts';
import type { StoredFigures } from '../store/store.ts';

export interface SourceState {
  readonly name: string;
  readonly kind: LedgerEvent['source'];
  /** Mails, requests, lines that tell something; understood or not. */
  items: number;
  recorded: number;
  repeated: number;
  untrusted: number;
  /** Understood, and nothing to record. */
  ignored: number;
  notUnderstood: number;
  /** Not proven: nothing of it is kept. */
  refused: number;
  failed: number;
  /** Items a minute, as of `rateAt`: recent ones weigh more (noteItems). */
  rate: number;
  rateAt: number;
  /** When it was first heard of. */
  since: number;
  lastItemAt: number | null;
  /** Instant of the newest event, as the source tells it. */
  lastEventAt: number | null;
  /** Milliseconds between the last event and its arrival here. */
  lag: number | null;
  lastError: { readonly at: number; readonly text: string } | null;
}

export interface SourceBook {
  /** The same value each time; a source is known from the first time on. */
  readonly of: (name: string, kind: LedgerEvent['source']) => SourceState;
  readonly all: () => readonly Readonly<SourceState>[];
  readonly forget: (name: string) => void;
}

/** Names come from requests too. */
const mostSources = 1000;

/** `kept`: the figures of an earlier process. */
export function createSourceBook(now: () => number, kept: readonly StoredFigures[] = []): SourceBook {
  const states = new Map<string, SourceState>();
  for (const { name, figures } of kept) {
    const kind = figures['kind'] as SourceState['kind'];
    states.set(name, { ...fresh(name, kind, now()), ...(figures as Partial<SourceState>) });
  }
  return {
    of(name, kind) {
      const known = states.get(name);
      if (known !== undefined) return known;
      const state = fresh(name, kind, now());
      if (states.size < mostSources) states.set(name, state);
      return state;
    },
    all: () => [...states.values()].sort((left, right) => (left.name < right.name ? -1 : 1)),
    forget(name) {
      states.delete(name);
    },
  };
}

/** What one who knows `before` has added to it, added to what others have made of it meanwhile. */
export function added(
  kept: Readonly<SourceState> | null,
  before: Readonly<SourceState> | null,
  after: Readonly<SourceState>,
): SourceState {
  if (kept === null && before === null) return { ...after };
  const base = kept ?? fresh(after.name, after.kind, after.since);
  const sum = { ...base };
  for (const count of counts) sum[count] = Math.max(0, base[count] + after[count] - (before?.[count] ?? 0));
  const rateAt = Math.max(base.rateAt, after.rateAt);
  const mine = rateOf(after, rateAt) - (before === null ? 0 : rateOf(before, rateAt));
  const lastEventAt = latest(base.lastEventAt, after.lastEventAt);
  return {
    ...sum,
    rate: Math.max(0, rateOf(base, rateAt) + mine),
    rateAt,
    since: Math.min(base.since, after.since),
    lastItemAt: latest(base.lastItemAt, after.lastItemAt),
    lastEventAt,
    lag: lastEventAt === after.lastEventAt ? after.lag : base.lag,
    lastError: (after.lastError?.at ?? 0) >= (base.lastError?.at ?? 0) ? after.lastError : base.lastError,
  };
}

/** What a clock noted that was ahead is as of now, when that has been put right: it would be the latest until then. */
export const notAhead = (state: Readonly<SourceState>, now: number): SourceState => ({
  ...state,
  rateAt: Math.min(state.rateAt, now),
  since: Math.min(state.since, now),
  lastItemAt: state.lastItemAt === null ? null : Math.min(state.lastItemAt, now),
  lastError: state.lastError === null ? null : { ...state.lastError, at: Math.min(state.lastError.at, now) },
});

const counts = ['items', 'recorded', 'repeated', 'untrusted', 'ignored', 'notUnderstood', 'refused', 'failed'] as const;
const latest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

const fresh = (name: string, kind: LedgerEvent['source'], since: number): SourceState => ({
  ...{ name, kind, items: 0, recorded: 0, repeated: 0, untrusted: 0, ignored: 0, notUnderstood: 0, refused: 0 },
  ...{ failed: 0, rate: 0, rateAt: since, since, lastItemAt: null, lastEventAt: null, lag: null, lastError: null },
});

/** After so long an item weighs a third in the rate. */
const rateSpan = 5 * 60_000;

/** Items a minute: a mean of the past in which an item weighs less the older it is. */
export const rateOf = ({ rate, rateAt }: Readonly<SourceState>, now: number): number =>
  rate * Math.exp(Math.min(0, rateAt - now) / rateSpan);

export function noteItems(state: SourceState, count: number, now: number): void {
  state.items += count;
  state.lastItemAt = now;
  state.rate = rateOf(state, now) + (count * 60_000) / rateSpan;
  state.rateAt = now;
}

export function noteEvents(state: SourceState, observations: readonly Observation[], now: number): void {
  const newest = observations.reduce((latest, { at }) => Math.max(latest, at), 0);
  if (newest === 0) return;
  state.lastEventAt = Math.max(state.lastEventAt ?? 0, newest);
  state.lag = Math.max(0, now - newest);
}

export function noteError(state: SourceState, at: number, error: unknown): void {
  state.lastError = { at, text: error instanceof Error ? error.message : String(error) };
}
