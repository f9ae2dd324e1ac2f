/** All that listens: the desk for reports by SMTP, the doors of the API, the Maildirs that are followed. */
import { join } from 'node:path';
import type { Places } from '../config/folder.ts';
import { webhookSources } from '../config/intake-settings.ts';
import type { Config } from '../config/schema/schema.ts';
import { createFetch, fetchText } from '../egress/fetch.ts';
import { createIngest, type Ingest } from '../intake/ingest.ts';
import { createIntake, type Intake } from '../intake/intake.ts';
import { followMaildir } from '../intake/maildir.ts';
import { createProve, type ReturnPathSettings } from '../intake/proof.ts';
import { createProviders } from '../intake/providers/index.ts';
import { createReportDesk, type ReportDesk } from '../intake/smtp.ts';
import { createSourceBook } from '../intake/sources.ts';
import { openTray } from '../intake/tray.ts';
import type { Record } from '../ledger/observe.ts';
import type { Log } from '../observe/log.ts';

export interface Listening {
  readonly ingest: Ingest;
  readonly intake: Intake;
  /** Null: no return path is signed. */
  readonly desk: ReportDesk | null;
  /** Resolves when the mails under way have been taken. */
  readonly stop: () => Promise<void>;
}

export interface ListeningOptions {
  readonly config: Config;
  readonly places: Places;
  readonly returnPath: ReturnPathSettings | null;
  readonly record: Record;
  readonly now: () => number;
  readonly log: Log;
}

/** Between two looks through a folder, for file systems that tell nothing. */
const lookEvery = 60_000;

export async function openListening(options: ListeningOptions): Promise<Listening> {
  const { config, places, returnPath, record, now, log } = options;
  const { header, max_size: maxSize } = config.intake;
  const tray = await openTray(join(places.data, 'tray'));
  const intake = createIntake({ record, tray, book: createSourceBook(), now });
  const prove = createProve(returnPath, now);
  const fetch = createFetch();
  const ingest = createIngest({
    ...{ intake, prove, header, now },
    providers: createProviders({ fetchText: (url) => fetchText(fetch, url) }),
    webhooks: webhookSources(config),
  });
  const desk =
    returnPath === null
      ? null
      : createReportDesk({ domain: returnPath.domain, prove, intake, maxSize, header, now, log });
  const followed = Object.entries(config.intake.maildirs).map(([name, { path: folder, delete: deleteAfter }]) => {
    const sourceName = `maildir:${name}`;
    return followMaildir({
      ...{ folder, deleteAfter, maxSize, every: lookEvery },
      take: async ({ name: key, octets }) => {
        await ingest.mail({ octets, recipient: null, key }, sourceName);
      },
      failed: (error, mail) => {
        intake.trouble('bounce_mail', sourceName, error);
        log.error({ err: error, source: sourceName, mail }, 'A Maildir or a mail in it could not be taken');
      },
    });
  });
  return {
    ...{ ingest, intake, desk },
    async stop() {
      await Promise.all(followed.map((maildir) => maildir.stop()));
    },
  };
}
