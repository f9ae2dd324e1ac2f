/**
 * Whether each connection is a session of its own. A pooler that lends its connections by the transaction (PgBouncer's
 * `pool_mode = transaction`) breaks what rests on sessions: prepared statements, settings, and being told of news.
 */
import type pg from 'pg';
import { StoreError } from '../store-error.ts';

/** Others use the pooler meanwhile: once might be chance. */
const rounds = 3;

/** Rejects with a StoreError `settings`. What it connected it ends: the pool hands out what was made durable. */
export async function assureOwnSessions(pool: pg.Pool): Promise<void> {
  const one = await pool.connect();
  try {
    const other = await pool.connect();
    try {
      for (let round = 0; round < rounds; round++) {
        const [first, again, others] = [await sessionOf(one), await sessionOf(one), await sessionOf(other)];
        if (first === again && first !== others) continue;
        throw new StoreError(
          'settings',
          'store.url leads to a pooler that lends its connections by the transaction: let it lend them by the session (PgBouncer: pool_mode = session), or go past it',
        );
      }
    } finally {
      other.release(true);
    }
  } finally {
    one.release(true);
  }
}

async function sessionOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}
