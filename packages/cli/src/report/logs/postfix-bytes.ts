/**
 * The two lines that Postfix writes for every message, read in the bytes: the sender, which is only kept, and the
 * delivery by smtp(8) to another host, which is only counted. Everything else is handed on as text.
 */
import type { Delivery, Sink } from '../attempt.ts';
import { lineAround, lineLimit } from './log.ts';
import type { Senders } from './senders.ts';

const from = ': from=<';
const to = ': to=<';
const status = Buffer.from(', status=');
const relay = '>, relay=';
const [newline, space, slash, at, closing, bracket, comma, equals, colon, letterI, letterS] =
  Buffer.from('\n /@>[,=:is');

/** A line as text, and where in the block it begins. */
type Line = (line: string, start: number) => void;

/** qmgr's `QID: from=<a@b>, size=1234, nrcpt=1 (queue active)`; with `status=` in place of `size=` it is an expiry. */
export function readSenders(block: Buffer, senders: Senders, expiry: Line): void {
  for (let hit = block.indexOf(from); hit !== -1; ) {
    let domain = hit + from.length;
    let end = domain;
    for (; end < block.length && block[end] !== closing && block[end] !== newline; end++)
      if (block[end] === at) domain = end + 1;
    // ">, size=" or ">, status=expired"
    if (block[end + 3] === letterS && block[end + 4] === letterI) {
      senders.setBytes(block, wordStart(block, hit), hit, block.toString('utf8', domain, end).toLowerCase());
    } else if (block[end + 3] === letterS) {
      const start = lineStart(block, hit);
      if (start !== -1) expiry(lineAround(block, hit), start);
      end = lineEnd(block, end);
    }
    hit = block.indexOf(from, end);
  }
}

const smtp = Buffer.from('/smtp');
const sent = Buffer.from('sent ');

export function readDeliveries(
  block: Buffer,
  senders: Senders,
  sink: Sink,
  time: (start: number) => number | null,
  other: Line,
): void {
  const delivery: Delivery = {
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
  };
  for (let hit = block.indexOf(to); hit !== -1; hit = block.indexOf(to, lineEnd(block, hit))) {
    const start = lineStart(block, hit);
    if (start === -1) continue;
    if (isPlain(delivery, hit)) {
      delivery.at = time(start);
      delivery.sender = senders.ofBytes(block, delivery.messageStart, hit);
      if (sink.delivered(delivery)) continue;
    }
    other(lineAround(block, hit), start);
  }
}

/** `…/smtp[1]: QID: to=<a@b>, relay=mx.b[192.0.2.1]:25, …, status=sent (…)`, all in ASCII, to another host. */
function isPlain(delivery: Delivery, hit: number): boolean {
  const { block } = delivery;
  delivery.messageEnd = hit;
  delivery.messageStart = wordStart(block, hit);
  delivery.recipientStart = hit + to.length;
  delivery.domainStart = delivery.recipientStart;
  let end = delivery.recipientStart;
  let all = 0;
  for (; end < block.length && block[end] !== closing && block[end] !== newline; end++) {
    const byte = block[end] ?? 0;
    all |= byte;
    if (byte === at) delivery.domainStart = end + 1;
  }
  delivery.recipientEnd = end;
  if (all > 0x7f || !startsWith(block, relayBytes, end)) return false;
  delivery.mxStart = end + relay.length;
  for (
    end = delivery.mxStart;
    end < block.length && block[end] !== bracket && block[end] !== comma && block[end] !== newline;
    end++
  );
  delivery.mxEnd = end;
  return (
    block[end] === bracket &&
    isElsewhere(block, delivery.mxStart, end) &&
    isSent(block, end) &&
    isSmtp(block, delivery.messageStart)
  );
}

const relayBytes = Buffer.from(relay);

/** Neither "127.0.0.1[127.0.0.1]" nor "localhost[::1]" nor an address in place of a name. */
function isElsewhere(block: Buffer, mxStart: number, bracketAt: number): boolean {
  const first = block[bracketAt + 1];
  return first !== colon && !startsWith(block, loopback, bracketAt + 1) && !startsWith(block, localhost, mxStart);
}

const loopback = Buffer.from('127.');
const localhost = Buffer.from('localhost');

function isSent(block: Buffer, from: number): boolean {
  for (let at = from; at < block.length && block[at] !== newline; at++) {
    if (block[at] === equals && startsWith(block, status, at - status.length + 1))
      return startsWith(block, sent, at + 1);
  }
  return false;
}

/** Before the queue id: "/smtp[1702]: ", or "/smtp 1702 - - " (RFC 5424). */
function isSmtp(block: Buffer, messageStart: number): boolean {
  let start = messageStart;
  while (start > 0 && block[start] !== slash && block[start] !== newline) start--;
  const next = block[start + smtp.length];
  return startsWith(block, smtp, start) && (next === bracket || next === space);
}

function startsWith(block: Buffer, word: Buffer, start: number): boolean {
  for (let at = 0; at < word.length; at++) if (block[start + at] !== word[at]) return false;
  return true;
}

function wordStart(block: Buffer, end: number): number {
  let start = end;
  while (start > 0 && block[start - 1] !== space && block[start - 1] !== newline) start--;
  return start;
}

/** -1 in a line too long to be one. */
function lineStart(block: Buffer, within: number): number {
  const limit = Math.max(0, within - lineLimit);
  let start = within;
  while (start > limit && block[start - 1] !== newline) start--;
  return start === limit && start > 0 ? -1 : start;
}

function lineEnd(block: Buffer, within: number): number {
  const end = block.indexOf(newline ?? 0, within);
  return end === -1 ? block.length : end;
}
