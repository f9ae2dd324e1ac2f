/**
 * The only file that ties adapters to ports: which database, which resolver, which signatures; and the process with its
 * signals.
 */
import { join } from 'node:path';
import {
  connect,
  createMtaSts,
  createPolicyFetcher,
  createResolver,
  createRouter,
  createSigner,
  createTlsPolicies,
  openPolicyFile,
  type Resign,
  type Resolver,
} from '@hearback/smtp';
import { staticRoutes, tlsRules } from './config/delivery-settings.ts';
import type { Places } from './config/folder.ts';
import { parseServer } from './config/network.ts';
import type { Setting } from './config/read.ts';
import type { Config } from './config/schema/schema.ts';
import { systemClock } from './delivery/clock.ts';
import type { PacedClock } from './delivery/paced-clock.ts';
import type { Sign } from './delivery/ports.ts';
import type { Simulator } from './http/routes/simulator.ts';
import { createLog, type Log } from './observe/log.ts';
import { createSystemdNotifier } from './observe/systemd.ts';
import { keyMissing, openSealing } from './secrets/key-file.ts';
import type { Sealing } from './secrets/seal.ts';
import { sealedStore } from './secrets/sealed-store.ts';
import { type Service, startService } from './serve.ts';
import { openDataFolder } from './service/data-folder.ts';
import { readSigningKey } from './service/signing-keys.ts';
import { StartError } from './start-error.ts';
import type { Moved, MoveOptions } from './store/move/move.ts';
import { copyStore } from './store/sqlite/backup.ts';
import type { Synchronous } from './store/sqlite/connection.ts';
import { verifyFile } from './store/sqlite/look-through.ts';
import { openSqliteStore } from './store/sqlite/open.ts';
import { isStore, replaceDatabase } from './store/sqlite/replace.ts';
import { unsafeSynchronous } from './store/sqlite/unsafe.ts';
import type { Store } from './store/store.ts';
import { StoreError } from './store/store-error.ts';

export interface OpenOptions {
  /** SQLite without threads, as from sources. */
  readonly inProcess?: boolean | undefined;
  readonly synchronous?: Synchronous | undefined;
  /** Refuses data of an earlier version instead of bringing them over. */
  readonly asItStands?: boolean | undefined;
}

/** Opens the store that the configuration names. Rejects with a StartError. */
export async function openStore(config: Config, places: Places, options: OpenOptions = {}): Promise<Store> {
  try {
    // PostgreSQL has no file in it, but the operator's socket stands there.
    await openDataFolder(places.data);
    if (config.store.url !== null) {
      const { openPostgresStore } = await import('./store/postgres/open.ts');
      return await openPostgresStore({
        connection: config.store.url,
        asItStands: options.asItStands,
        ownClock: config.clock.speed !== 1,
      });
    }
    return await openSqliteStore({ ...options, file: places.database });
  } catch (error) {
    throw startError(error);
  }
}

/**
 * Puts a copy, which was looked through, in the place of the SQLite file; gives the name under which the one before is kept.
 * Throws a StartError.
 */
export function replaceStore(places: Pick<Places, 'database'>, copy: string): string | null {
  try {
    return replaceDatabase(places.database, copy);
  } catch (error) {
    throw startError(error);
  }
}

/** Copies the SQLite file that no process has open, without bringing it over to this version. Throws a StartError. */
export function backUpStore(places: Pick<Places, 'database'>, file: string): void {
  try {
    copyStore(places.database, file);
  } catch (error) {
    throw startError(error);
  }
}

/**
 * Looks for damage in a store without changing it; nobody may have an SQLite file open. Throws a StartError, also when the data are of
 * another version.
 */
export async function verifyStore(config: Config, places: Places, deep: boolean): Promise<readonly string[]> {
  try {
    if (config.store.url === null) return await verifyFile(places.database, deep);
    const store = await openStore(config, places, { asItStands: true });
    return await store.verify(deep).finally(() => store.close());
  } catch (error) {
    throw startError(error);
  }
}

