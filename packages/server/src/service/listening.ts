/** All that listens: the desk for reports by SMTP, the doors of the API, the sources that are followed. */
import { join } from 'node:path';
import type { Places } from '../config/folder.ts';
import { configuredSources } from '../config/intake-settings.ts';
import type { Config } from '../config/schema/schema.ts';
import type { Duties } from '../duty/duties.ts';
import { createFetch, fetchText } from '../egress/fetch.ts';
import { keepFigures } from '../intake/figures.ts';
import { openSources, type Sources } from '../intake/followed.ts';
import { imapFollowing } from '../intake/imap/source.ts';
import { createIngest, type Ingest } from '../intake/ingest.ts';
import { createIntake, type Intake } from '../intake/intake.ts';
import { logFollowing } from '../intake/logs/source.ts';
import { maildirFollowing } from '../intake/maildir-source.ts';
import { createProve, type ReturnPathSettings } from '../intake/proof.ts';
import { createProviders } from '../intake/providers/index.ts';
import { openReading } from '../intake/reading.ts';
import { createReportDesk, type ReportDesk } from '../intake/smtp.ts';
import { createSourceBook, type SourceState } from '../intake/sources.ts';
import { openTray, type Tray } from '../intake/tray.ts';
import { webhookFollowing } from '../intake/webhook-source.ts';
import type { Record } from '../ledger/observe.ts';
import type { VerifyPath } from '../ledger/signed-path.ts';
import type { Log } from '../observe/log.ts';
import type { Store } from '../store/store.ts';

export interface Listening {
  readonly ingest: Ingest;
  readonly intake: Intake;
  readonly sources: Sources;
  readonly tray: Tray;
  /** Sources that are meant to speak: all that was ever heard, without those that are paused. */
  readonly meantToSpeak: () => readonly Readonly<SourceState>[];
  /** Null: no return path is signed. */
  readonly desk: ReportDesk | null;
  /** Resolves when what is under way has been taken and the figures are kept. */
  readonly stop: () => Promise<void>;
}

export interface ListeningOptions {
  readonly config: Config;
  readonly places: Places;
  readonly returnPath: ReturnPathSettings | null;
  readonly verify: VerifyPath;
  readonly store: Store;
  readonly duties: Pick<Duties, 'lead'>;
  readonly record: Record;
  readonly now: () => number;
  readonly log: Log;
}

/** Between two looks through a folder or at a log, for file systems that tell nothing. */
const lookEvery = { folder: 60_000, log: 5000 };
const figuresEvery = 5000;

export async function openListening(options: ListeningOptions): Promise<Listening> {
  const { config, places, returnPath, verify, store, duties, record, now, log } = options;
  const { header, max_size: maxSize } = config.intake;
  const tray = await openTray(join(places.data, 'tray'));
  const reading = openReading(join(places.data, 'reading'));
  const book = createSourceBook(now, await store.sourceFigures());
  const intake = createIntake({ record, tray, book, now });
  const prove = createProve(returnPath?.domain ?? null, verify);
  const fetch = createFetch();
  // Sources hand their mails to it, and it asks them about webhooks, which speak when all of this stands.
  const ingest: Ingest = createIngest({
    ...{ intake, reading, prove, header, now },
    providers: createProviders({ fetchText: (url) => fetchText(fetch, url) }),
    webhooks: { get: (name) => sources.webhook(name) },
  });
  const logPlace = store.kind === 'sqlite' ? 'log' : `log on ${places.hostname}`;
  const followed = { ingest, intake, store, maxSize, now, log };
  const sources = await openSources({
    ...{ configured: configuredSources(config), store, duties, host: places.hostname, book, now },
    followings: {
      imap: imapFollowing(followed),
      maildir: maildirFollowing({ ...followed, every: lookEvery.folder }),
      log: logFollowing({ ...followed, every: lookEvery.log, place: logPlace }),
      webhook: webhookFollowing,
    },
  });
  const deaf = store.onNews((subjects) => {
    if (!subjects.has('sources')) return;
    sources
      .refresh()
      .catch((err: unknown) => log.error({ err }, 'The sources could not be read; those of before go on'));
  });
  const figures = keepFigures(book, store, figuresEvery, now, (error) =>
    log.error({ err: error }, 'The figures of the sources could not be kept'),
  );
  const desk =
    returnPath === null
      ? null
      : createReportDesk({ domain: returnPath.domain, prove, intake, reading, maxSize, header, now, log });
  const meantToSpeak = (): readonly Readonly<SourceState>[] => {
    const paused = new Set(sources.all().flatMap(({ name, paused }) => (paused ? [name] : [])));
    return book.all().filter(({ name }) => !paused.has(name));
  };
  return {
    ...{ ingest, intake, sources, tray, desk, meantToSpeak },
    async stop() {
      deaf();
      await sources.stop();
      await figures.stop();
      reading.close();
    },
  };
}
