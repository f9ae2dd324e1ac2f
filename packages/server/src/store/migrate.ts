/** Brings the tables to this version. Throws a StoreError `schema` when they are of a later one or a step fails. */
import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Schema } from './schema.ts';
import { StoreError } from './store-error.ts';

export async function migrate(db: Kysely<Schema>, migrations: Readonly<Record<string, Migration>>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const cause = error instanceof Error ? error.message : String(error);
  throw new StoreError(
    'schema',
    `the data were written by another version of Hearback, or migrating failed: ${cause}`,
    {
      cause: error,
    },
  );
}