/**
 * Moves what the SQLite file holds into the empty database that the configuration names (docs/several-processes.md). Rejects
 * with a StartError; nothing was moved then.
 */
export async function moveToPostgres(config: Config, places: Places, told: MoveOptions['told']): Promise<Moved> {
  if (config.store.url === null) throw new StartError('configuration', 'store.url names no database to move into');
  const missing = await keyMissing(config, places);
  if (missing !== null) throw new StartError('configuration', missing);
  try {
    const { moveStore } = await import('./store/move/move.ts');
    return await moveStore({ file: places.database, connection: config.store.url, told });
  } catch (error) {
    throw startError(error);
  }
}

/** Whether the file is a store of ours in SQLite, of whatever version. Throws a StartError. */
export function isStoreFile(file: string): boolean {
  try {
    return isStore(file);
  } catch (error) {
    throw startError(error);
  }
}

function startError(error: unknown): unknown {
  if (error instanceof StoreError) return new StartError(kindOf(error), `store: ${error.message}`, { cause: error });
  if (error instanceof Error && 'code' in error)
    return new StartError('io', `store: ${error.message}`, { cause: error });
  return error;
}

const kindOf = ({ code }: StoreError): StartError['kind'] =>
  code === 'settings' || code === 'schema' || code === 'rejected'
    ? 'configuration'
    : code === 'locked' || code === 'unavailable'
      ? 'unavailable'
      : 'io';

export function createDns(config: Config): Resolver {
  const servers = config.dns.servers.map(parseServer).filter((server) => server !== null);
  return createResolver({ tryTimeout: config.dns.timeout, ...(servers.length === 0 ? {} : { servers }) });
}

export interface RunOptions {
  readonly config: Config;
  readonly places: Places;
  readonly version: string;
  readonly log: Log;
  /** SQLite without threads: where the code runs from sources, and its worker is not built. */
  readonly inProcess?: boolean;
  /** Folder of the page as it was built. */
  readonly page?: string | undefined;
  /** The configuration value by value, for those who look at it. */
  readonly settings?: readonly Setting[] | undefined;
  /** What its receivers can play, in a simulation. */
  readonly simulator?: Simulator | undefined;
  /** A simulation's, instead of the one that the configuration names. */
  readonly clock?: PacedClock | undefined;
  /** Other than `full` only as store/sqlite/unsafe.ts allows. */
  readonly synchronous?: Synchronous | undefined;
}

/** The service with the adapters that the configuration names. */
export async function startHearback(options: RunOptions): Promise<Service> {
  const { config, places, version, log, inProcess = false, synchronous } = options;
  const { delivery } = config;
  await openDataFolder(places.data);
  const resolver = createDns(config);
  const allow = delivery.allow_networks;
  const mtaSts = delivery.mta_sts
    ? createMtaSts({
        resolver,
        fetchPolicy: createPolicyFetcher({ resolver, allow }),
        cache: await openPolicyFile({
          file: join(places.data, 'mta-sts.json'),
          onError: (err) => log.warn({ err }, 'MTA-STS policies could not be kept in the data folder'),
        }),
      })
    : null;
  const router = createRouter({
    resolver,
    policies: createTlsPolicies({ resolver, rules: tlsRules(config), dane: delivery.dane, mtaSts }),
    routes: staticRoutes(config),
    allow,
    port: delivery.port,
    self: { names: [places.hostname, ...config.smtp.local_domains], addresses: [] },
  });
  const { sign, resign } = signerOf(config);
  const sealing = await sealingOf(config, places, log);
  const store = sealedStore(await openStore(config, places, { inProcess, synchronous }), sealing, log);
  const { clock: paced } = options;
  const clock = paced ?? systemClock(config.clock.speed, config.clock.ahead);
  try {
    return await startService({
      config,
      places,
      version,
      log,
      clock,
      store,
      route: router.route,
      connect,
      sign,
      resign,
      page: options.page,
      paced,
      settings: options.settings,
      dns: resolver,
      simulator: options.simulator,
    });
  } catch (error) {
    throw error instanceof StoreError ? startError(error) : error;
  }
}

