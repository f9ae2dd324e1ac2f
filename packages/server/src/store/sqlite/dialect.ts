/** Kysely on this side of the thread: single statements only; what belongs together goes as one `transact`. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
} from 'kysely';
import type { Schema } from '../schema.ts';
import { Compiler } from './compiler.ts';
import type { Remote } from './remote.ts';
import type { Parameter, Query } from './requests.ts';

export function queriesTo(remote: Remote): Kysely<Schema> {
  const connection = new RemoteConnection(remote);
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new Compiler(),
  };
  return new Kysely<Schema>({ dialect });
}

export function asQuery({ sql, parameters }: CompiledQuery): Query {
  return { sql, parameters: parameters as readonly Parameter[] };
}

class RemoteConnection implements DatabaseConnection {
  readonly #remote: Remote;
  constructor(remote: Remote) {
    this.#remote = remote;
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.#remote.ask('query', { query: asQuery(compiled) });
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface wants a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows cross threads whole, not as a stream');
  }
}

async function refuse(): Promise<never> {
  throw new Error('a transaction across threads would mix with the batches of others');
}
