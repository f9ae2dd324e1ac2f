/** The server of the demo: the real one, by a configuration of its own, in a folder that goes away. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { menu, personalities } from '@hearback/receivers';
import { createLog, type PacedClock, startHearback } from '@hearback/server';
import { loadConfig, placesOf } from '@hearback/server/config';
import { pageFolder } from '../service/page.ts';
import { version } from '../version.ts';

export interface DemoService {
  readonly socket: string;
  /** The configuration file, for commands that ask this server. */
  readonly config: string;
  /** "http://127.0.0.1:40123/v1" */
  readonly api: string | null;
  /** Makes a link to the page that works once; null where the page was not built. */
  readonly invite: () => Promise<string | null>;
  readonly submission: { readonly host: string; readonly port: number };
  readonly close: () => Promise<void>;
}

export interface DemoServiceOptions {
  readonly folder: string;
  readonly clock: PacedClock;
  /** The highest that the clock gets: what lasts a while of the machine's time, as the lease, is reckoned by it. */
  readonly speed: number;
  /** Of the receivers. */
  readonly dns: { readonly address: string; readonly port: number };
  readonly smtpPort: number;
  /** More sections of the configuration: what else the server listens to. */
  readonly also?: string;
  /** The store without threads, see `startHearback`. */
  readonly inProcess: boolean;
}

/** Where what receivers write back comes to. */
const returnDomain = 'bounces.acme.example';

/** Free ports everywhere, loopback only. What the demo shows of retries is over in minutes: messages live for six hours. */
const configuration = ({ folder, speed, dns, smtpPort, also = '' }: DemoServiceOptions): string => `# The demo's server
[server]
hostname = "demo.acme.example"
data = ${JSON.stringify(folder)}
log_level = "error"

[clock]
speed = ${speed}

[smtp.listeners.submission]
address = "127.0.0.1"
port = 0

[http]
address = "127.0.0.1"
port = 0

[dns]
servers = ["${dns.address}:${dns.port}"]

[delivery]
port = ${smtpPort}
allow_networks = ["127.0.0.0/8"]
mta_sts = false

[retry]
max_age = "6h"

[return_path]
domain = "${returnDomain}"
current = 0

[return_path.keys.0]
secret = "${randomBytes(32).toString('base64')}"

[incidents]
# Until somebody does: there is something to decide.
release = "by_hand"
pause = "0s"
${also}`;

export async function startService(options: DemoServiceOptions): Promise<DemoService> {
  const file = join(options.folder, 'config.toml');
  await writeFile(file, configuration(options), { mode: 0o600 });
  const { read } = loadConfig({ file, env: {} });
  if (!read.ok)
    throw new Error(`the demo's configuration: ${read.problems.map(({ key, why }) => `${key} ${why}`).join('; ')}`);
  const { config } = read;
  const places = placesOf(config, {});
  // What the server warns of, such as a lane that is slowed down, is what the demo is about; only trouble is told.
  const log = createLog({ level: 'error', mask: true, stream: process.stderr });
  const service = await startHearback({
    ...{ config, places, version, log, page: pageFolder() },
    inProcess: options.inProcess,
    clock: options.clock,
    settings: read.settings,
    simulator: {
      receivers: personalities.flatMap(({ id, name, domains: [domain] }) =>
        domain === undefined ? [] : [{ id, name, domain }],
      ),
      scenarios: menu,
    },
  });
  const http = service.ports.get('http');
  const submission = service.ports.get('submission');
  if (submission === undefined) throw new Error('the server listens nowhere');
  return {
    socket: places.socket,
    config: file,
    api: http === undefined ? null : `http://${http.address}:${http.port}/v1`,
    invite: () => service.invite(false),
    submission: { host: submission.address, port: submission.port },
    close: () => service.stop(),
  };
}