async function sealingOf(config: Config, places: Places, log: Log): Promise<Sealing> {
  const sealing = await openSealing(config, places);
  if (sealing.current === null)
    log.warn({}, 'store.key is not set: no password of a source and no webhook can be kept in the database');
  return sealing;
}

/** Without keys nothing is signed; whose signatures a conversion breaks can be told all the same. Throws a StartError. */
function signerOf({ dkim }: Config): { readonly sign: Sign | undefined; readonly resign: Resign } {
  const keys = Object.entries(dkim).map(([domain, entry]) => readSigningKey(domain, entry));
  const { sign, resign } = createSigner({ keys });
  return { sign: keys.length === 0 ? undefined : sign, resign };
}

export interface ProcessOptions extends Omit<RunOptions, 'log'> {
  readonly stdout: { write(line: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads the configuration anew, at SIGHUP; null when it has problems, which were told then. */
  readonly reload: (log: Log) => Config | null;
}

export type RunEnd =
  | { readonly kind: 'stopped' }
  /** The store can commit nothing more in this process: whoever watches over it starts it anew (crash-only). */
  | { readonly kind: 'store_failed'; readonly why: string };

/**
 * Runs until a signal ends it, or the store does: SIGTERM or SIGINT drains, a second one breaks off, SIGHUP reloads.
 * Rejects with a StartError.
 */
export async function runHearback(options: ProcessOptions): Promise<RunEnd> {
  const { config, env, stdout } = options;
  const { log_level: level, mask_addresses: mask } = config.server;
  const log = createLog({ level, mask, stream: stdout });
  const tellSystemd = createSystemdNotifier(env['NOTIFY_SOCKET'], log);
  const synchronous = unsafeSynchronous(env);
  if (synchronous !== undefined)
    log.error({ synchronous }, 'UNSAFE, for tests alone: accepted mail is lost when the power fails');
  const service = await startHearback({ ...options, log, synchronous });
  // Before anybody is told that it runs: who hears so may send a signal at once.
  const ended = new Promise<void>((resolve, reject) => {
    let ending = false;
    const end = (signal: NodeJS.Signals): void => {
      log.info({ signal }, ending ? 'Stopping at once' : 'Draining; a second signal stops at once');
      if (!ending) tellSystemd('STOPPING=1');
      const stopped = ending ? service.stop() : service.drain();
      ending = true;
      stopped.then(resolve, reject);
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    process.on('SIGHUP', () => reload(service, options, log));
  });
  log.info(
    { version: options.version, store: config.store.url === null ? 'sqlite' : 'postgres' },
    'Ready: mail is taken',
  );
  tellSystemd('READY=1');
  const link = await service.invite(true);
  if (link !== null) log.info({ link }, 'Nobody has opened the page yet: this link works once, within 15 minutes');
  const failure = await Promise.race([ended.then(() => null), service.failed]);
  if (failure !== null) return breakDown(service, failure, log);
  log.info({}, 'Ended');
  return { kind: 'stopped' };
}

/** What was not committed was promised to nobody; what was is in the store for the next process. */
async function breakDown(service: Service, failure: Error, log: Log): Promise<RunEnd> {
  log.fatal({ err: failure }, 'The store has failed; the process ends, to be started anew');
  // What runs breaks off; a thread that hangs must not keep the process.
  const late = new Promise<void>((resolve) => setTimeout(resolve, longestBreakDown).unref());
  const stopped = service.stop().catch((err: unknown) => log.error({ err }, 'Not everything could be closed'));
  await Promise.race([stopped, late]);
  return { kind: 'store_failed', why: failure.message };
}

const longestBreakDown = 5000;

function reload(service: Service, options: ProcessOptions, log: Log): void {
  const config = options.reload(log);
  if (config === null) return;
  try {
    service.reload(config);
    log.info({}, 'Reloaded: certificates, users, networks, log level; other keys need a restart');
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    log.error({ err: error }, 'Not reloaded');
  }
}
