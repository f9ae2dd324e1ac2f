/**
 * The way of entries into memory: new mail, as long as there is room and its lane takes it, and what was claimed from the
 * store. The rest waits in the store.
 */
import type { BodyMemory } from '../queue/body-memory.ts';
import { type Bundle, bundles } from '../queue/bundle.ts';
import type { Dispatch } from '../queue/dispatch.ts';
import { domainPlace, laneName } from '../queue/lane-name.ts';
import type { LaneStates } from '../queue/lane-states.ts';
import type { QueueMemory } from '../queue/memory.ts';
import type { Routes } from '../queue/routes.ts';
import type { ClaimedEntry, NewEntry, QueueEntry, StoredMessage } from '../store/rows.ts';
import type { AcceptLanes } from './accept.ts';
import type { Clock } from './clock.ts';
import type { DeliverySettings } from './settings.ts';

export interface EntranceDeps {
  readonly settings: DeliverySettings;
  readonly clock: Clock;
  readonly states: LaneStates;
  readonly routes: Routes;
  readonly memory: QueueMemory;
  readonly bodies: BodyMemory;
  readonly dispatch: () => Dispatch;
  /** Mail may be leased at its acceptance. */
  readonly isRunning: () => boolean;
  /** Entries were left to the store. */
  readonly left: (entries: readonly NewEntry[]) => void;
}

export class Entrance implements AcceptLanes {
  readonly #deps: EntranceDeps;

  constructor(deps: EntranceDeps) {
    this.#deps = deps;
  }

  readonly laneOf: AcceptLanes['laneOf'] = (domain, source, stream) => {
    const { states, routes } = this.#deps;
    const own = domainPlace(domain);
    const route = states.isPlaceSuspended(own) ? null : (routes.known(domain)?.route ?? null);
    const name = laneName(route?.kind === 'hosts' ? route.site : own, source, stream);
    return { name, mark: states.suspendedTotal(name) };
  };

  readonly reserve: AcceptLanes['reserve'] = (entries) => {
    const { isRunning, memory, dispatch } = this.#deps;
    const isTaken = isRunning() && entries.every((entry) => this.#isOpen(entry)) && memory.reserve(entries);
    return isTaken ? dispatch() : null;
  };

  readonly accepted: AcceptLanes['accepted'] = (message, entries, body, room) => {
    const { isRunning, dispatch, left } = this.#deps;
    if (room === dispatch() && isRunning()) return this.#placeAccepted(message, entries, body);
    // The session that the entries were leased to is over: whoever finds that out gives them to another.
    this.failed(entries, room);
    left(entries);
  };

  readonly failed: AcceptLanes['failed'] = (entries, room) => {
    if (room !== null) this.#deps.memory.remove(entries.length);
  };

  readonly placeClaimed = (claimed: readonly ClaimedEntry[]): void => {
    const { memory, bodies } = this.#deps;
    memory.add(claimed.length);
    const messages = new Map<string, { readonly message: StoredMessage; readonly entries: QueueEntry[] }>();
    for (const { entry, message } of claimed) {
      const group = messages.get(message.id);
      if (group === undefined) messages.set(message.id, { message, entries: [entry] });
      else group.entries.push(entry);
    }
    for (const { message, entries } of messages.values())
      this.#place(bundles(message, entries, (users) => bodies.hold(null, users)));
  };

  #isOpen({ lane, nextAt }: NewEntry): boolean {
    const { states, dispatch, settings, clock } = this.#deps;
    if (nextAt > clock.now() || states.isSuspended(lane)) return false;
    const inMemory = dispatch().lanes.get(lane);
    return inMemory === undefined || inMemory.ready < inMemory.most(settings.entriesPerLane);
  }

  #placeAccepted(message: StoredMessage, entries: readonly NewEntry[], body: Uint8Array): void {
    const queued = entries.map(
      ({ position, recipient, orcpt, notify, lane, nextAt, delayNoticeAt = null, suspendedMark = 0 }): QueueEntry => ({
        ...{ messageId: message.id, position, recipient, orcpt, notify, lane, nextAt, delayNoticeAt, suspendedMark },
        ...{ held: false, attempts: 0, suspendedFor: 0, history: [] },
      }),
    );
    this.#place(bundles(message, queued, (users) => this.#deps.bodies.hold(body, users)));
  }

  #place(all: readonly Bundle[]): void {
    const dispatch = this.#deps.dispatch();
    for (const bundle of all) dispatch.place(bundle);
  }
}
