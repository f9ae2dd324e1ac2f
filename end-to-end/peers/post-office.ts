/** The built `hearback serve` between its senders and a peer; bounces and notices come to the far end. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../durable/api.ts';
import { type House, makeHouse, type Serving, serve } from '../service.ts';
import { type FarEnd, farDomains } from './far-end.ts';

export interface Fate {
  readonly recipient: string;
  readonly state: string;
  readonly attempts: number;
  readonly reply: string | null;
  readonly reason: string | null;
}

export interface Told {
  readonly type: string;
  readonly recipient: string;
  readonly ambiguous: boolean;
}

export interface PostOffice {
  readonly house: House;
  readonly pid: number;
  readonly smtp: number;
  readonly http: number;
  /** What became of each recipient so far. */
  readonly fates: (id: string) => Promise<readonly Fate[]>;
  readonly dialogue: (id: string) => Promise<string>;
  readonly events: (id: string) => Promise<readonly Told[]>;
  /** Ids of all messages, newest first. */
  readonly messages: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const bounceDomain = 'bounces.ours.example';
export const secret = Buffer.alloc(32, 7);

/** Notices to ann@ours.example go to the far end, everything else to the peer, at once and again a second later. */
export const towards = (far: FarEnd): string => `${farDomains
  .slice(1)
  .map((domain) => `[delivery.domains."${domain}"]\nhost = "127.0.0.1"\nport = ${far.port}\n`)
  .join('')}
[retry]
schedule = ["0", "1s"]
jitter = 0.0
[notices]
collect = "100ms"
per_sender = 1000
`;

export const signed = `
[return_path]
domain = "${bounceDomain}"
[return_path.keys.0]
secret = "${secret.toString('base64')}"
`;

/** `peerPort` null: mail goes where the DNS says. */
export async function openPostOffice(
  peerPort: number | null,
  more: string,
  env: Record<string, string> = {},
): Promise<PostOffice> {
  const house = makeHouse(peerPort ?? 0, more);
  if (peerPort === null) dropStaticRoute(house.config);
  const serving: Serving = await serve(house, env);
  const socket = join(house.folder, 'data/hearback.sock');
  const json = async <T>(path: string): Promise<T> => JSON.parse((await ask(socket, path)).body) as T;
  return {
    ...{ house, pid: serving.child.pid ?? 0, smtp: serving.smtp, http: serving.http },
    fates: async (id) => (await json<{ readonly recipients: readonly Fate[] }>(`/v1/messages/${id}`)).recipients,
    events: async (id) => (await json<{ readonly data: readonly Told[] }>(`/v1/messages/${id}/events`)).data,
    messages: async () =>
      (await json<{ readonly data: readonly { readonly id: string }[] }>('/v1/messages?limit=1000')).data.map(
        ({ id }) => id,
      ),
    async dialogue(id) {
      const { data } = await json<{ readonly data: readonly { readonly text: string }[] }>(
        `/v1/messages/${id}/dialogue`,
      );
      return data.map(({ text }) => text).join('\n');
    },
    async close() {
      serving.child.kill('SIGKILL');
      await serving.ended;
      house.remove();
    },
  };
}

function dropStaticRoute(config: string): void {
  const route = /^\[delivery\.domains\."\*"\]\nhost = .*\nport = .*\n/m;
  writeFileSync(config, readFileSync(config, 'utf8').replace(route, ''));
}
