/**
 * gzip (RFC 1952) as gzip(1) reads it: member behind member; junk behind the last one costs nothing of what was packed.
 * Node's own reader throws away what it has unpacked when it meets junk.
 */
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { Unread } from './unread.ts';
import { Junk } from './unreadable.ts';

const headerSize = 10;
const trailerSize = 8;
/** FLG bits (RFC 1952 §2.3.1). */
const [headerCrc, extra, name, comment] = [2, 4, 8, 16] as const;
const deflate = 8;

/** Throws `Junk` behind the last of what was packed. */
export async function* gunzipped(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new Unread(packed[Symbol.asyncIterator]());
  for (let members = 0; ; members++) {
    const head = await input.take(headerSize);
    if (head.length === 0 && members > 0) return;
    if (head[0] !== 0x1f || head[1] !== 0x8b || head[2] !== deflate || head.length < headerSize) {
      if (members === 0) throw broken(head.length < headerSize ? 'unexpected end of file' : 'not in gzip format');
      // Zeros fill up a block of a tape.
      if (head.some((octet) => octet !== 0)) throw new Junk();
      return;
    }
    await skipHeader(input, head[3] ?? 0);
    yield* member(input);
  }
}

async function skipHeader(input: Unread, flags: number): Promise<void> {
  if ((flags & extra) !== 0) {
    const [low = 0, high = 0] = await input.take(2);
    await input.take(high * 256 + low);
  }
  for (const text of [name, comment]) if ((flags & text) !== 0) while ((await input.take(1))[0]);
  if ((flags & headerCrc) !== 0) await input.take(2);
}

async function* member(input: Unread): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 1 << 18 });
  const fed = feed(inflate, input);
  let sum = 0;
  for await (const chunk of inflate) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  await fed;
  const trailer = await input.take(trailerSize);
  if (trailer.length < trailerSize) throw broken('unexpected end of file');
  if (trailer.readUInt32LE() !== sum) throw broken('incorrect data check');
}

/** Gives it all until it has had enough; the rest is put back. An error is told by the stream itself. */
async function feed(inflate: InflateRaw, input: Unread): Promise<void> {
  let given = 0;
  while (!inflate.destroyed) {
    const chunk = await input.next();
    if (chunk === null) {
      inflate.end();
      return;
    }
    given += chunk.length;
    const error = await new Promise((resolve) => inflate.write(chunk, resolve));
    if (error) return;
    const left = given - inflate.bytesWritten;
    if (left === 0) continue;
    input.putBack(chunk.subarray(chunk.length - left));
    return;
  }
}

/** As zlib says it. */
const broken = (message: string): Error => Object.assign(new Error(message), { code: 'Z_DATA_ERROR' });
