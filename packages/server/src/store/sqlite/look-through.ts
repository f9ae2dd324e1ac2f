/** Looks for damage in the file, over a connection that only reads. */
import { Kysely, SqliteDialect } from 'kysely';
import { assureVersion } from '../migrate.ts';
import { findDamage } from '../reads/damage.ts';
import type { Schema } from '../schema.ts';
import { openConnection } from './connection.ts';
import { queriesTo } from './dialect.ts';
import { lockExclusively } from './exclusive.ts';
import { readFailure } from './failure.ts';
import { migrations } from './migrations.ts';
import { openInProcess, type Remote } from './remote.ts';
import { unreadable } from './unreadable.ts';

export async function lookThrough(remote: Remote, deep: boolean): Promise<readonly string[]> {
  const inFile = await remote.ask('integrity', { deep });
  // What cannot be read at all says nothing about its rows.
  if (inFile.length > 0) return inFile;
  const found = [...(await findDamage(queriesTo(remote), deep, 'packed'))];
  if (deep) for await (const finding of unreadable(queriesTo(remote))) found.push(finding);
  return found;
}

const looking = { readOnly: true, role: 'reader', synchronous: 'full', maxSize: null, ballast: 0 } as const;

/** A store that nobody has open, as it stands. Rejects with a StoreError: `schema` when it is of another version. */
export async function verifyFile(file: string, deep: boolean): Promise<readonly string[]> {
  const unlock = lockExclusively(file);
  try {
    await assureVersionOf(file);
    const remote = await openInProcess({ ...looking, file });
    return await lookThrough(remote, deep).finally(() => remote.close());
  } catch (error) {
    throw readFailure(error);
  } finally {
    unlock();
  }
}

async function assureVersionOf(file: string): Promise<void> {
  const database = openConnection({ ...looking, file });
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  // Closes it, too.
  await assureVersion(db, migrations).finally(() => db.destroy());
}
