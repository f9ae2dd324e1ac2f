/** A mailbox as a source: how it is followed, with its marks in the store, and how it is tried. */
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../../observe/log.ts';
import type { Store } from '../../store/store.ts';
import type { Following } from '../followed.ts';
import type { Ingest } from '../ingest.ts';
import type { Intake } from '../intake.ts';
import type { ImapSource } from '../source-settings.ts';
import { whatReports } from '../what-reports.ts';
import { readPassword } from './files.ts';
import { followImap, type ImapMark } from './follow.ts';
import { type ImapSettings, openMailbox } from './mailbox.ts';

export interface ImapFollowingOptions {
  readonly ingest: Pick<Ingest, 'mail'>;
  readonly intake: Pick<Intake, 'trouble'>;
  readonly store: Pick<Store, 'sourceMarks' | 'putSourceMark' | 'mailsTaken'>;
  readonly maxSize: number;
  readonly now: () => number;
  readonly log: Log;
  readonly open?: typeof openMailbox;
}

/** Mails that a test looks into. */
const tried = 5;

export function imapFollowing(options: ImapFollowingOptions): Following<ImapSource> {
  const { ingest, intake, store, maxSize, now, log, open = openMailbox } = options;
  return {
    source: 'imap',
    from: 'anywhere',
    start(name, settings) {
      const { host, user, mailbox, poll: every } = settings;
      // Many servers number every mailbox from 1, and call every one valid since 1.
      const place = `${user} ${host} ${mailbox}`;
      return followImap({
        ...{ maxSize, every, open: async () => open(await withPassword(settings)) },
        marks: {
          read: async () => {
            const mark = (await store.sourceMarks(name)).find((each) => each.place === place);
            return mark === undefined ? null : (mark.value as unknown as ImapMark);
          },
          write: (mark, digests) =>
            store.putSourceMark({ source: name, place, value: { ...mark }, at: now() }, digests),
          taken: (digests) => store.mailsTaken(name, digests),
        },
        take: async ({ key, octets }) => {
          const { inTray } = await ingest.mail({ octets, recipient: null, key: `${place} ${key}` }, name, 'imap');
          return !inTray;
        },
        failed: (error, uid) => {
          intake.trouble('imap', name, error);
          log.warn({ err: error, source: name, uid }, 'A mailbox or a mail in it could not be taken');
        },
        pause: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => {}),
      });
    },
    async look(settings) {
      const mailbox = await open(await withPassword(settings));
      try {
        const unseen = await mailbox.beyond(0, mailbox.highest);
        const mails = await mailbox.read(unseen.slice(-tried), maxSize);
        const counts = `${settings.mailbox} has ${mailbox.count} mails, ${unseen.length} of them not seen`;
        return { ok: true, saw: [counts, ...mails.map(({ uid, octets }) => `UID ${uid}: ${whatReports(octets)}`)] };
      } finally {
        await mailbox.close();
      }
    },
  };
}

const withPassword = async ({ passwordFile, ...settings }: ImapSource): Promise<ImapSettings> => ({
  ...settings,
  password: await readPassword({ ...settings, passwordFile }),
});
