/**
 * The store in one SQLite file, for one process: WAL, synchronous=FULL, one transaction and one fsync per batch, in a
 * thread of its own; lists and counts come from a second, read-only connection in another.
 */
import { type Compilable, sql } from 'kysely';
import type { Database } from '../database.ts';
import { dueLanes } from '../due-lanes.ts';
import { readEntry } from '../entry-row.ts';
import { groupCommit } from '../group-commit.ts';
import { idOctets } from '../id.ts';
import { inBothStores } from '../in-both-stores.ts';
import { readMessage } from '../message-row.ts';
import { listeningReads } from '../reads/listening-reads.ts';
import { newestSeq, publishingReads } from '../reads/publishing-reads.ts';
import type { ClaimedEntry } from '../rows.ts';
import type { ClaimOptions, Committed, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { foldInTwo } from '../writes/fold.ts';
import { healthWrites } from '../writes/health-writes.ts';
import { createSession } from '../writes/session.ts';
import type { Synchronous } from './connection.ts';
import { asQuery, queriesTo } from './dialect.ts';
import type { EngineOptions } from './engine.ts';
import { isAmong, isSameId } from './id-index.ts';
import { ListedFilter } from './listed-filter.ts';
import { inPlace, placed } from './listed-places.ts';
import { lookThrough } from './look-through.ts';
import { looksAt } from './looks.ts';
import { joinUnits, type WrittenUnit, writeUnit } from './program.ts';
import { aboutRecipient } from './recipient-index.ts';
import { openInProcess, openInThread, type Remote } from './remote.ts';
import type { LeasedRows } from './requests.ts';
import { effectBits, effectDetail, payload } from './unpacking.ts';

export interface SqliteOptions {
  /** Of the database; `-wal`, `-shm`, `-lock` and `-ballast` stand beside it. Its folder must exist. */
  readonly file: string;
  /** Other than `full` only to show that a test for lost mail can fail. */
  readonly synchronous?: Synchronous | undefined;
  /** Most octets of the database; none by default. */
  readonly maxSize?: number | undefined;
  /** Octets kept back to work with when the disk is full. */
  readonly ballast?: number | undefined;
  /** Refuses data of an earlier version instead of bringing them over. */
  readonly asItStands?: boolean | undefined;
  /** No threads: for tests that run from sources. */
  readonly inProcess?: boolean | undefined;
}

const defaultBallast = 64 << 20;
const batch = { items: 500, weight: 8 << 20 };

/** Rejects with a StoreError: `locked`, `settings`, `schema`, `full`, `io`. */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const [store] = await openSqliteStores(options, 1);
  if (store === undefined) throw new Error('no store was opened');
  return store;
}

/** Several sessions on one file, which real life never sees: for the tests of leases. The first closes the file. */
export async function openSqliteStores(options: SqliteOptions, count: number): Promise<readonly Store[]> {
  const open = options.inProcess === true ? openInProcess : openInThread;
  const engine: EngineOptions = {
    file: options.file,
    role: 'writer',
    synchronous: options.synchronous ?? 'full',
    maxSize: options.maxSize ?? null,
    ballast: options.ballast ?? defaultBallast,
    asItStands: options.asItStands ?? false,
  };
  const writer = await open(engine);
  const openReader = (): Promise<Remote> => open({ ...engine, role: 'reader' });
  let reader: Remote;
  try {
    reader = await openReader();
  } catch (error) {
    await writer.close();
    throw error;
  }
  const listed = filterOver(reader);
  return Array.from({ length: count }, () => createStore(writer, reader, openReader, listed));
}

/** It fills while the store is at work; where the list cannot be read, whoever asks for it is told why. */
function filterOver(reader: Remote): ListedFilter {
  const listed = new ListedFilter();
  const entries = queriesTo(reader)
    .selectFrom('suppressions')
    .select((eb) => eb.fn.countAll<number>().as('count'));
  listed
    .fill({
      count: async () => (await entries.executeTakeFirstOrThrow()).count,
      page: (after, limit) => reader.ask('hashes', { after, limit }),
    })
    .catch(() => {});
  return listed;
}

/** One process has the file: its own clock is all there is. */
const instant: Database['instant'] = (now) => sql<number>`${now}`;

