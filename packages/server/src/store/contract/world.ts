/** One storage for each test. */
import { afterEach, beforeEach } from 'vitest';
import type { ClaimedEntry } from '../rows.ts';
import type { World } from '../store.contract.ts';
import { minute, start } from '../store.fixture.ts';
import type { Store } from '../store.ts';

export const lease = minute;

export interface Open {
  /** With a session. */
  readonly store: Store;
  /** Another process on the same storage, without one. */
  readonly other: Store;
  readonly damage: World['damage'];
}

export function eachWithStore(open: () => Promise<World>): () => Open {
  let world: World;
  beforeEach(async () => {
    world = await open();
    await world.stores[0].openSession(lease, start);
  });
  afterEach(() => world.dispose());
  return () => ({ store: world.stores[0], other: world.stores[1], damage: world.damage });
}

/** Claims everything due. */
export function claimAll(store: Store, now = start): Promise<readonly ClaimedEntry[]> {
  return store.claim({ now, limit: 1000, perLane: 1000, except: [] });
}

/** The only one. */
export async function claimOne(store: Store, now = start): Promise<ClaimedEntry> {
  return single(await claimAll(store, now));
}

export function single<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`expected one, got ${values.length}`);
  return value;
}

export function recipients(claimed: readonly ClaimedEntry[]): string[] {
  return claimed.map(({ entry }) => entry.recipient);
}
