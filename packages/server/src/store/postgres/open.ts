/**
 * The store in PostgreSQL, for several processes: batches of two round trips on a connection of their own, what every
 * message asks on another, everything else over a small pool. Zero loss after a failover needs a synchronous standby;
 * `guarantee` tells what is set.
 */
import { CompiledQuery, Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../database.ts';
import { groupCommit } from '../group-commit.ts';
import { idOctets } from '../id.ts';
import { inBothStores } from '../in-both-stores.ts';
import { assureVersion, migrate } from '../migrate.ts';
import { findDamage } from '../reads/damage.ts';
import { listeningReads } from '../reads/listening-reads.ts';
import { publishingReads } from '../reads/publishing-reads.ts';
import type { Schema } from '../schema.ts';
import type { Committed, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { foldAtOnce } from '../writes/fold.ts';
import { healthWrites } from '../writes/health-writes.ts';
import { createSession } from '../writes/session.ts';
import { type Alive, createAlive } from './alive.ts';
import { askedTogether } from './asked-together.ts';
import { createClaims } from './claim.ts';
import { createCommit } from './commit.ts';
import {
  type Ask,
  assureDurability,
  clientConfig,
  isDurable,
  type PostgresConnection,
  readSettings,
} from './connection.ts';
import { readFailure } from './failure.ts';
import type { SessionUnit } from './fences.ts';
import { createLine } from './line.ts';
import { migrations } from './migrations.ts';
import { createNews } from './news.ts';
import { newsChannel } from './news-triggers.ts';
import { assureOwnSessions } from './own-sessions.ts';
import { createSettledEvents } from './settled-events.ts';

export interface PostgresOptions {
  /** A URL, or what `pg` takes. */
  readonly connection: PostgresConnection;
  /** How long a commit may wait for the database to come back, in milliseconds. */
  readonly patience?: number | undefined;
  /** How long an answer may take until it is looked whether the server is still there, in milliseconds. */
  readonly silence?: number | undefined;
  /** Leases end by the clock of whoever looks: for a clock that does not go as clocks do. */
  readonly ownClock?: boolean | undefined;
  /** Refuses data of an earlier version instead of bringing them over. */
  readonly asItStands?: boolean | undefined;
}

const batch = { items: 500, weight: 8 << 20 };
/** Connections besides the lines (line.ts). */
const poolSize = 4;
const defaultPatience = 20_000;

/** Whoever's clock is ahead would take what another holds still, and both would send it. */
const sharedClock: Database['instant'] = () => sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
const ownClock: Database['instant'] = (now) => sql<number>`cast(${now} as bigint)`;

/** Rejects with a StoreError: `unavailable`, `settings`, `schema`. */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const pool = new pg.Pool({ ...clientConfig(options.connection), max: poolSize });
  // A connection that breaks is replaced when the next one is wanted; its queries have failed with the reason already.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const alive = createAlive(options.connection, options.silence);
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: sharedPool(pool, alive) }),
  });
  try {
    await assureOwnSessions(pool);
    await (options.asItStands === true ? assureVersion : migrate)(db, migrations);
    return createStore(db, pool, alive, options);
  } catch (error) {
    await endAll(db, pool);
    throw readFailure(error);
  }
}

/** The pool ends with what Kysely has begun, which is nothing before its first query. */
async function endAll(db: Kysely<Schema>, pool: pg.Pool): Promise<void> {
  await db.destroy();
  if (!pool.ended) await pool.end();
}

