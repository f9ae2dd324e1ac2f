/** Claims: which of the due entries a session gets (fair-share.ts says how many of each). */
import type Database from 'better-sqlite3';
import { dueLanes } from '../due-lanes.ts';
import { createRetryTurns, laneShare } from '../fair-share.ts';
import { compileHot } from '../hot.ts';
import type { ClaimOptions } from '../store.ts';
import { waiting } from '../waiting.ts';
import { build } from './compiler.ts';
import type { Leases } from './lease.ts';
import type { EntryId, LeasedRows } from './requests.ts';

export type Claim = (options: ClaimOptions, session: number) => readonly LeasedRows[];

/** To be called inside a transaction. */
export function createClaim(db: Database.Database, leases: Leases): Claim {
  const findLanes = db.prepare<(string | number)[], { lane: string }>(dueLanes(build, '', 0, 0).compile().sql);
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
  /** The last lane of the last claim: the next one begins behind it. */
  let last = '';

  const lanes = ({ now, limit, except }: ClaimOptions): string[] => {
    const left = new Set(except);
    const most = limit + left.size;
    const find = (after: string): string[] =>
      findLanes.all(after, now, now, now, most).flatMap(({ lane }) => (left.has(lane) ? [] : [lane]));
    const behind = find(last);
    if (behind.length >= limit) return behind.slice(0, limit);
    return [...behind, ...find('').filter((lane) => lane <= last)].slice(0, limit);
  };

  const dueIn = (lane: string, now: number, count: number): EntryId[] => {
    const due = (retry: 0 | 1, limit: number): EntryId[] => (limit > 0 ? findDue.all(lane, retry, now, limit) : []);
    const again = due(1, retryTurns(count));
    const fresh = due(0, count - again.length);
    const rest = count - again.length - fresh.length;
    return [...fresh, ...(rest > 0 ? due(1, again.length + rest) : again)];
  };

  return (options, session) => {
    // The dead do not bury anybody.
    if (!leases.alive(session)) return [];
    leases.reap(options.now, session);
    const found: EntryId[] = [];
    const names = lanes(options);
    names.forEach((lane, index) => {
      const count = laneShare(options.limit - found.length, names.length - index, options.perLane);
      if (count > 0) found.push(...dueIn(lane, options.now, count));
    });
    last = names.at(-1) ?? last;
    return leases.take(found, session);
  };
}
