const chunkSize = 1 << 20;

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
