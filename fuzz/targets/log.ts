/** Broken log lines through every reader: attempts of the promised shape, the same with CRLF. */
import type { Attempt, Delivery, Sink } from '../../packages/server/src/logs/attempt.ts';
import { detectLogs, logFormats } from '../../packages/server/src/logs/formats.ts';
import { logWords, replyWords } from '../dictionary.ts';
import { mutate } from '../mutate.ts';
import { logs } from '../seeds.ts';
import type { Target } from '../target.ts';

const written = Date.UTC(2026, 10, 30);

export const log: Target = {
  name: 'log',
  share: 5,
  make: (random) => mutate(logs, random.chance(0.8) ? logWords : replyWords, random),
  check(input, timed) {
    timed(() => detectLogs(input));
    const attempts = timed(() => read(input));
    for (const { format, attempt } of attempts) {
      const bad = badAttempt(attempt);
      if (bad !== null) return `${format} ${bad}`;
    }
    if (input.includes('\r')) return null;
    const dos = read(input.replaceAll('\n', '\r\n'));
    const differs = attempts.findIndex((attempt, i) => JSON.stringify(attempt) !== JSON.stringify(dos[i]));
    if (differs === -1 && dos.length === attempts.length) return null;
    return `CRLF changes an attempt: ${JSON.stringify(attempts[differs])} to ${JSON.stringify(dos[differs])}`;
  },
};

interface Heard {
  readonly format: string;
  readonly attempt: Attempt;
}

function read(text: string): readonly Heard[] {
  const heard: Heard[] = [];
  const block = Buffer.from(text);
  for (const format of logFormats) {
    const sink: Sink = {
      attempt: (attempt) => void heard.push({ format: format.name, attempt }),
      delivered(delivery) {
        checkOffsets(delivery);
        return false;
      },
      complaint() {},
      counted() {},
      local() {},
    };
    format.reader(sink).read(block, written);
  }
  return heard;
}

function checkOffsets({
  block,
  messageStart,
  messageEnd,
  recipientStart,
  domainStart,
  recipientEnd,
  mxStart,
  mxEnd,
}: Delivery): void {
  const offsets = [
    0,
    messageStart,
    messageEnd,
    recipientStart,
    domainStart,
    recipientEnd,
    mxStart,
    mxEnd,
    block.length,
  ];
  if (offsets.some((offset, i) => offset > (offsets[i + 1] ?? offset)))
    throw new RangeError(`offsets out of order: ${offsets}`);
}

const outcomes: ReadonlySet<string> = new Set(['delivered', 'deferred', 'failed', 'expired']);

function badAttempt({ at, message, recipient, outcome, mx, reply, sender, list }: Attempt): string | null {
  // The last instant a Date can hold; beyond it, formatting throws.
  if (at !== null && !(Math.abs(at) <= 8.64e15)) return `has no time: ${at}`;
  if (!outcomes.has(outcome)) return `has no outcome: ${outcome}`;
  if (typeof message !== 'string' || typeof reply !== 'string') return 'has no message or reply';
  const odd = [recipient, mx, sender, list].find((field) => field !== null && typeof field !== 'string');
  return odd === undefined ? null : `has a field that is no text: ${JSON.stringify(odd)}`;
}
