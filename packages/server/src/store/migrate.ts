/** Brings the tables to this version, or asks whether they are of it. */
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

type Migrations = Readonly<Record<string, Migration>>;

const migratorOf = (db: Kysely<Schema>, migrations: Migrations): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });

/** Throws a StoreError `schema` when they are of a later one. */
export async function migrate(db: Kysely<Schema>, migrations: Migrations): Promise<void> {
  const { error } = await migratorOf(db, migrations).migrateToLatest();
  if (error === undefined) return;
  const newer = error instanceof Error && error.message.startsWith('corrupted migrations');
  if (newer) await refuseLater(db, migrations, error);
  throw error;
}

/** Changes nothing. Throws a StoreError `schema` when they are of another one. */
export async function assureVersion(db: Kysely<Schema>, migrations: Migrations): Promise<void> {
  const known = await migratorOf(db, migrations).getMigrations();
  if (known.some(({ executedAt }) => executedAt === undefined))
    throw new StoreError(
      'schema',
      'the data were written by an earlier version of Hearback: `hearback serve` of this version brings them over',
    );
  await refuseLater(db, migrations);
}

async function refuseLater(db: Kysely<Schema>, migrations: Migrations, cause?: unknown): Promise<void> {
  const { rows } = await sql<{ readonly name: string }>`select name from kysely_migration`.execute(db);
  const unknown = rows.find(({ name }) => !Object.hasOwn(migrations, name));
  if (unknown === undefined) return;
  const what = `the data were written by a later version of Hearback (${unknown.name})`;
  throw new StoreError('schema', `${what}: run that one, or restore the backup made before it`, { cause });
}
