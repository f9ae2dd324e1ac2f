/**
 * An mbox (RFC 4155) as its messages, in constant memory: a message begins at a `From ` line with a date,
 * at the start or after an empty line, before a header line. `From ` in a body that is not that stays body.
 */
const lf = 0x0a;
const headerLine = /^[!-9;-~]+[ \t]*:|^>From /;

/** Of larger messages these bytes come, and the rest is left out. */
export const messageLimit = 64 * 1024 * 1024;

/** So much of what was read may hold half a separator: two lines. */
const reach = 2000;
/** The separator's empty line. */
const lookBehind = 2;

export const startsLikeMbox = (bytes: Uint8Array): boolean =>
  isSeparator(lineAt(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1000)), 0));

export async function* mboxMessages(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let message: Buffer[] = [];
  let size = 0;
  const take = (bytes: Buffer): void => {
    message.push(bytes.subarray(0, Math.max(0, messageLimit - size)));
    size += bytes.length;
  };
  const whole = (): Buffer => {
    const bytes = Buffer.concat(message, Math.min(size, messageLimit));
    message = [];
    size = 0;
    return bytes;
  };
  let held: Buffer = Buffer.alloc(0);
  let from = 0;
  for await (const chunk of chunks) {
    held = Buffer.concat([held, chunk]);
    for (let next = nextMessage(held, from); next !== -1; next = nextMessage(held, from)) {
      take(held.subarray(0, next));
      yield whole();
      held = held.subarray(next);
      from = 0;
    }
    const settled = held.length - reach;
    if (settled <= 0) continue;
    take(held.subarray(0, settled));
    held = held.subarray(settled);
    from = lookBehind;
  }
  take(held);
  if (size > 0) yield whole();
}

function nextMessage(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('\nFrom ', from); at !== -1; at = bytes.indexOf('\nFrom ', at + 1)) {
    const start = at + 1;
    const endOfLine = bytes.indexOf(lf, start);
    if (endOfLine === -1) return -1;
    if (afterEmptyLine(bytes, at) && isSeparator(lineAt(bytes, start)) && headerLine.test(lineAt(bytes, endOfLine + 1)))
      return start;
  }
  return -1;
}

/** "From sender Mon Nov 23 09:00:00 2026". Two searches: one pattern for time and year would try every pair of places. */
function isSeparator(line: string): boolean {
  if (!line.startsWith('From ')) return false;
  const time = /\b\d{1,2}:\d{2}(?::\d{2})?\b/.exec(line);
  return time !== null && /\b\d{4}\b/.test(line.slice(time.index + time[0].length));
}

const afterEmptyLine = (bytes: Buffer, at: number): boolean =>
  at === 0 || bytes[at - 1] === lf || (bytes[at - 1] === 0x0d && bytes[at - 2] === lf);

function lineAt(bytes: Buffer, start: number): string {
  const end = bytes.indexOf(lf, start);
  return bytes.toString('latin1', start, Math.min(end === -1 ? bytes.length : end, start + 998));
}
