/**
 * Mail that ends the process. Whatever was leased to a process that died is under suspicion (store/crashed.ts): it is
 * written down before such an entry is tried, and forgotten when the attempt has ended. One that was in hand at two crashes
 * is tried alone, so that the third convicts nobody else, and not before the process has lived for a while: what ends
 * processes as soon as they start, whoever does it, convicts nobody. Then it is held, with an event, until an operator lets it go:
 * whatever it does, the rest of the queue goes on. Mail that nothing has happened to costs nothing of this.
 */
import { messageEvent } from '../ledger/compose.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Bundle } from '../queue/bundle.ts';
import type { ClaimedEntry, QueueEntry, StoredMessage } from '../store/rows.ts';
import type { Store, Unit } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Log } from './ports.ts';

export interface SuspectsDeps {
  readonly store: Pick<Store, 'commit'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Commits what ends the time of so many entries in memory. */
  readonly write: (unit: Unit, entries: number) => void;
}

/** Crashes in a row after which an entry is held. */
const mostCrashes = 3;
/** After the start, before the first is tried alone. */
const untilFirstTrial = 10_000;
/** How long one that is tried alone keeps others waiting: what ends a process mostly does so at once. */
const longestTrial = 30_000;
/** Those that wait come again one by one, so that the next finds its turn when one has ended. */
const [soonest, apart, places] = [1000, 200, 50];
const longestText = 300;

export class Suspects {
  readonly #deps: SuspectsDeps;
  /** Instant until which no other is tried alone. */
  #trialUntil: number;
  #onTrial: Bundle | null = null;
  #waited = 0;

  constructor(deps: SuspectsDeps) {
    this.#deps = deps;
    this.#trialUntil = deps.clock.monotonic() + untilFirstTrial;
  }

  /** What is left of the claimed when those are taken out that must not be tried again: they are held. */
  sift(claimed: readonly ClaimedEntry[]): { readonly sound: readonly ClaimedEntry[]; readonly held: number } {
    if (!claimed.some(({ entry }) => crashesOf(entry) >= mostCrashes)) return { sound: claimed, held: 0 };
    const sound = claimed.filter(({ entry }) => crashesOf(entry) < mostCrashes);
    for (const { message, entry } of claimed)
      if (crashesOf(entry) >= mostCrashes)
        this.#hold(message, [entry], `The service died ${mostCrashes} times while it tried this message`);
    return { sound, held: claimed.length - sound.length };
  }

  includes({ entries }: Bundle): boolean {
    return entries.some(isSuspect);
  }

  /**
   * Before one of them is tried. `wait`: another is being tried alone; `lost`: it is not this process's any more. Rejects
   * when the store fails. Call `end` after the attempt.
   */
  async begin(bundle: Bundle): Promise<'go' | 'wait' | 'lost'> {
    const suspects = bundle.entries.filter(isSuspect);
    if (suspects.some((entry) => crashesOf(entry) >= mostCrashes - 1)) {
      const now = this.#deps.clock.monotonic();
      if (now < this.#trialUntil) return 'wait';
      this.#onTrial = bundle;
      this.#trialUntil = now + longestTrial;
    }
    const settle = suspects.map(({ messageId, position }) => ({ kind: 'in_hand', messageId, position }) as const);
    try {
      if ((await this.#deps.store.commit({ settle, events: [] })) === 'committed') return 'go';
    } catch (error) {
      this.end(bundle);
      throw error;
    }
    this.end(bundle);
    return 'lost';
  }

  /** How long one comes later that is to wait. */
  wait(): number {
    this.#waited = (this.#waited + 1) % places;
    return soonest + apart * this.#waited;
  }

  end(bundle: Bundle): void {
    if (this.#onTrial !== bundle) return;
    this.#onTrial = null;
    this.#trialUntil = 0;
  }

  /** The attempt failed by a fault of this program. What is to be tried again, one crash further; the rest is held. */
  failed({ message, entries }: Bundle, error: unknown): readonly QueueEntry[] {
    const counted = entries.map((entry): QueueEntry => ({ ...entry, crashes: crashesOf(entry) + 1 }));
    const convicted = counted.filter((entry) => crashesOf(entry) >= mostCrashes);
    if (convicted.length > 0) {
      const what = (error instanceof Error ? error.message : String(error)).slice(0, longestText);
      this.#hold(message, convicted, `The service failed ${mostCrashes} times at this message: ${what}`);
    }
    return counted.filter((entry) => crashesOf(entry) < mostCrashes);
  }

  #hold(message: StoredMessage, entries: readonly QueueEntry[], why: string): void {
    const { ids, clock, log, write } = this.#deps;
    log.error({ message: message.id, why }, 'A message is held: it must not be tried again as it is.');
    const settle = entries.map(
      // Released, it is tried alone, and held again at the next crash.
      ({ messageId, position }) => ({ kind: 'hold', messageId, position, why, crashes: mostCrashes - 1 }) as const,
    );
    const events = entries.map(({ recipient, orcpt }) =>
      messageEvent(ids, clock.now(), 'quarantined', 'queue', { message, recipient, orcpt }, { reply: spoken(why) }),
    );
    write({ settle, events }, entries.length);
  }
}

const isSuspect = ({ crashes }: QueueEntry): boolean => crashes !== undefined;
const crashesOf = ({ crashes = 0 }: QueueEntry): number => crashes;
const spoken = (text: string) => ({ code: null, status: null, text });
