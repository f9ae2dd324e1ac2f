/** Connections with the settings that "committed" rests on; they are read back, and a wrong one refuses the connection. */
import pg from 'pg';
import { StoreError } from '../store-error.ts';

export type PostgresConnection = string | pg.ClientConfig;

/** Numbers of ours (instants, counts) fit in a double; text otherwise, for `binary: true` corrupts what it reads. */
const int8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** Firewalls forget connections that are idle for some minutes; the system's own first sign of life comes after two hours. */
const signOfLife = 30_000;

export function clientConfig(connection: PostgresConnection): pg.ClientConfig {
  const given = typeof connection === 'string' ? { connectionString: connection } : connection;
  const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: signOfLife };
  return { ...keepAlive, connectionTimeoutMillis: 5000, application_name: 'hearback', ...given, types };
}

/** A process that stops answering within a transaction holds its locks no longer than this. */
const idleInTransaction = '10s';

export interface Settings {
  readonly version: string;
  readonly synchronous_commit: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_standby_names: string;
}

/** Runs one statement, gives its rows. */
export type Ask = (text: string) => Promise<readonly unknown[]>;

export async function readSettings(ask: Ask): Promise<Settings> {
  const [settings] = await ask(
    `select current_setting('server_version') as version, current_setting('synchronous_commit') as synchronous_commit,
     current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
     current_setting('synchronous_standby_names') as synchronous_standby_names`,
  );
  if (settings === undefined) throw new StoreError('settings', 'PostgreSQL does not tell its settings');
  return settings as Settings;
}

/** Stronger settings than ours stay. Rejects with a StoreError `settings`. */
export async function assureDurability(ask: Ask): Promise<void> {
  await ask(`set idle_in_transaction_session_timeout = '${idleInTransaction}'`);
  if (isDurable(await readSettings(ask))) return;
  await ask('set synchronous_commit = on');
  const settings = await readSettings(ask);
  if (isDurable(settings)) return;
  const { fsync, synchronous_commit } = settings;
  throw new StoreError(
    'settings',
    `PostgreSQL would not keep what it commits: fsync=${fsync}, synchronous_commit=${synchronous_commit}`,
  );
}

export function isDurable(settings: Settings): boolean {
  return settings.fsync === 'on' && /^(?:on|remote_apply)$/.test(settings.synchronous_commit);
}
