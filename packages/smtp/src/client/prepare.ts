/**
 * Fits a message to what a server offers, before a word is said: the commands and octets to send, and a failure for each
 * recipient that this server cannot serve. Pure. What has to be converted first was (seven-bit.ts).
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { domainToASCII } from 'node:url';
import type { Address } from '../envelope/envelope.ts';
import { linesOf, longestLine, withCrlf } from '../message/lines.ts';
import { isPath, mailCommand, type Parameters, rcptCommand } from './commands.ts';
import { type Extensions, sizeLimit } from './extensions.ts';
import { stuffDots } from './message-data.ts';
import type { Breakdown, Failure, OutgoingMessage } from './transaction.ts';
import { words } from './words.ts';

export interface Prepared {
  readonly mail: string;
  readonly rcpts: readonly { readonly command: string; readonly index: number }[];
  /** Dots stuffed, without the final one. */
  readonly data: Uint8Array;
  /** By the index of the recipient. */
  readonly failures: ReadonlyMap<number, Failure>;
  /** For the dialogue. */
  readonly notes: readonly string[];
  readonly dsn: boolean;
}

/** A failure stands for all recipients. */
export function prepare(message: OutgoingMessage, extensions: Extensions): Prepared | Failure {
  if (!isPath(message.sender)) return lacking('local', words.badSender());
  const content = contentFor(message.body, extensions);
  if ('kind' in content) return content;
  const smtputf8 = extensions.has('SMTPUTF8');
  const sender = reachable(message.sender, smtputf8);
  if (sender === null || (content.international && !smtputf8)) return lacking('unsupported', words.noSmtputf8());

  const failures = new Map<number, Failure>();
  const addresses: { address: Address; index: number }[] = [];
  message.recipients.forEach((recipient, index) => {
    const address = reachable(recipient.address, smtputf8);
    if (!isPath(recipient.address) || recipient.address === '')
      failures.set(index, lacking('local', words.badRecipient()));
    else if (address === null) failures.set(index, lacking('unsupported', words.noSmtputf8()));
    else addresses.push({ address, index });
  });

  const offered: Parameters = {
    size: extensions.has('SIZE') ? content.size : null,
    eightBit: extensions.has('8BITMIME') && (content.eightBit || message.eightBit),
    smtputf8:
      smtputf8 &&
      (message.smtputf8 ||
        content.international ||
        [sender, ...addresses.map((to) => to.address)].some((text) => !isAsciiText(text))),
    dsn: extensions.has('DSN'),
  };
  const rcpts = addresses.flatMap(({ address, index }) => {
    const recipient = message.recipients[index];
    return recipient === undefined ? [] : [{ command: rcptCommand(recipient, address, offered), index }];
  });
  const { data, notes } = content;
  return { mail: mailCommand(sender, message, offered), rcpts, data, failures, notes, dsn: offered.dsn };
}

interface Content {
  readonly data: Uint8Array;
  /** Before dots were stuffed: what SIZE counts (RFC 1870 §5). */
  readonly size: number;
  readonly eightBit: boolean;
  /** The header has UTF-8 in it (RFC 6532). Octets that are no UTF-8 are an old mail's, and go on as 8-bit. */
  readonly international: boolean;
  readonly notes: readonly string[];
}

function contentFor(body: Uint8Array, extensions: Extensions): Content | Failure {
  const notes: string[] = [];
  let octets = body;
  let lines = linesOf(octets);
  if (lines.bare || !lines.closed) {
    if (lines.bare) notes.push('bare CR or LF in the message made CRLF');
    octets = withCrlf(octets);
    lines = linesOf(octets);
  }
  const eightBit = !isAscii(octets);
  const international = eightBit && hasInternationalHeader(octets);
  if (lines.longest > longestLine) notes.push(`line of ${lines.longest} octets in the message`);
  const most = sizeLimit(extensions);
  if (most !== null && octets.length > most) return lacking('unsupported', words.tooLarge(octets.length, most));
  return { data: lines.dots ? stuffDots(octets) : octets, size: octets.length, eightBit, international, notes };
}

/** UTF-8 in it (RFC 6532). */
export function hasInternationalHeader(octets: Uint8Array): boolean {
  const source = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const end = source.indexOf('\r\n\r\n', 0, 'latin1');
  const header = end < 0 ? source : source.subarray(0, end);
  return !isAscii(header) && isUtf8(header);
}

const isAsciiText = (text: string): boolean => /^[ -~]*$/.test(text);

/** Without SMTPUTF8 a domain can still be named by its A-labels (RFC 5890 §2.3.2.1); a local part cannot. Null: not at all. */
function reachable(address: Address, smtputf8: boolean): Address | null {
  if (smtputf8 || isAsciiText(address)) return address;
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return at > 0 && isAsciiText(address.slice(0, at)) && domain !== '' ? `${address.slice(0, at)}@${domain}` : null;
}

export const lacking = (breakdown: Breakdown, text: string): Failure => ({
  kind: 'failed',
  stage: 'mail',
  reply: null,
  breakdown,
  text,
  elsewhere: false,
});
