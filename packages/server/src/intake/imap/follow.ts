/**
 * A mailbox that is followed over IMAP: each mail is handed on, and marked (or deleted, or moved) when that has succeeded.
 * What was not understood stays in the mailbox as it is. How far the mailbox has been read is kept, so that one of a hundred
 * thousand mails is not read again; at the first look, and when the UIDs are no longer valid, mails that somebody has seen
 * are left alone. A mail that comes again under another UID is known by its content. A connection that breaks is made anew,
 * with growing pauses.
 */
import { createHash } from 'node:crypto';
import { failpoint } from '../../observe/failpoint.ts';
import type { Mailbox, MailboxMail } from './mailbox.ts';

/** Mails up to `uid` have been taken, or are none of ours. */
export interface ImapMark {
  readonly validity: string;
  readonly uid: number;
  /** Up to here there were mails before we came: those that are seen are not taken. */
  readonly unseenUpTo: number;
}

export interface ImapMarks {
  readonly read: () => Promise<ImapMark | null>;
  readonly write: (mark: ImapMark, digests: readonly string[]) => Promise<void>;
  /** Which of these have been taken, under whatever UID. */
  readonly taken: (digests: readonly string[]) => Promise<ReadonlySet<string>>;
}

export interface FollowImapOptions {
  readonly open: () => Promise<Mailbox>;
  readonly marks: ImapMarks;
  /** Of larger mails this much is read. */
  readonly maxSize: number;
  /** Milliseconds between two looks, for servers that tell nothing. */
  readonly every: number;
  /** Resolves when the mail is on disk elsewhere; false: it was not understood, and stays where it is. */
  readonly take: (mail: { readonly key: string; readonly octets: Uint8Array }) => Promise<boolean>;
  readonly failed: (error: unknown, uid: number | null) => void;
  /** Resolves early when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface FollowedMailbox {
  /** Resolves when the mails under way have been taken. */
  readonly stop: () => Promise<void>;
}

/** Mails read at once: they are in memory together. */
const atOnce = 20;
const shortestPause = 1000;
const longestPause = 5 * 60_000;

export function followImap(options: FollowImapOptions): FollowedMailbox {
  const { open, every, failed, pause } = options;
  const ending = new AbortController();
  const { signal } = ending;
  let failures = 0;

  const watch = async (mailbox: Mailbox): Promise<void> => {
    while (!signal.aborted) {
      const missed = await takeNew(mailbox, options, signal);
      if (!missed) failures = 0;
      if (signal.aborted) return;
      // What could not be stored is tried again soon, and then not so soon.
      if (missed) await pause(pauseAfter(failures++), signal);
      else await mailbox.changed(every, signal);
      if (!mailbox.isOpen()) throw new Error('The IMAP server has closed the connection');
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let mailbox: Mailbox | null = null;
      try {
        mailbox = await open();
        await watch(mailbox);
      } catch (error) {
        if (!signal.aborted) failed(error, null);
      } finally {
        await mailbox?.close().catch((error: unknown) => failed(error, null));
      }
      if (!signal.aborted) await pause(pauseAfter(failures++), signal);
    }
  };
  const running = run();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

const pauseAfter = (failures: number): number => Math.min(shortestPause * 2 ** Math.min(failures, 20), longestPause);

/** Takes everything beyond the mark; true when something could not be taken and is to be tried again. */
async function takeNew(mailbox: Mailbox, options: FollowImapOptions, signal: AbortSignal): Promise<boolean> {
  const { marks } = options;
  let mark = markFor(mailbox, await marks.read());
  const uids = await mailbox.beyond(mark.uid, mark.unseenUpTo);
  let missed = false;
  for (let at = 0; at < uids.length && !signal.aborted; at += atOnce) {
    const chunk = uids.slice(at, at + atOnce);
    const { digests, failures } = await takeChunk(mailbox, chunk, options);
    // Up to the first that failed all is done; those behind it are known by their content when they are read again.
    const through = failures.length > 0 ? Math.min(...failures) - 1 : (chunk.at(-1) ?? mark.uid);
    if (!missed) mark = { ...mark, uid: Math.max(mark.uid, through) };
    missed ||= failures.length > 0;
    await marks.write(mark, digests);
  }
  if (!missed && !signal.aborted && mark.uid < mailbox.highest)
    await marks.write({ ...mark, uid: mailbox.highest }, []);
  return missed;
}

const markFor = ({ validity, highest }: Mailbox, known: ImapMark | null): ImapMark =>
  known?.validity === validity ? known : { validity, uid: 0, unseenUpTo: highest };

async function takeChunk(
  mailbox: Mailbox,
  uids: readonly number[],
  { marks, maxSize, take, failed }: FollowImapOptions,
): Promise<{ readonly digests: readonly string[]; readonly failures: readonly number[] }> {
  const mails = (await mailbox.read(uids, maxSize)).map((mail) => ({ ...mail, digest: digestOf(mail) }));
  const known = await marks.taken(mails.map(({ digest }) => digest));
  const failures: number[] = [];
  const digests: string[] = [];
  const finished: number[] = [];
  await Promise.all(
    mails.map(async ({ uid, octets, digest }) => {
      try {
        const understood = known.has(digest) || (await take({ key: `${mailbox.validity}:${uid}`, octets }));
        if (!understood) return;
        digests.push(digest);
        finished.push(uid);
      } catch (error) {
        failures.push(uid);
        failed(error, uid);
      }
    }),
  );
  failpoint('after-commit-before-seen');
  try {
    await mailbox.finish(finished.sort((a, b) => a - b));
  } catch (error) {
    if (!mailbox.isOpen()) throw error;
    // It has been recorded, and is not read again; that it looks as if nobody had seen it is for the operator to mend.
    failed(error, finished[0] ?? null);
  }
  return { digests, failures };
}

const digestOf = ({ octets }: MailboxMail): string => createHash('sha256').update(octets).digest('hex').slice(0, 32);