function createStore(db: Kysely<Schema>, pool: pg.Pool, alive: Alive, options: PostgresOptions): Store {
  const ask: Ask = async (text) => (await db.executeQuery(CompiledQuery.raw(text))).rows;
  const atomically: Database['atomically'] = (queries) =>
    db.transaction().execute(async (tx) => {
      for (const query of queries) await tx.executeQuery(query.compile());
    });
  const instant = options.ownClock === true ? ownClock : sharedClock;
  const session = createSession({ writes: db, atomically, instant });
  const claims = createClaims(db, instant);
  const lease: Database['lease'] = async (entries, still) => {
    const current = session.current();
    return current === null || entries.length === 0 ? [] : claims.lease(entries, still, current);
  };
  const database: Database = {
    ...{ reads: db, writes: db, atomically, lease, session: session.current },
    instant,
    lockRows: sql`for update`,
    keepRows: sql`for key share`,
    givesNumbersAgain: false,
    payload: sql.ref('events.payload'),
    effectDetail: sql.ref('effects.detail'),
    effectBits: sql<number>`(effects.detail::json->>0)::integer`,
    // Not read as JSON: that may hold an escaped NUL, which PostgreSQL takes nowhere.
    lastAttempt: sql<number>`substring(history from '.*"at":([0-9]+)')::bigint`,
    aboutRecipient: (recipient) => sql<boolean>`events.recipient = ${recipient}`,
    isAmong: (column, ids) => sql<boolean>`${sql.ref(column)} in (${sql.join(ids)})`,
    isSameId: (column, other) => sql<boolean>`${sql.ref(column)} = ${sql.ref(other)}`,
    inPlace: (recipient) => sql<boolean>`suppressions.recipient = ${recipient}`,
  };
  const batches = createLine(options.connection, alive);
  const questions = createLine(options.connection, alive);
  const group = groupCommit<SessionUnit, Committed>(createCommit(batches, options.patience ?? defaultPatience), batch);
  const news = createNews(options.connection);
  let closed = false;
  const listening = listeningReads(database);

  return {
    kind: 'postgres',
    // A server that is away may come back; every commit says what became of it.
    failed: new Promise(() => {}),
    ...inBothStores(database),
    ...listening,
    ...healthWrites(database, foldAtOnce(db)),
    ...publishingReads(database, createSettledEvents(db)),
    onNews: news.onNews,
    tell: async (subject) => void (await sql`select pg_notify(${newsChannel}, ${subject})`.execute(db)),
    ...askedTogether(questions, listening),
    openSession: session.openSession,
    renew: session.renew,
    closeSession: session.closeSession,
    commit: async (unit) => {
      if (closed) throw new StoreError('closed', 'the store is closed');
      return group.add({ unit, session: session.current() }, unit.accept?.body.length ?? 0);
    },
    claim: async (claim) => {
      const current = session.current();
      return current === null ? [] : claims.claim(claim, current);
    },
    body: async (messageId) => {
      const row = await db
        .selectFrom('bodies')
        .select('octets')
        .where('message', '=', idOctets(messageId, 'msg_'))
        .executeTakeFirst();
      return row?.octets ?? null;
    },
    verify: (deep) => findDamage(db, deep, 'payload'),
    backup: null,
    guarantee: async () => {
      const settings = await readSettings(ask);
      const { version, synchronous_commit, fsync, full_page_writes, synchronous_standby_names } = settings;
      const standby =
        synchronous_standby_names === '' ? 'no synchronous standby' : `standbys ${synchronous_standby_names}`;
      return {
        durable: isDurable(settings),
        text: `PostgreSQL ${version}, synchronous_commit=${synchronous_commit}, fsync=${fsync}, full_page_writes=${full_page_writes}, ${standby}`,
      };
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await news.close();
      await group.idle();
      await batches.close();
      await questions.close();
      await endAll(db, pool);
    },
  };
}

/** Each connection is made durable before its first use; what goes wrong is told as a StoreError, whichever query it was. */
function sharedPool(pool: pg.Pool, alive: Alive): PostgresPool {
  const assured = new WeakSet<pg.PoolClient>();
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    if (assured.has(client)) return client;
    try {
      await assureDurability(async (text) => (await alive.watch(client.query(text), client)).rows);
      assured.add(client);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
  return {
    connect: async () => {
      const client = await told(connect());
      const query = ((text: string, values: readonly unknown[]) =>
        told(alive.watch(client.query(text, [...values]), client))) as unknown as PostgresPoolClient['query'];
      return { query, release: () => client.release() };
    },
    end: () => pool.end(),
  };
}

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw readFailure(error);
  }
}
