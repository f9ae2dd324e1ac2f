/**
 * How far the events are complete. Numbers are given out before their transactions end, and those of several processes end in
 * any order: what is behind the newest visible number is complete only when every transaction has ended that was under way
 * when it was seen. Transactions get their id before they write (fences.ts), so that a snapshot knows all of them.
 */
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';

interface Look {
  readonly newest: number;
  /** The first transaction id that was not given out yet. */
  readonly next: bigint;
}

export function createSettledEvents(db: Kysely<Schema>): () => Promise<number> {
  let settled = 0;
  let pending: Look | null = null;
  return async () => {
    const { rows } = await sql<{ newest: number | null; oldest: string; next: string }>`
      select (select max(seq) from events) as newest, pg_snapshot_xmin(snapshot)::text as oldest,
        pg_snapshot_xmax(snapshot)::text as next from (select pg_current_snapshot() as snapshot) as now`.execute(db);
    const [row] = rows;
    if (row === undefined) return settled;
    const oldest = BigInt(row.oldest);
    const look = { newest: row.newest ?? 0, next: BigInt(row.next) };
    if (oldest >= look.next) {
      settled = Math.max(settled, look.newest);
      pending = null;
      return settled;
    }
    if (pending !== null && oldest >= pending.next) {
      settled = Math.max(settled, pending.newest);
      pending = null;
    }
    pending ??= look;
    return settled;
  };
}
