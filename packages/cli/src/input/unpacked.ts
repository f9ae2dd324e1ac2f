/** Bytes of a file or of standard input as they were before they were packed (gzip, and zstd where Node can) or written in UTF-16. Known by their beginning. */
import { Unreadable } from './unreadable.ts';

/** `seen` hears how many bytes were read, before they are unpacked. */
export async function* unpacked(
  name: string,
  raw: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  seen: (count: number) => void = () => {},
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

/** Packed in a way that we know, whether or not we can unpack it, of another program, or with a byte order mark. No mail and no log begins so. */
export const isPacked = (head: Buffer): boolean => {
  const start = head.toString('latin1', 0, 6);
  return magics.some((magic) => start.startsWith(magic));
};

const [gzip, zstd, bzip2, xz] = ['\x1f\x8b', '\x28\xb5\x2f\xfd', 'BZh', '\xfd7zXZ\x00'] as const;
/** Byte order marks: PowerShell writes UTF-16 where it redirects. */
const [utf8, utf16le, utf16be] = ['\xef\xbb\xbf', '\xff\xfe', '\xfe\xff'] as const;
/** What we can only say how to open. */
const foreign: Readonly<Record<string, string>> = {
  '\x50\x4b\x03\x04': 'packed with zip; unpack it first',
  '\xd0\xcf\x11\xe0': 'in Outlook’s own format (.msg); save the mail as .eml',
  '!BDN': 'an Outlook data file (.pst, .ost); readpst of pst-utils makes mboxes of it',
};
const magics = [...Object.keys(foreign), gzip, zstd, bzip2, xz, utf8, utf16le, utf16be];

type Unpack = (packed: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/** Null when it is not packed. Loads what unpacks only then. */
async function unpacker(name: string, head: Buffer): Promise<Unpack | null> {
  const magic = head.toString('latin1', 0, 6);
  if (magic.startsWith(gzip)) {
    return (await import('./gunzipped.ts')).gunzipped;
  }
  if (magic.startsWith(zstd)) {
    const zlib = await import('node:zlib');
    // Since Node 22.15.
    if ('createZstdDecompress' in zlib && typeof zlib.createZstdDecompress === 'function')
      return through(zlib.createZstdDecompress());
    throw new Unreadable(
      `packed with zstd, which this Node cannot unpack; read it from zstdcat ${name}, with - for the path`,
    );
  }
  if (magic.startsWith(bzip2))
    throw new Unreadable(`packed with bzip2; read it from bzcat ${name}, with - for the path`);
  const why = foreign[magic.slice(0, 4)];
  if (why !== undefined) throw new Unreadable(why);
  if (magic.startsWith(utf8)) return (chunks) => without(chunks, utf8.length);
  if (magic.startsWith(utf16le)) return (chunks) => decoded(chunks, 'utf-16le');
  if (magic.startsWith(utf16be)) return (chunks) => decoded(chunks, 'utf-16be');
  if (magic === xz) throw new Unreadable(`packed with xz; read it from xzcat ${name}, with - for the path`);
  return null;
}

async function* without(chunks: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let start = length;
  for await (const chunk of chunks) {
    yield chunk.subarray(start);
    start = 0;
  }
}

async function* decoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
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
