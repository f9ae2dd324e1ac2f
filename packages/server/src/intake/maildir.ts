/**
 * A Maildir that is followed: each mail in `new` is handed on, and moved to `cur` as seen when that has succeeded (or deleted,
 * where asked). What fails stays where it is and comes again. The folder is watched, and looked through now and then, since
 * not every file system tells what happens on it. https://cr.yp.to/proto/maildir.html
 */
import { constants, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { startLooking } from './looking.ts';

export interface MaildirMail {
  /** Unique name: that of the file up to the colon. */
  readonly name: string;
  readonly octets: Uint8Array;
}

export interface MaildirOptions {
  readonly folder: string;
  readonly deleteAfter: boolean;
  /** Of larger mails this much is read. */
  readonly maxSize: number;
  /** Milliseconds between two looks through the folder. */
  readonly every: number;
  /** Resolves when the mail is on disk elsewhere. */
  readonly take: (mail: MaildirMail) => Promise<void>;
  /** Hears of a mail or a folder that could not be read or taken; it is tried again. */
  readonly failed: (error: unknown, name: string | null) => void;
}

export interface Maildir {
  /** Resolves when everything that was there at the call has been tried. */
  readonly look: () => Promise<void>;
  /** Resolves when the mail under way has been taken. */
  readonly stop: () => Promise<void>;
}

export function followMaildir(options: MaildirOptions): Maildir {
  const { folder, failed, every } = options;
  const fresh = join(folder, 'new');
  const scan = async (going: () => boolean): Promise<void> => {
    try {
      for (const name of (await readdir(fresh)).sort()) {
        if (!going()) return;
        if (!name.startsWith('.')) await takeOne(options, name);
      }
    } catch (error) {
      failed(error, null);
    }
  };
  return startLooking({ folder: fresh, only: null, every, scan, failed: (error) => failed(error, null) });
}

async function takeOne({ folder, deleteAfter, maxSize, take, failed }: MaildirOptions, file: string): Promise<void> {
  const path = join(folder, 'new', file);
  const [name = file] = file.split(':', 1);
  try {
    const octets = await readMail(path, maxSize);
    // Whoever does not go by way of `tmp` leaves a file that is empty first: it is looked at again when it has been written to.
    if (octets === null || octets.length === 0) return;
    await take({ name, octets });
    if (deleteAfter) await unlink(path);
    else await rename(path, join(folder, 'cur', `${name}:2,S`));
  } catch (error) {
    failed(error, name);
  }
}

/** Null for what is no plain file: a link could lead anywhere. */
async function readMail(path: string, maxSize: number): Promise<Uint8Array | null> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    // ENOENT: another reader has moved it.
    if (error instanceof Error && 'code' in error && (error.code === 'ELOOP' || error.code === 'ENOENT')) return null;
    throw error;
  }
  try {
    const status = await file.stat();
    if (!status.isFile()) return null;
    const octets = Buffer.alloc(Math.min(status.size, maxSize));
    const { bytesRead } = await file.read(octets, 0, octets.length, 0);
    return octets.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
