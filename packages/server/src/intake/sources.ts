/** What came from each source since this process started, for `source ls`. */
import type { LedgerEvent } from '../ledger/event.ts';
import type { Observation } from '../ledger/observation.ts';

export interface SourceState {
  readonly name: string;
  readonly kind: LedgerEvent['source'];
  /** Mails, requests, lines; understood or not. */
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
}

/** Names come from requests too. */
const mostSources = 1000;

export function createSourceBook(): SourceBook {
  const states = new Map<string, SourceState>();
  return {
    of(name, kind) {
      const known = states.get(name);
      if (known !== undefined) return known;
      const state = fresh(name, kind);
      if (states.size < mostSources) states.set(name, state);
      return state;
    },
    all: () => [...states.values()].sort((left, right) => (left.name < right.name ? -1 : 1)),
  };
}

const fresh = (name: string, kind: LedgerEvent['source']): SourceState => ({
  ...{ name, kind, items: 0, recorded: 0, repeated: 0, untrusted: 0, ignored: 0, notUnderstood: 0, refused: 0 },
  ...{ failed: 0, lastItemAt: null, lastEventAt: null, lag: null, lastError: null },
});

export function noteEvents(state: SourceState, observations: readonly Observation[], now: number): void {
  const newest = observations.reduce((latest, { at }) => Math.max(latest, at), 0);
  if (newest === 0) return;
  state.lastEventAt = Math.max(state.lastEventAt ?? 0, newest);
  state.lag = Math.max(0, now - newest);
}

export function noteError(state: SourceState, at: number, error: unknown): void {
  state.lastError = { at, text: error instanceof Error ? error.message : String(error) };
}
