/** Kysely for building SQLite statements that are run elsewhere. */
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  type LimitNode,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Schema } from '../schema.ts';

/**
 * SQLite plans a statement anew whenever a value is bound that stands alone behind `limit`, as it may plan by it: that cost
 * five times what the look itself does. Behind a sign it does not look.
 */
export class Compiler extends SqliteQueryCompiler {
  protected override visitLimit({ limit }: LimitNode): void {
    this.append('limit +');
    this.visitNode(limit);
  }
}

export const build = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new Compiler(),
  },
});

/** A statement that is written out. */
export const compilable = (statement: RawBuilder<unknown>): Compilable => ({
  compile: () => statement.compile(build) as CompiledQuery<never>,
});
