/** Where the service keeps its files. */
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment.ts';
import type { Config } from './schema/schema.ts';

export interface Places {
  readonly data: string;
  readonly socket: string;
  readonly database: string;
  readonly hostname: string;
}

export function placesOf(config: Config, env: Environment): Places {
  const data = config.server.data ?? usualFolder(env);
  return {
    data,
    socket: config.http.socket ?? join(data, 'hearback.sock'),
    database: config.store.file ?? join(data, 'hearback.db'),
    hostname: config.server.hostname ?? hostname(),
  };
}

function usualFolder(env: Environment): string {
  if (env['STATE_DIRECTORY']) return env['STATE_DIRECTORY']; // systemd's StateDirectory=
  if (userInfo().uid === 0) return '/var/lib/hearback';
  return join(env['XDG_STATE_HOME'] ?? join(env['HOME'] ?? homedir(), '.local', 'state'), 'hearback');
}
