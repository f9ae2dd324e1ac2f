/** Which lane a bundle goes to: that of its site, once the route of its domain is known. */
import type { Log } from '../delivery/ports.ts';
import type { Bundle } from './bundle.ts';
import { domainPlace, laneName } from './lane-name.ts';
import type { LaneStates } from './lane-states.ts';
import { Line } from './line.ts';
import type { KnownRoute, Routes } from './routes.ts';

export interface PlacementDeps {
  readonly routes: Routes;
  readonly states: LaneStates;
  readonly log: Log;
  /** Into the lane, `host` being one of its servers; false when it takes no more. */
  readonly enqueue: (bundle: Bundle, lane: string, host: string) => boolean;
  /** Back to the store, to wait in this lane. Resolves when it is there. */
  readonly giveBack: (bundle: Bundle, lane: string) => Promise<unknown>;
  /** No server is known: the words say why, in the form of a reply. */
  readonly unroutable: (bundle: Bundle, text: string) => void;
}

/** Look-ups at a time; a resolver is not to be flooded by a campaign. */
const mostLookups = 100;

export class Placement {
  readonly #deps: PlacementDeps;
  readonly #lookups = new Map<string, Bundle[]>();
  /** Domains whose look-up has not begun. */
  readonly #next = new Line<string>();
  #asking = 0;
  /** Called when a look-up has ended. */
  #ended: () => void = () => {};

  constructor(deps: PlacementDeps) {
    this.#deps = deps;
  }

  /** Look-ups under way. */
  get running(): number {
    return this.#lookups.size;
  }

  onEnd(ended: () => void): void {
    this.#ended = ended;
  }

  place(bundle: Bundle): void {
    const known = this.#deps.routes.known(bundle.domain);
    const waiting = this.#lookups.get(bundle.domain);
    if (known !== null) this.#placeOn(bundle, known);
    else if (waiting !== undefined) waiting.push(bundle);
    else {
      this.#lookups.set(bundle.domain, [bundle]);
      this.#next.push(bundle.domain);
      this.#askNext();
    }
  }

  /** Of no lane yet. */
  readonly name = '';

  /** Takes out what waits for a look-up. */
  remove(fits: (bundle: Bundle) => boolean): readonly Bundle[] {
    const taken: Bundle[] = [];
    for (const [domain, waiting] of this.#lookups) {
      const rest = waiting.filter((bundle) => !fits(bundle));
      if (rest.length === waiting.length) continue;
      taken.push(...waiting.filter(fits));
      this.#lookups.set(domain, rest);
    }
    return taken;
  }

  /** Puts back what was taken out: the look-up has not ended meanwhile. */
  unshift(bundle: Bundle): void {
    this.#lookups.get(bundle.domain)?.unshift(bundle);
  }

  /** Begins no look-up any more; what waits for one goes back to the store. */
  halt(): void {
    for (const domain of this.#next.remove(() => true)) {
      const waiting = this.#lookups.get(domain) ?? [];
      this.#lookups.delete(domain);
      for (const bundle of waiting) void this.#deps.giveBack(bundle, bundle.entries[0]?.lane ?? '');
    }
  }

  #askNext(): void {
    while (this.#asking < mostLookups) {
      const domain = this.#next.take(() => true, 1);
      if (domain === null) return;
      this.#asking++;
      void this.#lookUp(domain);
    }
  }

  /** Forgets what waits for a look-up. */
  abandon(): readonly Bundle[] {
    const waiting = [...this.#lookups.values()].flat();
    this.#lookups.clear();
    this.#next.remove(() => true);
    return waiting;
  }

  async #lookUp(domain: string): Promise<void> {
    let known: KnownRoute | null = null;
    try {
      known = await this.#deps.routes.find(domain);
    } catch (error) {
      this.#deps.log.error({ error, domain }, 'A route could not be looked up.');
    }
    const waiting = this.#lookups.get(domain) ?? [];
    this.#lookups.delete(domain);
    for (const bundle of waiting) {
      if (known === null) this.#deps.unroutable(bundle, `451 4.4.3 DNS lookup failed temporarily for ${domain}`);
      else this.#placeOn(bundle, known);
    }
    this.#asking--;
    this.#askNext();
    this.#ended();
  }

  /** Where it waits if its domain is stopped, whatever site that shares with others. */
  stoppedIn({ domain, message }: Bundle): string | null {
    const place = domainPlace(domain);
    return this.#deps.states.isPlaceSuspended(place) ? laneName(place, message.source, message.stream) : null;
  }

  #placeOn(bundle: Bundle, { route }: KnownRoute): void {
    const { states, enqueue, giveBack, unroutable } = this.#deps;
    const { source, stream } = bundle.message;
    const stopped = this.stoppedIn(bundle);
    if (stopped !== null) void giveBack(bundle, stopped);
    else if (route.kind !== 'hosts') unroutable(bundle, route.text);
    else {
      const name = laneName(route.site, source, stream);
      const isTaken = !states.isSuspended(name) && enqueue(bundle, name, route.hosts[0]?.host ?? '');
      if (!isTaken) void giveBack(bundle, name);
    }
  }
}
