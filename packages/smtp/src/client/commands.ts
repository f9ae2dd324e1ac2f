/**
 * MAIL and RCPT with their parameters. Nothing that could end a line or begin a parameter gets into a command.
 */
import type { Address, EnvelopeRecipient, SenderParameters } from '../envelope/envelope.ts';
import { encodeXtext } from '../envelope/xtext.ts';

/** Inside the angle brackets: atoms, or a local part in quotes where anything printable may stand (RFC 5321 §4.1.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const path = /^(?:"(?:[^"\\\0-\x1f\x7f-\x9f]|\\[^\0-\x1f\x7f-\x9f])*"|[^\s<>"\0-\x1f\x7f-\x9f])*$/;

/** RFC 5321 §4.5.3.1.3 gives a path 256 octets; who has a longer one may find it accepted. */
const LONGEST_PATH = 1024;

export const isPath = (address: Address): boolean => address.length <= LONGEST_PATH && path.test(address);

export interface Parameters {
  /** Octets of the message; null where SIZE is not offered. */
  readonly size: number | null;
  readonly eightBit: boolean;
  readonly smtputf8: boolean;
  /** The server offered DSN (RFC 3461). */
  readonly dsn: boolean;
}

export function mailCommand(sender: Address, { ret, envid }: SenderParameters, offered: Parameters): string {
  let command = `MAIL FROM:<${sender}>`;
  if (offered.size !== null) command += ` SIZE=${offered.size}`;
  if (offered.eightBit) command += ' BODY=8BITMIME';
  if (offered.smtputf8) command += ' SMTPUTF8';
  if (!offered.dsn) return `${command}\r\n`;
  if (ret !== null) command += ret === 'full' ? ' RET=FULL' : ' RET=HDRS';
  if (envid !== null && isParameter(envid)) command += ` ENVID=${envid}`;
  return `${command}\r\n`;
}

/**
 * NOTIFY and ORCPT go on as they came (RFC 3461 §5.2.1), ORCPT is added where it is missing. Where DSN is not offered
 * both are dropped (§5.2.2). That holds for NOTIFY=NEVER too, and the sender stays: a null reverse-path would silence
 * the failures of all other recipients, and a bounce that comes back is matched to the message and told to nobody.
 */
export function rcptCommand(recipient: EnvelopeRecipient, address: Address, offered: Parameters): string {
  const command = `RCPT TO:<${address}>`;
  if (!offered.dsn) return `${command}\r\n`;
  const notify = recipient.notify === null ? '' : ` NOTIFY=${recipient.notify.join(',').toUpperCase()}`;
  return `${command}${notify} ORCPT=${originalRecipient(recipient, offered.smtputf8)}\r\n`;
}

function originalRecipient({ orcpt, address }: EnvelopeRecipient, smtputf8: boolean): string {
  if (orcpt !== null && (isParameter(orcpt) || (smtputf8 && /^[^\s\p{Cc}]+$/u.test(orcpt)))) return orcpt;
  // RFC 6533 §3: one that came with characters beyond ASCII is written without them for a server that does not take those.
  const escaped = orcpt?.replace(/[^ -~]/gu, embedded) ?? '';
  if (/^utf-8;/i.test(escaped) && isParameter(escaped)) return escaped;
  return /^[ -~]*$/.test(address) ? `rfc822;${encodeXtext(address)}` : `utf-8;${utf8Xtext(address)}`;
}

const isParameter = (text: string): boolean => /^[!-~]{1,500}$/.test(text);

/** utf-8-addr-xtext of RFC 6533 §3. */
const utf8Xtext = (text: string): string => text.replace(/[^!-*,-<>-[\]-~]/gu, embedded);

const embedded = (character: string): string =>
  `\\x{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}}`;
