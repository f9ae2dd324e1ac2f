/**
 * From memory to an attempt and back: carries bundles while the session holds, lets those that are suspected go alone, and
 * gives back to the store what is not tried. Nothing of a bundle stays in memory behind it.
 */
import { failpoint } from '../observe/failpoint.ts';
import type { BodyMemory } from '../queue/body-memory.ts';
import type { Bundle } from '../queue/bundle.ts';
import type { Lane, Link } from '../queue/lane.ts';
import { domainPlace, laneName } from '../queue/lane-name.ts';
import type { LaneStates } from '../queue/lane-states.ts';
import type { QueueMemory } from '../queue/memory.ts';
import { StoreError } from '../store/store-error.ts';
import type { Attempts } from './attempt.ts';
import type { Clock } from './clock.ts';
import { endOf } from './compose-message.ts';
import type { Expiry } from './expire.ts';
import type { JumpGuard } from './jump-guard.ts';
import type { Log } from './ports.ts';
import type { Session } from './session.ts';
import type { Settling } from './settle.ts';
import type { Suspects } from './suspects.ts';

export interface CarryingDeps {
  readonly session: Pick<Session, 'holds' | 'ask' | 'lose'>;
  readonly suspects: Suspects;
  readonly settling: Pick<Settling, 'release' | 'settleUnsent'>;
  readonly memory: Pick<QueueMemory, 'remove'>;
  readonly bodies: Pick<BodyMemory, 'letGo'>;
  readonly states: Pick<LaneStates, 'isSuspended'>;
  readonly expiry: Pick<Expiry, 'expire'>;
  readonly guard: JumpGuard;
  readonly clock: Clock;
  readonly log: Log;
}

/** The last attempt is due at the end itself. */
const grace = 60_000;
/** When a message that trips this program up is tried again. */
const afterFault = 300_000;
/** When one is tried again that the store did not give out: a database that comes back has all of them. */
const afterStoreFailure = 5000;

export class Carrying {
  readonly #deps: CarryingDeps;

  constructor(deps: CarryingDeps) {
    this.#deps = deps;
  }

  /** Gives the link when it can be used again. */
  async carry(attempts: Attempts, lane: Lane, bundle: Bundle, link: Link | null): Promise<Link | null> {
    const { session, suspects, settling, memory, bodies, clock } = this.#deps;
    if (!(session.holds() ?? (await session.ask()))) {
      session.lose();
      link?.connection.destroy();
      this.drop(bundle);
      return null;
    }
    try {
      if (this.#isOver(bundle)) {
        for (const entry of bundle.entries)
          void this.#deps.expiry.expire({ entry, message: bundle.message }, 'queue', '');
        return link;
      }
      const turn = suspects.includes(bundle) ? await suspects.begin(bundle) : 'go';
      if (turn === 'wait') {
        void settling.release(bundle.message, bundle.entries, lane.name, clock.now() + suspects.wait());
        return link;
      }
      if (turn === 'lost') {
        session.lose();
        link?.connection.destroy();
        memory.remove(bundle.entries.length);
        return null;
      }
      failpoint('attempt', bundle.domain);
      const { link: kept, left, error } = await attempts.carry(lane, bundle, link);
      if (error !== null) {
        link?.connection.destroy();
        this.#stumbled(error, { ...bundle, entries: left }, lane.name);
      } else memory.remove(left.length);
      return kept;
    } catch (error) {
      link?.connection.destroy();
      this.#stumbled(error, bundle, lane.name);
      return null;
    } finally {
      suspects.end(bundle);
      bodies.letGo(bundle.body);
    }
  }

  /** Forgets the bundle; the store still has it. */
  readonly drop = (bundle: Bundle): void => {
    const { bodies, memory } = this.#deps;
    bodies.letGo(bundle.body);
    memory.remove(bundle.entries.length);
  };

  readonly giveBack = (bundle: Bundle, lane: string): Promise<boolean> => {
    const { bodies, states, settling } = this.#deps;
    bodies.letGo(bundle.body);
    // Looking at the state makes it the lane's own, so that the store leaves the lane out of the next claim.
    states.isSuspended(lane);
    return settling.release(bundle.message, bundle.entries, lane);
  };

  readonly unroutable = ({ message, domain, entries, body }: Bundle, text: string): void => {
    const { bodies, settling } = this.#deps;
    bodies.letGo(body);
    const lane = laneName(domainPlace(domain), message.source, message.stream);
    settling.settleUnsent(lane, message, entries, text);
  };

  /** By its own word; it waited too long for its turn, or in a lane that has only now been released. */
  #isOver({ message }: Bundle): boolean {
    const end = endOf(message);
    const { clock, guard } = this.#deps;
    return end !== null && clock.now() > end + grace && !guard.pausesExpiry();
  }

  #stumbled(error: unknown, bundle: Bundle, lane: string): void {
    const { suspects, settling, clock, log } = this.#deps;
    const byStore = error instanceof StoreError;
    const what = byStore
      ? 'A message could not be read from the store.'
      : 'An attempt failed by a fault of this program.';
    log.error({ error, message: bundle.message.id }, what);
    const pause = byStore ? afterStoreFailure : afterFault;
    const again = byStore ? bundle.entries : suspects.failed(bundle, error);
    if (again.length > 0) void settling.release(bundle.message, again, lane, clock.now() + pause);
  }
}
