/**
 * The lanes from one source to one site, one a stream: a provider counts the connections and the messages of an address, whichever
 * streams they are of, so that these share what it bears.
 */
import type { Lane } from './lane.ts';
import { Rate } from './rate.ts';

export class Peers {
  readonly rate = new Rate();
  readonly #lanes = new Set<Lane>();
  /** Those without a connection that wait for one of the others to give one up. */
  readonly starved = new Set<Lane>();

  get size(): number {
    return this.#lanes.size;
  }

  add(lane: Lane): void {
    this.#lanes.add(lane);
  }

  delete(lane: Lane): void {
    this.#lanes.delete(lane);
    this.starved.delete(lane);
  }

  /** Whether the receiver bears another connection, now or when one that is idle has been closed. */
  hasRoomFor(lane: Lane, closeIdle: (lane: Lane) => boolean): boolean {
    let open = 0;
    for (const { connections } of this.#lanes) open += connections;
    if (open < lane.limits.connectionsOfSource) return true;
    for (const peer of this.#lanes) if (closeIdle(peer)) return true;
    if (lane.connections === 0) this.starved.add(lane);
    return false;
  }

  /** A connection may be free: who wants one, first those who have none. */
  wanting(): readonly Lane[] {
    const first = [...this.starved];
    this.starved.clear();
    return [...first, ...[...this.#lanes].filter((lane) => lane.waiting > 0 && !first.includes(lane))];
  }
}
