/**
 * Files as the report reads them: whatever lies behind a path (a file, a folder, a Maildir, `-`), compressed or not,
 * as a stream of bytes, in constant memory.
 */
import { closeSync, createReadStream, openSync, readSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { entriesOf } from '../input/folder.ts';
import type { OnFailure } from '../input/mails.ts';
import { unpacked } from '../input/unpacked.ts';
import type { Io } from '../io.ts';
import { unwrapped } from './wrapped.ts';

export interface Source {
  /** Path, or "-". */
  readonly name: string;
  /** Bytes on disk; 0 when not known. */
  readonly size: number;
  readonly writtenBy: number;
  /** From a Maildir or named .eml: a mail for certain. */
  readonly mail: boolean;
  /** `seen` hears how many bytes were read, before they are unpacked. A chunk is valid until the next is asked for. */
  bytes(seen?: (count: number) => void): AsyncIterable<Buffer>;
}

const chunkSize = 1 << 20;

/** A path that cannot be read is told to `failed`; the others of its folder come all the same. */
export async function* sourcesAt(
  path: string,
  stdin: Io['stdin'],
  now: number,
  failed: OnFailure,
): AsyncGenerator<Source> {
  try {
    if (path === '-') yield await stream('-', stdin, now);
    else yield* behind(path, false, now, failed);
  } catch (error) {
    failed(path, error);
  }
}

async function* behind(path: string, ofMaildir: boolean, now: number, failed: OnFailure): AsyncGenerator<Source> {
  const status = await stat(path);
  if (status.isFile()) yield file(path, status, ofMaildir || /\.(?:eml|msg)$/i.test(path));
  // A named pipe, as `<(…)` of the shell is too.
  else if (!status.isDirectory()) yield await stream(path, createReadStream(path), now);
  else
    for (const entry of await entriesOf(path)) {
      try {
        yield* behind(entry.path, entry.ofMaildir, now, failed);
      } catch (error) {
        failed(entry.path, error);
      }
    }
}

function file(name: string, { size, mtimeMs }: Stats, mail: boolean): Source {
  return {
    name,
    size,
    writtenBy: Math.floor(mtimeMs),
    mail,
    bytes: (seen = () => {}) => unwrapped(unpacked(name, chunksOf(name), seen)),
  };
}

/**
 * One buffer for the whole file: allocating another for each chunk costs more than reading it. Read at once and not
 * by a thread of its own, which there would be nothing to do beside.
 */
async function* chunksOf(name: string): AsyncGenerator<Buffer> {
  const file = openSync(name, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkSize);
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer))
      yield buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** What can be read once: its beginning, looked at to know the format, is kept and given again. */
async function stream(name: string, bytes: Io['stdin'], now: number): Promise<Source> {
  const chunks = bytes[Symbol.asyncIterator]();
  const first = await chunks.next();
  async function* again(): AsyncGenerator<Uint8Array | string> {
    if (first.done !== true) yield first.value;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  let looked = false;
  return {
    name,
    size: 0,
    writtenBy: now,
    mail: false,
    bytes(seen = () => {}) {
      const whole = looked;
      looked = true;
      return unwrapped(unpacked(name, whole ? again() : [first.value ?? ''], seen));
    },
  };
}

/** The start of a source, enough to know what it is. */
export async function headOf(source: Source): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source.bytes()) {
      parts.push(Buffer.from(chunk));
      length += chunk.length;
      if (length >= chunkSize / 2) break;
    }
  } catch (error) {
    // A packed stream cut short, as the beginning of standard input is: what could be unpacked will do.
    if (length === 0) throw error;
  }
  return Buffer.concat(parts).subarray(0, chunkSize);
}
