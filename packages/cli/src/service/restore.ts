/** `hearback restore`: a backup is copied beside the store and looked through; only then it takes its place. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { refuse, type StoreFlags } from './store.ts';
import { exists } from './store-file.ts';

export async function restore(
  this: Io,
  flags: StoreFlags & { readonly force?: boolean },
  given: string,
): Promise<void> {
  const loaded = await readConfiguration(this, flags);
  if (loaded === null) return;
  const { config, places } = loaded;
  if (config.store.url !== null) return refuse(this, exitCodes.badData, 'this store is restored with pg_restore');
  const file = resolve(given);
  if (!(await exists(file))) return refuse(this, exitCodes.noInput, `${given}: no such file or folder`);
  if ((await exists(places.database)) && flags.force !== true)
    return refuse(this, exitCodes.cannotCreate, `${places.database} exists; --force keeps it beside the restored one`);
  const copy = `${places.database}.restoring`;
  const folder = dirname(copy);
  let made: string | undefined;
  try {
    made = await mkdir(folder, { recursive: true, mode: 0o700 });
    // Of one that was killed: its log would be read into this copy.
    await removeDatabase(copy);
    if (!(await put(this, loaded, file, copy))) return;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse(this, exitCodes.io, `${given} was not restored: ${error.message}`);
  } finally {
    await removeDatabase(copy);
    if (made !== undefined) await removeEmpty(folder, made);
  }
  this.stdout.write(flags.json === true ? jsonLine({ restored: places.database }) : `${places.database}\n`);
  const key = join(places.data, 'store.key');
  if (config.store.key === null && !(await exists(key)))
    this.stderr.write(
      `hearback: passwords and secrets in it open with the store.key that it was made with: put that at ${key}\n`,
    );
}

/** False: it has told why not. */
async function put(io: Io, { config, places }: Configuration, file: string, copy: string): Promise<boolean> {
  const { isStoreFile, openStore, replaceStore, StartError } = await import('@hearback/server');
  const not = (code: Parameters<typeof refuse>[1], why: string): false => {
    refuse(io, code, why);
    return false;
  };
  await pipeline(createReadStream(file), createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
  try {
    if (!isStoreFile(copy)) return not(exitCodes.badData, `${file} is no store of Hearback`);
    const store = await openStore(config, { ...places, database: copy });
    const [found] = await store.verify(true).finally(() => store.close());
    if (found !== undefined) return not(exitCodes.badData, `${file} is damaged: ${found}`);
  } catch (error) {
    if (error instanceof StartError) return not(exitCodes.badData, `${file} cannot be restored: ${error.message}`);
    throw error;
  }
  try {
    const kept = replaceStore(places, copy);
    if (kept !== null) io.stderr.write(`hearback: the store before is kept as ${kept}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return not(error.kind === 'unavailable' ? exitCodes.unavailable : exitCodes.io, error.message);
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-lock', '-ballast']) await rm(`${file}${end}`, { force: true });
}

/** Folders made for what was not restored: from the inmost up to the first that was made, those with nothing in them. */
async function removeEmpty(inmost: string, first: string): Promise<void> {
  for (let folder = inmost; (await readdir(folder)).length === 0; folder = dirname(folder)) {
    await rmdir(folder);
    if (folder === first) return;
  }
}
