/**
 * Files as the report reads them: whatever lies behind a path (a file, a folder, a Maildir, `-`), compressed or not,
 * as a stream of bytes, in constant memory.
 */
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { entriesOf } from '../input/folder.ts';
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

/** Throws the file system's error for a path that cannot be read. */
export async function* sourcesAt(path: string, stdin: Io['stdin'], now: number): AsyncGenerator<Source> {
  if (path === '-') {
    yield await stream('-', stdin, now);
    return;
  }
  const status = await stat(path);
  if (status.isDirectory()) yield* folder(path);
  else if (status.isFile()) yield await file(path, isNamedMail(path));
  // A named pipe, as `<(…)` of the shell is too.
  else yield await stream(path, createReadStream(path), now);
}

async function* folder(path: string, ofMaildir = false): AsyncGenerator<Source> {
  for (const entry of await entriesOf(path)) {
    if (entry.isFolder) yield* folder(entry.path, entry.ofMaildir);
    else yield await file(entry.path, ofMaildir || isNamedMail(entry.path));
  }
}

const isNamedMail = (path: string): boolean => /\.(?:eml|msg)$/i.test(path);

async function file(name: string, mail: boolean): Promise<Source> {
  const { size, mtimeMs } = await stat(name);
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
