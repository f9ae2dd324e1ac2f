/**
 * The side that holds the database: answers requests one after the other. It runs in a thread of its own, or in process
 * where tests want it so.
 */
import type Database from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';
import { compileHot } from '../hot.ts';
import { assureVersion, migrate } from '../migrate.ts';
import type { Schema } from '../schema.ts';
import type { StoreError } from '../store-error.ts';
import { createApply } from './apply.ts';
import { writeBackup } from './backup.ts';
import { dropBallast, holdBallast } from './ballast.ts';
import { createClaim } from './claim.ts';
import { build } from './compiler.ts';
import { logSize, openConnection, type Synchronous } from './connection.ts';
import { lockExclusively } from './exclusive.ts';
import { isFatal, readFailure } from './failure.ts';
import { checkIntegrity } from './integrity.ts';
import { createLeases, freeOrphans } from './lease.ts';
import { createAnswerKnown, createAnswerListed, createAnswerLooks, createReadHashes } from './look-statements.ts';
import { migrations } from './migrations.ts';
import { createQueries } from './queries.ts';
import type { Asked, Given, Kind, Request, Response } from './requests.ts';
import { applyWithRoom, keepRoom, type Room } from './room.ts';
import { makeReadable } from './unpacking.ts';
import { watchLog, writeBack } from './write-back.ts';

export interface EngineOptions {
  readonly file: string;
  readonly role: 'writer' | 'reader';
  readonly synchronous: Synchronous;
  readonly maxSize: number | null;
  /** Octets of the ballast file. */
  readonly ballast: number;
  /** Refuses data of an earlier version instead of bringing them over. */
  readonly asItStands?: boolean;
}

export type Engine = (request: Request) => Response;
type Handlers = { readonly [K in Kind]?: (asked: Asked<K>) => Given<K> };

/** Throws a StoreError. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  try {
    return options.role === 'writer' ? await openWithRoom(options) : answering(readerHandlers(options));
  } catch (error) {
    throw readFailure(error);
  }
}

/** On a full disk the ballast makes room for opening, too. */
async function openWithRoom(options: EngineOptions): Promise<Engine> {
  try {
    return await openWriter(options);
  } catch (error) {
    if (readFailure(error).code !== 'full') throw error;
    dropBallast(options.file);
    return openWriter(options);
  }
}

async function openWriter(options: EngineOptions): Promise<Engine> {
  const unlock = lockExclusively(options.file);
  try {
    const db = openConnection({ ...options, readOnly: false });
    const endReading = makeReadable(db, options.file);
    try {
      // Where an fsync failed, the log of the process that died of it can be read and still not be on the drive: nothing of ours is written behind it.
      writeBack(db);
      const bring = options.asItStands === true ? assureVersion : migrate;
      await bring(new Kysely<Schema>({ dialect: new TransactionalDialect({ database: db }) }), migrations);
      recover(db);
      const room = keepRoom(db, holdBallast(options.file, options.ballast, logSize));
      const close = (): void => {
        endReading();
        db.close();
        unlock();
      };
      return answering(writerHandlers(db, { room, watchLog: watchLog(db, options.file), close }), room.make);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

/** SQLite changes tables within transactions: a migration that is cut short leaves nothing behind. */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true;
      }
    })();
  }
}

/** We hold the lock, so that whoever held leases is gone. */
function recover(db: Database.Database): void {
  db.transaction(() => {
    db.prepare(build.deleteFrom('sessions').compile().sql).run();
    for (const statement of freeOrphans) db.prepare(statement.compile().sql).run();
  })();
}

interface Writer {
  readonly room: Room;
  readonly watchLog: () => void;
  readonly close: () => void;
}

function writerHandlers(db: Database.Database, { room, watchLog, close }: Writer): Handlers {
  const apply = createApply(db);
  const query = createQueries(db);
  const leases = createLeases(db);
  const claim = createClaim(db, leases);
  const inTransaction = <T>(work: () => T): T => db.transaction(work).immediate();
  const body = db
    .prepare<[Uint8Array], Uint8Array>(
      compileHot((slot) => build.selectFrom('bodies').select('octets').where('message', '=', slot(0))),
    )
    .pluck();
  return {
    commit: ({ program }) => {
      failingDisk();
      watchLog();
      return applyWithRoom(apply, program, room);
    },
    reap: ({ now, session }) =>
      inTransaction(() => {
        // The dead do not bury anybody.
        if (!leases.alive(session)) return false;
        leases.reap(now, session);
        return true;
      }),
    claim: (asked) => inTransaction(() => claim(asked)),
    lease: ({ entries, still, session }) =>
      inTransaction(() => (leases.alive(session) ? leases.take(entries, still, session) : [])),
    body: ({ message }) => body.get(message) ?? null,
    query: ({ query: asked }) => query(asked),
    transact: ({ queries }) => inTransaction(() => queries.map(query)),
    settings: () => ({
      synchronous: Number(db.pragma('synchronous', { simple: true })),
      journal: String(db.pragma('journal_mode', { simple: true })),
    }),
    close: () => {
      close();
      return null;
    },
  };
}

/** For tests: an fsync that fails, as SQLite tells it. */
function failingDisk(): void {
  try {
    failpoint('commit-io-error');
  } catch (cause) {
    throw Object.assign(new Error('disk I/O error', { cause }), { code: 'SQLITE_IOERR_FSYNC' });
  }
}

function readerHandlers(options: EngineOptions): Handlers {
  const db = openConnection({ ...options, readOnly: true });
  const endReading = makeReadable(db, options.file);
  const query = createQueries(db);
  const looks = createAnswerLooks(db);
  const known = createAnswerKnown(db);
  const listed = createAnswerListed(db);
  const hashes = createReadHashes(db);
  return {
    query: ({ query: asked }) => query(asked),
    looks: ({ asked }) => looks(asked),
    listed: ({ recipients }) => listed(recipients),
    known: ({ what, hashes }) => known(what, hashes),
    hashes: ({ after, limit }) => hashes(after, limit),
    integrity: ({ deep }) => checkIntegrity(db, deep),
    backup: ({ file }) => {
      writeBackup(db, file);
      return null;
    },
    close: () => {
      endReading();
      db.close();
      return null;
    },
  };
}

/** `onFull` stands for the side that writes: only there a failure of the file is the end. */
function answering(handlers: Handlers, onFull: (() => void) | null = null): Engine {
  let broken: StoreError | null = null;
  return (request) => {
    const handle = handlers[request.kind] as ((asked: Request) => unknown) | undefined;
    try {
      if (handle === undefined) throw new RangeError(`no answer to ${request.kind} here`);
      if (broken !== null && request.kind !== 'close') throw broken;
      return { ok: true, value: handle(request) };
    } catch (error) {
      const failure = readFailure(error);
      if (onFull !== null && isFatal(error)) broken ??= failure;
      if (failure.code === 'full') onFull?.();
      return { ok: false, code: failure.code, message: failure.message, fatal: broken !== null };
    }
  };
}
