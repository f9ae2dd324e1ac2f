/**
 * The two lines that Postfix writes for every message, read in the bytes: the sender, which is only kept, and the
 * delivery by smtp(8) to another host, which is only counted. Everything else is handed on as text.
 */
import type { Delivery, Sink } from './attempt.ts';
import { lineAround, lineLimit } from './log.ts';
import type { Senders } from './senders.ts';

const from = Buffer.from(': from=');
const to = Buffer.from(': to=');
const relay = Buffer.from('>, relay=');
const sent = Buffer.from(', status=sent ');
const smtp = Buffer.from('/smtp');
/** Of addresses that a content filter may have (RFC 1918, RFC 4193): the port says whether it is one. */
const within = ['127.', '10.', '172.', '192.168.', 'fc', 'fd'].map((start) => Buffer.from(start));
const localhost = Buffer.from('localhost');
const [newline, space, slash, at, closing, bracket, comma, colon, letterI, letterS] = Buffer.from('\n /@>[,:is');

/** What is not done in the bytes; `start` is where the line begins in the block. */
export interface Rest {
  time(start: number): number | null;
  /** A line with `: from=<` that may say an expiry. */
  expiry(line: string, start: number): void;
  /** A line with `: to=<`. */
  delivery(line: string, start: number): void;
}

/**
 * Reads whole lines. Addresses stand in angle brackets and little else does: hopping from "<" to "<" is one pass over
 * the bytes, and a string is searched without a call into native code, as a Buffer is not.
 */
export function readBytes(block: Buffer, senders: Senders, sink: Sink, rest: Rest): void {
  // One unit a byte: offsets are the same in both.
  const text = block.toString('latin1');
  const delivery = noDelivery(block);
  for (let open = text.indexOf('<'); open !== -1; ) {
    let next = open + 1;
    if (endsWith(block, to, open)) {
      next = endOfLine(text, open);
      readDelivery(delivery, open, next, text, senders, sink, rest);
    } else if (endsWith(block, from, open)) next = readSender(block, open, senders, rest);
    open = text.indexOf('<', next);
  }
}

/** qmgr's `QID: from=<a@b>, size=1234, nrcpt=1 (queue active)`; with `status=` in place of `size=` it is an expiry. Answers where it ends. */
function readSender(block: Buffer, open: number, senders: Senders, rest: Rest): number {
  let domain = open + 1;
  let end = domain;
  for (; end < block.length && block[end] !== closing && block[end] !== newline; end++)
    if (block[end] === at) domain = end + 1;
  // ">, size=" or ">, status=expired"
  if (block[end + 1] !== comma || block[end + 2] !== space || block[end + 3] !== letterS) return end;
  const hit = open - from.length;
  const message = wordStart(block, hit);
  const start = lineStart(block, message);
  if (start === -1) return end;
  if (block[end + 4] === letterI) senders.setBytes(block, message, hit, domain, end);
  else rest.expiry(lineAround(block, hit, start), start);
  return end;
}

function readDelivery(
  delivery: Delivery,
  open: number,
  lineEnd: number,
  text: string,
  senders: Senders,
  sink: Sink,
  rest: Rest,
): void {
  const { block } = delivery;
  delivery.messageEnd = open - to.length;
  delivery.messageStart = wordStart(block, delivery.messageEnd);
  const start = lineStart(block, delivery.messageStart);
  if (start === -1) return;
  if (isPlain(delivery, open, lineEnd, text)) {
    delivery.at = rest.time(start);
    delivery.sender = senders.ofBytes(block, delivery.messageStart, delivery.messageEnd);
    if (sink.delivered(delivery)) return;
  }
  rest.delivery(lineAround(block, open, start), start);
}

/** By its length: short ids have 5 characters at least, long ones 20 at most. */
export const isQueueId = (length: number): boolean => length >= 5 && length <= 20;

/** `…/smtp[1]: QID: to=<a@b>, relay=mx.b[192.0.2.1]:25, …, status=sent (…)`, all in ASCII, to another host. */
function isPlain(delivery: Delivery, open: number, lineEnd: number, text: string): boolean {
  const { block } = delivery;
  if (!isQueueId(delivery.messageEnd - delivery.messageStart)) return false;
  delivery.recipientStart = open + 1;
  delivery.domainStart = delivery.recipientStart;
  let end = delivery.recipientStart;
  let all = 0;
  for (; end < lineEnd && block[end] !== closing; end++) {
    const byte = block[end] ?? 0;
    all |= byte;
    if (byte === at) delivery.domainStart = end + 1;
  }
  delivery.recipientEnd = end;
  if (all > 0x7f || !startsWith(block, relay, end)) return false;
  delivery.mxStart = end + relay.length;
  for (end = delivery.mxStart; end < lineEnd && block[end] !== bracket && block[end] !== comma; end++);
  delivery.mxEnd = end;
  const words = text.indexOf('(', end);
  return (
    block[end] === bracket &&
    isElsewhere(block, delivery.mxStart, end) &&
    words < lineEnd &&
    endsWith(block, sent, words) &&
    isSmtp(block, delivery.messageStart)
  );
}

/** Neither "127.0.0.1[127.0.0.1]" nor "localhost[::1]" nor an address in place of a name, nor one of a network of one's own. */
function isElsewhere(block: Buffer, mxStart: number, bracketAt: number): boolean {
  if (block[bracketAt + 1] === colon || startsWith(block, localhost, mxStart)) return false;
  for (const start of within) if (startsWith(block, start, bracketAt + 1)) return false;
  return true;
}

/** Before the queue id: "/smtp[1702]: ", or "/smtp 1702 - - " (RFC 5424). */
function isSmtp(block: Buffer, messageStart: number): boolean {
  let start = messageStart;
  while (start > 0 && block[start] !== slash && block[start] !== newline) start--;
  const next = block[start + smtp.length];
  return startsWith(block, smtp, start) && (next === bracket || next === space);
}

function startsWith(block: Buffer, word: Buffer, start: number): boolean {
  for (let index = 0; index < word.length; index++) if (block[start + index] !== word[index]) return false;
  return true;
}

function endsWith(block: Buffer, word: Buffer, end: number): boolean {
  if (end < word.length) return false;
  // The last byte first: it seldom fits.
  for (let index = 1; index <= word.length; index++) if (block[end - index] !== word[word.length - index]) return false;
  return true;
}

function wordStart(block: Buffer, end: number): number {
  let start = end;
  while (start > 0 && block[start - 1] !== space && block[start - 1] !== newline) start--;
  return start;
}

/**
 * Of the line that says this first, behind "Nov 24 09:00:02 mail postfix/smtp[17]: " (RFC 5424's header has no colon); -1 where
 * it stands further on, as what clients choose does (an address, a subject), or in a line too long to be one.
 */
function lineStart(block: Buffer, first: number): number {
  const limit = Math.max(0, first - lineLimit);
  for (let start = first; start > limit; start--) {
    const before = block[start - 1];
    // After a crash a file may have NULs where its last lines were.
    if (before === newline || before === 0) return start;
    if (before === colon && block[start] === space && start < first - 1) return -1;
  }
  return limit === 0 ? 0 : -1;
}

function endOfLine(text: string, within: number): number {
  const end = text.indexOf('\n', within);
  return end === -1 ? text.length : end;
}

const noDelivery = (block: Buffer): Delivery => ({
  at: null,
  sender: null,
  block,
  messageStart: 0,
  messageEnd: 0,
  recipientStart: 0,
  domainStart: 0,
  recipientEnd: 0,
  mxStart: 0,
  mxEnd: 0,
});
