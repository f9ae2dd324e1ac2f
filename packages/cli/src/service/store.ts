/** `hearback backup|verify`: through the running service, or on the file when none runs. */
import { dirname, resolve } from 'node:path';
import { type ExitCode, exitCodes, type Io, jsonLine, startCodes } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { type Api, answer, createApi } from './api.ts';
import { type Configuration, type ConfigurationFlags, readConfiguration } from './configuration.ts';
import { Unreachable } from './problem.ts';
import { withService } from './run.ts';
import { exists, isWithoutStore } from './store-file.ts';

export interface StoreFlags extends ConfigurationFlags {
  readonly json?: boolean;
}

/** Asks the service at the socket; when nobody is there, goes to the store itself, which then is nobody else's. */
async function withStore<T>(
  io: Io,
  { config, places }: Configuration,
  ask: (api: Api) => Promise<T>,
  alone: (server: typeof import('@hearback/server')) => Promise<T>,
): Promise<T | null> {
  try {
    return await ask(createApi({ kind: 'socket', path: places.socket }));
  } catch (error) {
    if (!(error instanceof Unreachable) || error.isForbidden) throw error;
  }
  // Opening a store makes one: a wrong folder would have an empty backup, and no damage in it.
  if (await isWithoutStore({ config, places })) {
    refuse(io, exitCodes.noInput, `there is no store at ${places.database}; --data or server.data tells where`);
    return null;
  }
  const server = await import('@hearback/server');
  const { StartError, StoreError } = server;
  try {
    return await alone(server);
  } catch (error) {
    if (error instanceof StoreError) refuse(io, exitCodes.io, error.message);
    else if (error instanceof StartError) refuse(io, startCodes[error.kind], error.message);
    else throw error;
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
      async ({ backUpStore }) => {
        if (loaded.config.store.url !== null) return false;
        backUpStore(loaded.places, file);
        return true;
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
      ({ verifyStore }) => verifyStore(loaded.config, loaded.places, deep),
    );
    if (findings === null) return null;
    if (flags.json === true) this.stdout.write(jsonLine({ ok: findings.length === 0, deep, findings }));
    else if (findings.length === 0) this.stdout.write(deep ? 'ok: every page and every message was read\n' : 'ok\n');
    else for (const finding of findings) this.stdout.write(`${printableLine(finding)}\n`);
    return findings.length === 0 ? exitCodes.ok : exitCodes.no;
  });
}

export function refuse(io: Io, code: ExitCode, text: string): void {
  io.stderr.write(`hearback: ${text}\n`);
  io.exit(code);
}
