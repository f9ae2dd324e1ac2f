/**
 * The operator's key of secrets at rest: of the configuration, or, where the store is a file of this machine, one that is made
 * at the first start and kept beside it. Processes that share a database need the same: there it has to be given.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Places } from '../config/folder.ts';
import type { Config } from '../config/schema/schema.ts';
import { StartError } from '../start-error.ts';
import { createSealing, type Sealing } from './seal.ts';

export const keyFile = (places: Pick<Places, 'data'>): string => join(places.data, 'store.key');

const keyOctets = 32;
const octetsOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Rejects with a StartError. */
export async function openSealing({ store }: Config, places: Places): Promise<Sealing> {
  const old = store.old_keys.map(octetsOf);
  if (store.key !== null) return createSealing(octetsOf(store.key), old);
  return createSealing(store.url === null ? await keyBeside(keyFile(places)) : null, old);
}

async function keyBeside(path: string): Promise<Uint8Array> {
  try {
    const made = await makeKey(path);
    return made ?? (await readKey(path));
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function readKey(path: string): Promise<Uint8Array> {
  const key = octetsOf((await readFile(path, 'utf8')).trim());
  if (key.length < keyOctets) throw new Error(`it is no key of ${keyOctets} octets in base64`);
  return key;
}

const unreadable = (path: string, error: unknown): StartError =>
  new StartError('io', `store.key: ${path}: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });

/**
 * Whether what a store of SQLite has sealed will open with the configuration's keys; else why not, for the operator. Rejects with
 * a StartError.
 */
export async function keyMissing({ store }: Config, places: Pick<Places, 'data'>): Promise<string | null> {
  const path = keyFile(places);
  if (!existsSync(path)) return null;
  const beside = Buffer.from(
    await readKey(path).catch((error: unknown) => {
      throw unreadable(path, error);
    }),
  );
  if ([store.key, ...store.old_keys].some((key) => key !== null && beside.equals(octetsOf(key)))) return null;
  const what =
    store.key === null ? 'store.key is not set' : 'neither store.key nor any of store.old_keys is the right one';
  return `${what}: the key that the store's secrets are sealed with stands in ${path}`;
}

/** On disk before anything is sealed with it. Null: there is one. */
async function makeKey(path: string): Promise<Uint8Array | null> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (file === null) return null;
  const key = randomBytes(keyOctets);
  try {
    await file.write(`${key.toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  const folder = await open(join(path, '..'), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  return new Uint8Array(key);
}
