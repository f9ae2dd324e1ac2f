/** What stands around the demo's server beside receivers: programs that are told, an older mail server, a postbox, an IMAP server that is down. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chance } from '@hearback/receivers';
import type { PacedClock } from '@hearback/server';
import { fillPostbox, openPostbox } from './postbox.ts';
import { startPrograms } from './programs.ts';
import { writeRelayLog } from './relay-log.ts';

export interface Surroundings {
  /** Sections of the server's configuration. */
  readonly configuration: string;
  /** Of the programs, "http://127.0.0.1:40123". */
  readonly programs: string;
  /** Something comes from each of them. */
  readonly tell: (letters: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openSurroundings(folder: string, seed: number, clock: PacedClock): Promise<Surroundings> {
  const around = join(folder, 'around');
  await mkdir(around, { mode: 0o700 });
  const log = join(around, 'relay.log');
  const postbox = join(around, 'Maildir');
  const draws = chance(seed, 'relay');
  await openPostbox(postbox);
  await writeRelayLog(log, draws, 1, clock.now());
  const programs = await startPrograms();
  let filled = false;
  return {
    programs: programs.url,
    // Nobody listens at port 1: the mailbox is one that cannot be reached.
    configuration: `
[intake.logs.relay]
path = ${JSON.stringify(log)}

[intake.maildirs.postmaster]
path = ${JSON.stringify(postbox)}

[intake.imap.helpdesk]
host = "127.0.0.1"
port = 1
tls = "none"
user = "helpdesk"
password = "demo"

[webhooks]
allow_networks = ["127.0.0.0/8"]

[alerts.channels.ops-chat]
kind = "slack"
url = "${programs.url}/chat"
`,
    async tell(letters) {
      await writeRelayLog(log, draws, letters, clock.now());
      if (!filled) await fillPostbox(postbox, clock.now());
      filled = true;
    },
    close: programs.close,
  };
}
