/** The API and the page: at the operator's socket in any case, at a port for who has a key or a session where that is wanted. */
import type { Places } from '../config/folder.ts';
import type { Config } from '../config/schema/schema.ts';
import type { Clock } from '../delivery/clock.ts';
import type { Api, App } from '../http/api.ts';
import { createApp } from '../http/app.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import type { Log } from '../observe/log.ts';
import { opening } from './opening.ts';
import { listenOnSocket } from './socket.ts';

export interface Bound {
  readonly address: string;
  readonly port: number;
}

/** As a browser on this machine reaches it. */
export function addressOf(bound: Bound | undefined): string {
  const { address, port } = bound ?? { address: 'localhost', port: 0 };
  const host =
    address === '0.0.0.0' || address === '::' ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  return `http://${host}:${port}`;
}

export interface WebOptions {
  readonly config: Config;
  readonly places: Places;
  readonly log: Log;
  readonly clock: Clock;
}

export interface Web {
  readonly ports: ReadonlyMap<string, { readonly address: string; readonly port: number }>;
  readonly close: () => Promise<void>;
}

export async function openWeb(api: Api, { config, places, log, clock }: WebOptions): Promise<Web> {
  const { http } = config;
  const options = { hosts: [...http.hosts, places.hostname], bodyLimit: http.max_body, log };
  const apps: App[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(apps.map((app) => app.close()));
  };
  const ports = new Map<string, { readonly address: string; readonly port: number }>();
  try {
    const local = createApp(api, { ...options, openTo: 'operator' });
    apps.push(local);
    await listenOnSocket(local, places.socket);
    if (http.enabled) {
      const rateLimit = createRateLimit({
        ...{ perSecond: http.requests_per_second, burst: http.request_burst, now: clock.monotonic },
      });
      const open = createApp(api, { ...options, rateLimit, mask: http.mask, openTo: 'keys' });
      apps.push(open);
      await opening('http', http, () => open.listen({ host: http.address, port: http.port }));
      const [bound] = open.addresses();
      if (typeof bound === 'object') {
        ports.set('http', bound);
        log.info({ address: bound.address, port: bound.port }, 'HTTP is listening');
      }
    }
    return { ports, close };
  } catch (error) {
    await close();
    throw error;
  }
}
