/** What operators do to the queue; HTTP and the command line speak to this. */
import type { LedgerEvent } from '../ledger/event.ts';
import type { LaneState } from '../store/rows.ts';
import type { Selection } from '../store/store.ts';

export interface LaneView {
  readonly lane: string;
  readonly site: string;
  readonly source: string;
  readonly stream: string;
  /** In memory: ready to go, being sent, open connections. */
  readonly ready: number;
  readonly sending: number;
  readonly connections: number;
  /** Messages a second over the last minute. */
  readonly rate: number;
  readonly state: LaneState | null;
  /** The last failure's reply. */
  readonly lastFailure: string | null;
}

export interface QueueControl {
  readonly lanes: () => readonly LaneView[];
  /** `lane` may be a whole lane, a site or a domain. `until` null: until resumed. */
  readonly pause: (lane: string, until: number | null, who: string, why: string) => Promise<number>;
  readonly resume: (lane: string, who: string) => Promise<number>;
  readonly retry: (selection: Selection) => Promise<number>;
  readonly hold: (selection: Selection) => Promise<number>;
  readonly release: (selection: Selection) => Promise<number>;
  /** Removes without notice, with an event `cancelled`. */
  readonly cancel: (selection: Selection, who: string) => Promise<number>;
  /** Gives up now, with events `expired` and failure notices. */
  readonly expire: (selection: Selection, who: string) => Promise<number>;
  /** Events of the process's own, as they are committed: for `top` and `tail`. Returns the way to stop. */
  readonly watch: (listener: (events: readonly LedgerEvent[]) => void) => () => void;
}
