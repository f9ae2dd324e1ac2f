/** An answer as it comes, octet for octet: for files and pipes. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type Io, written } from '../io.ts';
import { type Answered, answer } from './api.ts';

type Octets = ReadableStream<Uint8Array> | globalThis.ReadableStream<Uint8Array> | null;

export const chunksOf = (octets: Octets | undefined): AsyncIterable<Uint8Array> =>
  octets == null ? Readable.from([]) : Readable.fromWeb(octets as ReadableStream<Uint8Array>);

export async function writeOut(io: Io, call: Promise<Answered<Octets>>): Promise<void> {
  for await (const chunk of chunksOf(await answer(call))) await written(io.stdout, chunk);
}
