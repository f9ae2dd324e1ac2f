/**
 * An mbox (RFC 4155) as its messages, in constant memory: a message begins at a `From ` line with a date,
 * at the start or after an empty line, before a header line. `From ` in a body that is not that stays body.
 */
const lf = 0x0a;
const separator = /^From \S*.*\b\d{1,2}:\d{2}(:\d{2})?\b.*\b\d{4}\b/;
const headerLine = /^[!-9;-~]+[ \t]*:|^>From /;

/** Larger messages come in one piece of this many bytes; the rest of them is left out. */
export const messageLimit = 64 * 1024 * 1024;

export const startsLikeMbox = (bytes: Uint8Array): boolean =>
  separator.test(lineAt(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1000)), 0));

export async function* mboxMessages(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  let searched = 0;
  for await (const chunk of chunks) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    for (let next = nextMessage(held, searched); next !== -1; next = nextMessage(held, 0)) {
      yield held.subarray(0, next);
      held = held.subarray(next);
    }
    // A separator may still be cut in half at the end.
    searched = Math.max(0, held.length - 2000);
    if (held.length > messageLimit) held = held.subarray(0, messageLimit);
  }
  if (held.length > 0) yield held;
}

function nextMessage(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('\nFrom ', from); at !== -1; at = bytes.indexOf('\nFrom ', at + 1)) {
    const start = at + 1;
    const endOfLine = bytes.indexOf(lf, start);
    if (endOfLine === -1) return -1;
    if (
      afterEmptyLine(bytes, at) &&
      separator.test(lineAt(bytes, start)) &&
      headerLine.test(lineAt(bytes, endOfLine + 1))
    )
      return start;
  }
  return -1;
}

const afterEmptyLine = (bytes: Buffer, at: number): boolean =>
  at === 0 || bytes[at - 1] === lf || (bytes[at - 1] === 0x0d && bytes[at - 2] === lf);

function lineAt(bytes: Buffer, start: number): string {
  const end = bytes.indexOf(lf, start);
  return bytes.toString('latin1', start, Math.min(end === -1 ? bytes.length : end, start + 998));
}
