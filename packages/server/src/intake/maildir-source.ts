/** A Maildir as a source: how it is followed and how it is tried. */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../observe/log.ts';
import type { Following } from './followed.ts';
import type { Ingest } from './ingest.ts';
import type { Intake } from './intake.ts';
import { followMaildir } from './maildir.ts';
import type { MaildirSource } from './source-settings.ts';
import { whatReports } from './what-reports.ts';

export interface MaildirFollowingOptions {
  readonly ingest: Pick<Ingest, 'mail'>;
  readonly intake: Pick<Intake, 'trouble'>;
  readonly maxSize: number;
  readonly every: number;
  readonly log: Log;
}

/** Mails that a test looks into. */
const tried = 5;

export function maildirFollowing(options: MaildirFollowingOptions): Following<MaildirSource> {
  const { ingest, intake, maxSize, every, log } = options;
  return {
    source: 'bounce_mail',
    from: 'its machine',
    start: (name, { path: folder, delete: deleteAfter }) =>
      followMaildir({
        ...{ folder, deleteAfter, maxSize, every },
        take: async ({ name: key, octets }) => {
          await ingest.mail({ octets, recipient: null, key }, name);
        },
        failed: (error, mail) => {
          intake.trouble('bounce_mail', name, error);
          log.error({ err: error, source: name, mail }, 'A Maildir or a mail in it could not be taken');
        },
      }),
    async look({ path }) {
      const fresh = (await readdir(join(path, 'new'))).filter((file) => !file.startsWith('.')).sort();
      const cur = await readdir(join(path, 'cur'));
      const saw = [`${path} has ${fresh.length} new mails, and ${cur.length} in cur`];
      for (const file of fresh.slice(-tried)) {
        const octets = await beginning(join(path, 'new', file), maxSize);
        saw.push(`${file}: ${whatReports(octets)}`);
      }
      return { ok: true, saw };
    },
  };
}

async function beginning(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const octets = Buffer.alloc(Math.min(size, most));
    const { bytesRead } = await file.read(octets, 0, octets.length, 0);
    return octets.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
