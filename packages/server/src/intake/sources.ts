/**
 * What came from each source, for `source ls` and for whoever watches that none falls silent. The figures outlive the
 * process: those that changed are written every few seconds, and the last ones at the end.
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
  /** Those whose figures have changed since they were given here last. */
  readonly changed: () => readonly StoredFigures[];
}

/** Names come from requests too. */
const mostSources = 1000;

/** `kept`: the figures of an earlier process. */
export function createSourceBook(now: () => number, kept: readonly StoredFigures[] = []): SourceBook {
  const states = new Map<string, SourceState>();
  const written = new Map<string, string>();
  for (const { name, figures } of kept) {
    const kind = figures['kind'] as SourceState['kind'];
    states.set(name, { ...fresh(name, kind, now()), ...(figures as Partial<SourceState>) });
    written.set(name, JSON.stringify(figures));
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
      written.delete(name);
    },
    changed() {
      const changed: StoredFigures[] = [];
      for (const [name, state] of states) {
        const text = JSON.stringify(state);
        if (written.get(name) === text) continue;
        written.set(name, text);
        changed.push({ name, figures: { ...state } });
      }
      return changed;
    },
  };
}

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
