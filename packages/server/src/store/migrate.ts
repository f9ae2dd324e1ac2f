/** Brings the tables to this version. Throws a StoreError `schema` when they are of a later one. */
import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

export async function migrate(db: Kysely<Schema>, migrations: Readonly<Record<string, Migration>>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const newer = error instanceof Error && error.message.startsWith('corrupted migrations');
  if (!newer) throw error;
  throw new StoreError('schema', `the data were written by a later version of Hearback (${error.message})`, {
    cause: error,
  });
}