function createStore(writer: Remote, reader: Remote, openReader: () => Promise<Remote>, listed: ListedFilter): Store {
  const reads = queriesTo(reader);
  const writes = queriesTo(writer);
  const atomically = async (queries: readonly Compilable[]): Promise<void> => {
    await writer.ask('transact', { queries: queries.map((query) => asQuery(query.compile())) });
  };
  const session = createSession({ writes, atomically, instant });
  const lease: Database['lease'] = async (entries, still) => {
    const current = session.current();
    if (current === null || entries.length === 0) return [];
    return claimed(await writer.ask('lease', { entries, still, session: current }));
  };
  const database: Database = {
    ...{ reads, writes, atomically, lease, session: session.current },
    instant,
    lockRows: sql.raw(''),
    keepRows: sql.raw(''),
    givesNumbersAgain: true,
    ...{ payload, effectDetail, effectBits },
    lastAttempt: sql<number>`json_extract('[' || substr(history, 2) || ']', '$[#-1].at')`,
    ...{ aboutRecipient, isAmong, isSameId },
    inPlace: (recipient) => inPlace(placed(recipient)),
  };
  const group = groupCommit(commitBatch(writer), batch);
  /** Of the last claim: the next one begins behind it. */
  let lastLane = '';
  /** Long looks at the file, on a connection of their own, so that lists go on meanwhile. */
  const aside = async <T>(look: (remote: Remote) => Promise<T>): Promise<T> => {
    const remote = await openReader();
    try {
      return await look(remote);
    } finally {
      await remote.close();
    }
  };

  /** One after the other: two of one name would write to one file. */
  let copying: Promise<void> = Promise.resolve();

  const listening = listeningReads(database);
  return {
    kind: 'sqlite',
    failed: writer.failed,
    ...inBothStores(database),
    ...listening,
    ...healthWrites(database, foldInTwo(database)),
    ...publishingReads(database, () => newestSeq(reads)),
    // Nobody else changes anything.
    onNews: () => () => {},
    tell: async () => {},
    ...looksAt(reader, listed, listening),
    openSession: session.openSession,
    renew: session.renew,
    closeSession: session.closeSession,
    commit: async (unit) => {
      for (const { recipient, entry } of unit.suppressions ?? []) if (entry !== null) listed.name(recipient);
      const written = writeUnit(unit, session.current(), listed);
      return group.add(written, unit.accept?.body.length ?? 0);
    },
    claim: async ({ except, ...options }) => {
      const current = session.current();
      if (current === null || !(await writer.ask('reap', { now: options.now, session: current }))) return [];
      // Behind the reader's back nothing is lost: what is gone when it is to be leased was taken by somebody.
      const lanes = await dueLanes(reads, { ...options, except }, lastLane);
      lastLane = lanes.at(-1) ?? lastLane;
      return claimIn(writer, options, lanes, current);
    },
    body: (messageId) => writer.ask('body', { message: idOctets(messageId, 'msg_') }),
    verify: (deep) => aside((remote) => lookThrough(remote, deep)),
    backup: (file) => {
      const copied = copying.then(() => aside(async (remote) => void (await remote.ask('backup', { file }))));
      copying = copied.catch(() => {});
      return copied;
    },
    guarantee: async () => {
      const { synchronous, journal } = await writer.ask('settings', {});
      const level = ['OFF', 'NORMAL', 'FULL', 'EXTRA'][synchronous] ?? String(synchronous);
      return { durable: synchronous >= 2, text: `SQLite ${journal.toUpperCase()}, synchronous=${level}` };
    },
    close: async () => {
      await group.idle();
      await reader.close();
      await writer.close();
    },
  };
}

function commitBatch(writer: Remote) {
  return async (units: readonly WrittenUnit[]): Promise<(Committed | Error)[]> => {
    const program = joinUnits(units);
    const applied = await writer.ask('commit', { program }, [program.bodies.buffer]);
    return applied.map((result) => (typeof result === 'string' ? result : new StoreError(result.code, result.message)));
  };
}

/** Lanes of one request to the side that writes: commits wait for no more than that. */
const lanesAtOnce = 50;

async function claimIn(
  writer: Remote,
  { limit, ...options }: Omit<ClaimOptions, 'except'>,
  lanes: readonly string[],
  session: number,
): Promise<readonly ClaimedEntry[]> {
  const all: ClaimedEntry[] = [];
  for (let at = 0; at < lanes.length && all.length < limit; at += lanesAtOnce) {
    const of = { lanes: lanes.slice(at, at + lanesAtOnce), lanesLeft: lanes.length - at, session };
    try {
      all.push(...claimed(await writer.ask('claim', { options: { ...options, limit: limit - all.length }, ...of })));
    } catch (error) {
      // What is leased must come into somebody's hands; whoever asks next is told what is wrong.
      if (all.length === 0) throw error;
      break;
    }
  }
  return all;
}

function claimed(rows: readonly LeasedRows[]): readonly ClaimedEntry[] {
  return rows.flatMap((row) => {
    const message = readMessage(row.message);
    return row.entries.map((entry) => ({ entry: readEntry(entry, message.id), message }));
  });
}
