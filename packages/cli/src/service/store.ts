/** `hearback backup|restore|verify`: through the running service, or on the file when none runs. */
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Store } from '@hearback/server';
import { type ExitCode, exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { type Api, answer, createApi } from './api.ts';
import { type Configuration, type ConfigurationFlags, readConfiguration } from './configuration.ts';
import { Unreachable } from './problem.ts';
import { withService } from './run.ts';
import { exists, isWithoutStore } from './store-file.ts';

export interface StoreFlags extends ConfigurationFlags {
  readonly json?: boolean;
}

/** Asks the service at the socket; when nobody is there, opens the store itself, which then is nobody else's. */
async function withStore<T>(
  io: Io,
  { config, places }: Configuration,
  ask: (api: Api) => Promise<T>,
  open: (store: Store) => Promise<T>,
): Promise<T | null> {
  try {
    return await ask(createApi({ kind: 'socket', path: places.socket }));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
  }
  // Opening a store makes one: a wrong folder would have an empty backup, and no damage in it.
  if (await isWithoutStore({ config, places })) {
    refuse(io, exitCodes.noInput, `there is no store at ${places.database}; --data or server.data tells where`);
    return null;
  }
  const { openStore, StartError } = await import('@hearback/server');
  try {
    const store = await openStore(config, places);
    try {
      return await open(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    io.stderr.write(`hearback: ${error.message}\n`);
    io.exit(error.kind === 'configuration' ? exitCodes.configuration : exitCodes.unavailable);
    return null;
  }
}

export async function backup(this: Io, flags: StoreFlags, given: string): Promise<void> {
  const file = resolve(given);
  const loaded = await readConfiguration(this, flags);
  if (loaded === null) return;
  if (await exists(file)) return refuse(this, exitCodes.cannotCreate, `${given} exists already`);
  if (!(await exists(dirname(file)))) return refuse(this, exitCodes.cannotCreate, `${dirname(file)}: no such folder`);
  await withService(this, flags, async () => {
    const done = await withStore<boolean>(
      this,
      loaded,
      async (api) => {
        await answer(api.POST('/v1/store/backup', { body: { file } }));
        return true;
      },
      async (store) => {
        await store.backup?.(file);
        return store.backup !== null;
      },
    );
    if (done === null) return null;
    if (!done) {
      this.stderr.write('hearback: this store has no backup of its own: use pg_dump or pg_basebackup\n');
      return exitCodes.badData;
    }
    this.stdout.write(flags.json === true ? jsonLine({ file }) : `${file}\n`);
    return exitCodes.ok;
  });
}

export async function verify(this: Io, flags: StoreFlags & { readonly deep?: boolean }): Promise<void> {
  const deep = flags.deep === true;
  const loaded = await readConfiguration(this, flags);
  if (loaded === null) return;
  await withService(this, flags, async () => {
    const findings = await withStore<readonly string[]>(
      this,
      loaded,
      async (api) => (await answer(api.POST('/v1/store/verify', { body: { deep } }))).findings,
      (store) => store.verify(deep),
    );
    if (findings === null) return null;
    if (flags.json === true) this.stdout.write(jsonLine({ ok: findings.length === 0, deep, findings }));
    else if (findings.length === 0) this.stdout.write(deep ? 'ok: every page and every message was read\n' : 'ok\n');
    else for (const finding of findings) this.stdout.write(`${printableLine(finding)}\n`);
    return findings.length === 0 ? exitCodes.ok : exitCodes.no;
  });
}

/** The backup is checked first, and what was there before is kept beside it. */
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
  const occupied = await exists(places.database);
  if (occupied && flags.force !== true)
    return refuse(
      this,
      exitCodes.cannotCreate,
      `${places.database} exists; --force keeps it as ${places.database}.before`,
    );
  await mkdir(dirname(places.database), { recursive: true, mode: 0o700 });
  const fresh = `${places.database}.restoring`;
  await copyFile(file, fresh);
  const findings = await findingsIn(loaded, fresh);
  if (findings.length > 0) {
    await removeDatabase(fresh);
    return refuse(this, exitCodes.badData, `${given} is damaged: ${findings[0] ?? ''}`);
  }
  if (occupied && !(await setAside(this, loaded))) return removeDatabase(fresh);
  await rename(fresh, places.database);
  for (const end of companions) await rm(`${fresh}${end}`, { force: true });
  this.stdout.write(flags.json === true ? jsonLine({ restored: places.database }) : `${places.database}\n`);
  const key = join(places.data, 'store.key');
  if (config.store.key === null && !(await exists(key)))
    this.stderr.write(
      `hearback: passwords and secrets in it open with the store.key that it was made with: put that at ${key}\n`,
    );
}

const companions = ['-wal', '-shm', '-lock', '-ballast'];

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', ...companions]) await rm(`${file}${end}`, { force: true });
}

async function findingsIn({ config, places }: Configuration, database: string): Promise<readonly string[]> {
  const { openStore, StartError } = await import('@hearback/server');
  try {
    const store = await openStore(config, { ...places, database });
    try {
      return await store.verify(true);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StartError) return [error.message];
    throw error;
  }
}

/** Opening it proves that no service has it open, and brings its log into the file. */
async function setAside(io: Io, { config, places }: Configuration): Promise<boolean> {
  const { openStore, StartError } = await import('@hearback/server');
  try {
    await (await openStore(config, places)).close();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    // A damaged file is what one restores for; one in use is not.
    if (error.kind === 'unavailable') {
      io.stderr.write(`hearback: ${error.message}\n`);
      io.exit(exitCodes.unavailable);
      return false;
    }
  }
  for (const end of ['', '-wal', '-shm'])
    if (await exists(`${places.database}${end}`))
      await rename(`${places.database}${end}`, `${places.database}.before${end}`);
  return true;
}

function refuse(io: Io, code: ExitCode, text: string): void {
  io.stderr.write(`hearback: ${text}\n`);
  io.exit(code);
}
