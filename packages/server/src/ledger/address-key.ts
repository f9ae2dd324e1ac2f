/**
 * When two spellings are one address: the domain is compared as its A-label and without a final dot, the local part without
 * quotes that it does not need (RFC 5321 §4.1.2), with composed letters (RFC 6532 §3.1) and without regard to case (RFC 5321
 * §2.4 lets hosts tell cases apart; none that matters does, and mail to a dead address must not go on for a capital letter).
 * The key is the SHA-256 of that spelling, so that lists of hashes can be compared with it.
 */
import { hash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { parseMailbox } from '@hearback/smtp';

/** In lower case. */
export const domainPart = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

export interface AddressKey {
  /** SHA-256, hexadecimal. */
  readonly key: string;
  /** The first 53 bits of it: fits a number, and an index. */
  readonly recipient: number;
}

export function normalAddress(address: string): string {
  const lower = address.toLowerCase();
  if (isAscii(lower) && !lower.startsWith('"') && !lower.endsWith('.')) return lower;
  const bare = lower.normalize('NFC').replace(/\.$/, '');
  const at = bare.lastIndexOf('@');
  if (at === -1) return bare;
  const { localPart, domain } = parseMailbox(bare) ?? { localPart: bare.slice(0, at), domain: bare.slice(at + 1) };
  // A domain that IDNA refuses is compared as it stands.
  return `${localPart}@${domainToASCII(domain) || domain}`;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** The later half of them at least: more than the events of a batch or two. */
const remembered = 8192;
let late = new Map<string, AddressKey>();
let early = new Map<string, AddressKey>();

/** Asked several times for each event, one soon after the other. */
export function addressKey(address: string): AddressKey {
  const known = late.get(address);
  if (known !== undefined) return known;
  const made = early.get(address) ?? freshAddressKey(address);
  if (late.size === remembered / 2) [early, late] = [late, new Map()];
  late.set(address, made);
  return made;
}

/** Of one of very many, none of which is asked for again soon: they would only drive out what is. */
export const freshAddressKey = (address: string): AddressKey =>
  keyOfLower(hash('sha256', normalAddress(address), 'hex'));

/** Of the hash itself; any case. */
export const keyOf = (sha256: string): AddressKey => keyOfLower(sha256.toLowerCase());

const keyOfLower = (key: string): AddressKey => ({ key, recipient: hashOf(key) });

/** Digit by digit, for `parseInt` would want the digits as texts of their own. */
function hashOf(key: string): number {
  let high = 0;
  for (let index = 0; index < 7; index++) high = 16 * high + digit(key, index);
  let low = 0;
  for (let index = 7; index < 13; index++) low = 16 * low + digit(key, index);
  return 2 * (2 ** 24 * high + low) + (digit(key, 13) >>> 3);
}

/** Of 0 to 9 and a to f. */
function digit(key: string, index: number): number {
  const code = key.charCodeAt(index);
  return (code & 15) + 9 * (code >>> 6);
}
