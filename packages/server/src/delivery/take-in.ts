/**
 * New mail into store and memory, a stranger's or our own: leased to this process where it has room for it and its session
 * stands, waiting in the store where not.
 */
import type { Acceptance, Committed } from '../store/store.ts';
import type { AcceptLanes } from './accept.ts';

/** `commit` is asked twice when this process may lease nothing at present. Rejects as it does. */
export async function takeIn(
  lanes: AcceptLanes,
  taken: Omit<Acceptance, 'leased'>,
  commit: (accept: Acceptance) => Promise<Committed>,
): Promise<Committed> {
  const { message, body, entries } = taken;
  let room = entries.length === 0 ? null : lanes.reserve(entries);
  try {
    let committed = await commit({ ...taken, leased: room !== null });
    if (committed === 'lease_lost' && room !== null) {
      lanes.failed(entries, room);
      room = null;
      committed = await commit({ ...taken, leased: false });
    }
    if (committed === 'committed') lanes.accepted(message, entries, body, room);
    else lanes.failed(entries, room);
    return committed;
  } catch (error) {
    lanes.failed(entries, room);
    throw error;
  }
}
