/** Claims: which of the due entries a session gets (fair-share.ts says how many of each). */
import type Database from 'better-sqlite3';
import { createRetryTurns, laneShare } from '../fair-share.ts';
import { compileHot } from '../hot.ts';
import { waiting } from '../waiting.ts';
import { build } from './compiler.ts';
import type { Leases } from './lease.ts';
import type { Asked, EntryId, LeasedRows } from './requests.ts';

export type Claim = (asked: Asked<'claim'>) => readonly LeasedRows[];

/** To be called inside a transaction. */
export function createClaim(db: Database.Database, leases: Leases): Claim {
  const findDue = db.prepare<[string, number, number, number], EntryId>(
    compileHot((slot) =>
      build
        .selectFrom('queue')
        .select(['message', 'position'])
        .where(waiting)
        .where('lane', '=', slot(0))
        .where('retry', '=', slot(1))
        .where('next_at', '<=', slot(2))
        .orderBy('next_at')
        .limit(slot(3)),
    ),
  );
  const retryTurns = createRetryTurns();
  const dueIn = (lane: string, now: number, count: number): EntryId[] => {
    const due = (retry: 0 | 1, limit: number): EntryId[] => (limit > 0 ? findDue.all(lane, retry, now, limit) : []);
    const again = due(1, retryTurns(count));
    const fresh = due(0, count - again.length);
    const rest = count - again.length - fresh.length;
    return [...fresh, ...(rest > 0 ? due(1, again.length + rest) : again)];
  };

  return ({ options: { now, limit, perLane }, lanes, lanesLeft, session }) => {
    if (!leases.alive(session)) return [];
    const found: EntryId[] = [];
    lanes.forEach((lane, index) => {
      const count = laneShare(limit - found.length, lanesLeft - index, perLane);
      if (count > 0) found.push(...dueIn(lane, now, count));
    });
    return leases.take(found, 'waiting', session);
  };
}
