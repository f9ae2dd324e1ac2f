/**
 * The mails behind a path: one file, a folder of files, a Maildir, an mbox, or `-` for standard input; packed or not.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Io } from '../io.ts';
import { entriesOf } from './folder.ts';
import { mboxMessages, messageLimit, startsLikeMbox } from './mbox.ts';
import { isPacked, unpacked } from './unpacked.ts';
import { Junk, Unreadable } from './unreadable.ts';

export interface SourceMail {
  /** Path, with `#n` for the nth message of an mbox, or "-". */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** Hears the file system's error (ENOENT, EACCES) for a path that cannot be read; the others are read all the same. */
export type OnFailure = (path: string, error: unknown) => void;

/** So much of a file tells whether it is an mbox. */
const headSize = 1000;

export async function* mailsIn(path: string, stdin: Io['stdin'], failed: OnFailure): AsyncGenerator<SourceMail> {
  try {
    if (path === '-') yield* streamMails(path, unpacked(path, stdin));
    else {
      const entry = await stat(path);
      if (entry.isDirectory()) for (const inside of await entriesOf(path)) yield* mailsIn(inside.path, stdin, failed);
      else if (entry.isFile()) yield* fileMails(path);
      // A named pipe can be opened once only, and has no size.
      else yield* streamMails(path, unpacked(path, createReadStream(path)));
    }
  } catch (error) {
    failed(path, error);
  }
}

async function* fileMails(path: string): AsyncGenerator<SourceMail> {
  const head = await readHead(path, headSize);
  if (isPacked(head)) yield* streamMails(path, unpacked(path, createReadStream(path)));
  else if (/\.(eml|msg)$/i.test(path) || !startsLikeMbox(head))
    yield { file: path, bytes: await readHead(path, messageLimit) };
  else yield* numbered(path, mboxMessages(createReadStream(path, { highWaterMark: 1 << 20 })));
}

async function* streamMails(name: string, stream: AsyncGenerator<Buffer>): AsyncGenerator<SourceMail> {
  let junk: Junk | null = null;
  const chunks = before(stream, (found) => {
    junk = found;
  });
  const head = await readUpTo(chunks, headSize);
  if (head.length === 0) throw new Unreadable('empty');
  if (startsLikeMbox(head)) yield* numbered(name, mboxMessages(joined(head, chunks)));
  else yield { file: name, bytes: await readUpTo(joined(head, chunks), messageLimit) };
  if (junk !== null) throw junk;
}

/** The chunks to their end: what was packed is whole, and its last mail is one, also where junk stands behind it. */
async function* before(chunks: AsyncGenerator<Buffer>, found: (junk: Junk) => void): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    if (!(error instanceof Junk)) throw error;
    found(error);
  }
}

async function* joined(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

/** Whole chunks until there are as many bytes, or no more; what is left can still be read from `chunks`. */
async function readUpTo(chunks: AsyncGenerator<Buffer>, limit: number): Promise<Buffer> {
  const read: Buffer[] = [];
  for (let size = 0; size < limit; ) {
    const next = await chunks.next();
    if (next.done === true) break;
    read.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(read);
}

/** A single message keeps the plain name. */
async function* numbered(name: string, mails: AsyncIterable<Uint8Array>): AsyncGenerator<SourceMail> {
  let n = 0;
  let held: Uint8Array | null = null;
  for await (const bytes of mails) {
    if (held !== null) yield { file: `${name}#${++n}`, bytes: held };
    held = bytes;
  }
  if (held !== null) yield { file: n === 0 ? name : `${name}#${n + 1}`, bytes: held };
}

async function readHead(path: string, limit: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(Math.min(size, limit));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
