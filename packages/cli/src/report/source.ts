/**
 * Files as the report reads them: whatever lies behind a path (a file, a folder, a Maildir, `-`), compressed or not,
 * as a stream of bytes, in constant memory.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { entriesOf } from '../input/folder.ts';
import type { Io } from '../io.ts';

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
    yield await standardInput(stdin, now);
    return;
  }
  if ((await stat(path)).isDirectory()) yield* folder(path);
  else yield await file(path, isNamedMail(path));
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
    bytes: (seen = () => {}) => unpacked(name, chunksOf(name), seen),
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

/** Standard input can be read once: its beginning, looked at to know the format, is kept and given again. */
async function standardInput(stdin: Io['stdin'], now: number): Promise<Source> {
  const chunks = stdin[Symbol.asyncIterator]();
  const first = await chunks.next();
  async function* again(): AsyncGenerator<Uint8Array | string> {
    if (first.done !== true) yield first.value;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  let looked = false;
  return {
    name: '-',
    size: 0,
    writtenBy: now,
    mail: false,
    bytes(seen = () => {}) {
      const whole = looked;
      looked = true;
      return unpacked('-', whole ? again() : [first.value ?? ''], seen);
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

/** A reason that is the file's, said to the user as it is. */
export class Unreadable extends Error {}

async function* unpacked(
  name: string,
  raw: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  seen: (count: number) => void,
): AsyncGenerator<Buffer> {
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of raw) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
      seen(bytes.length);
      yield bytes;
    }
  }
  const chunks = counted();
  try {
    const first = await chunks.next();
    if (first.done === true) return;
    const all = rejoin(first.value, chunks);
    const unpack = await unpacker(name, first.value);
    yield* unpack === null ? all : unpack(copied(all));
  } finally {
    // Whoever has seen enough closes the file.
    await chunks.return(undefined);
  }
}

async function* rejoin(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** A stream reads ahead, so its chunks must last. */
async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

type Unpack = (packed: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** Null when it is not packed. Loads what unpacks only then. */
async function unpacker(name: string, head: Buffer): Promise<Unpack | null> {
  const magic = head.toString('latin1', 0, 6);
  if (magic.startsWith('\x1f\x8b')) {
    const { createGunzip } = await import('node:zlib');
    return through(createGunzip({ chunkSize: chunkSize / 4 }));
  }
  if (magic.startsWith('\x28\xb5\x2f\xfd')) {
    const zlib = await import('node:zlib');
    // Since Node 22.15.
    if ('createZstdDecompress' in zlib && typeof zlib.createZstdDecompress === 'function')
      return through(zlib.createZstdDecompress());
    throw new Unreadable(`packed with zstd, which this Node cannot unpack: zstdcat ${name} | hearback report -`);
  }
  if (magic.startsWith('BZh')) throw new Unreadable(`packed with bzip2: bzcat ${name} | hearback report -`);
  if (magic === '\xfd7zXZ\x00') throw new Unreadable(`packed with xz: xzcat ${name} | hearback report -`);
  return null;
}

type Unpacker = NodeJS.ReadWriteStream & AsyncIterable<Buffer> & { destroy(error: Error): void };

async function through(unpack: Unpacker): Promise<Unpack> {
  const { Readable } = await import('node:stream');
  return (chunks) => {
    const packed = Readable.from(chunks);
    packed.on('error', (error) => unpack.destroy(error));
    return packed.pipe(unpack);
  };
}

/** The chunks cut at line ends: each block is whole lines, as far as a line is shorter than a chunk. */
export async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const newline = 0x0a;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(newline);
    if (last === -1) {
      rest = rest.length > chunkSize ? rest : Buffer.concat([rest, chunk]);
      continue;
    }
    const first = rest.length === 0 ? -1 : chunk.indexOf(newline);
    if (rest.length > 0) yield Buffer.concat([rest, chunk.subarray(0, first + 1)]);
    yield chunk.subarray(first + 1, last + 1);
    rest = Buffer.from(chunk.subarray(last + 1));
  }
  if (rest.length > 0) yield rest;
}
