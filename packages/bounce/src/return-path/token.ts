/**
 * Signed return path (VERP with a signature): the envelope sender of one message to one recipient, so that a bounce
 * names both without a look-up and nobody else can make one up. Layout and reasons: docs/decisions/0003-return-path-token.md.
 *
 *     b+ k dddmmmmmmmmmmmmmmmmmmmmmmmmmmrrrrrrrrsssssssssssssssssss @bounces.example.com
 *        │ └ base32 of 35 octets: day (2), message UUID (16), keyed hash of the recipient (5), signature (12)
 *        └ key id, one base32 character
 *
 * Instants are milliseconds since the epoch. `sign` throws a RangeError on what only a programmer can get wrong;
 * `verify` takes what strangers send and never throws.
 */
import { fromBase32, toBase32 } from './base32.ts';
import { type Hmac, hmacSha256 } from './sha256.ts';

export interface ReturnPathKey {
  /** 0 to 31; stands in every address signed with this key. */
  readonly id: number;
  /** 16 octets at least, better 32, from a random source. */
  readonly secret: Uint8Array;
}

/** The first key signs, all verify. To rotate, put the new key in front and drop the old one after `maxAgeDays`. */
export type ReturnPathKeys = readonly [ReturnPathKey, ...ReturnPathKey[]];

export interface ReturnPathOptions {
  /** What stands before the token; 7 octets at most. Default "b+". */
  readonly prefix?: string;
  /** Days after signing on which an address is still accepted. Default 30. */
  readonly maxAgeDays?: number;
}

export interface Mailing {
  /** UUID of the message, with or without the prefix "msg_". */
  readonly message: string;
  readonly recipient: string;
  /** Domain that takes the bounces; part of the signature. */
  readonly domain: string;
  readonly now: number;
}

export type Verification =
  | {
      readonly ok: true;
      /** "msg_" and the UUID in lower case. */
      readonly message: string;
      /** Whether the address was signed for this recipient; case does not matter. */
      readonly isFor: (recipient: string) => boolean;
      /** UTC day of signing, as its first instant. */
      readonly signedAt: number;
      readonly key: number;
    }
  | { readonly ok: false; readonly why: 'malformed' | 'unknown_key' | 'bad_signature' | 'expired' | 'from_the_future' };

const day = 86_400_000;
const sizes = { body: 23, signature: 12, recipient: 5 } as const;
const tokenLength = 1 + ((sizes.body + sizes.signature) * 8) / 5;
const localPartLimit = 64; // RFC 5321 §4.5.3.1.1

/**
 * The envelope sender that names the message and its recipient. Throws a RangeError for a key, a prefix, a message id or an
 * instant of the wrong shape.
 */
function sign(mailing: Mailing, keys: ReturnPathKeys, options: ReturnPathOptions = {}): string {
  const [key] = keys;
  const prefix = options.prefix ?? 'b+';
  const message = uuidOctets(mailing.message);
  const signedOn = Math.floor(mailing.now / day);
  if (message === null) throw new RangeError(`not a UUID: ${mailing.message}`);
  if (key.secret.length < 16) throw new RangeError('a return path key needs 16 octets or more');
  if (!(key.id >= 0 && key.id < 32) || !Number.isInteger(key.id)) throw new RangeError('key id must be 0 to 31');
  if (!(signedOn >= 0 && signedOn <= 0xffff)) throw new RangeError('now is no instant between 1970 and 2149');
  if (utf8(prefix).length + tokenLength > localPartLimit) throw new RangeError('prefix is longer than 7 octets');

  const body = new Uint8Array(sizes.body);
  new DataView(body.buffer).setUint16(0, signedOn);
  body.set(message, 2);
  body.set(recipientHash(mailing.recipient, key), 18);
  const token = new Uint8Array(sizes.body + sizes.signature);
  token.set(body);
  token.set(signature(body, mailing.domain, key), sizes.body);
  return `${prefix}${keyCharacter(key)}${toBase32(token)}@${mailing.domain}`;
}

/** Whether this was signed here, and for whom. Takes what strangers send and never throws. */
function verify(address: string, keys: ReturnPathKeys, now: number, options: ReturnPathOptions = {}): Verification {
  const prefix = options.prefix ?? 'b+';
  const at = prefix.length + tokenLength;
  // Length first: an oversized address costs nothing more.
  if (address.length > at + 256 || address[at] !== '@') return { ok: false, why: 'malformed' };
  if (address.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return { ok: false, why: 'malformed' };
  const token = fromBase32(address.slice(prefix.length + 1, at));
  if (token === null || token.length !== sizes.body + sizes.signature) return { ok: false, why: 'malformed' };
  const mark = address.charAt(prefix.length);
  const key = keys.find((candidate) => [keyCharacter(candidate), keyCharacter(candidate).toUpperCase()].includes(mark));
  if (key === undefined) return { ok: false, why: 'unknown_key' };

  const body = token.subarray(0, sizes.body);
  const expected = signature(body, address.slice(at + 1), key);
  if (!sameOctets(token.subarray(sizes.body), expected)) return { ok: false, why: 'bad_signature' };

  // Only now does a date say anything: before the signature was checked it was a stranger's claim.
  const signedOn = new DataView(body.buffer, body.byteOffset).getUint16(0);
  const today = Math.floor(now / day);
  const most = options.maxAgeDays ?? 30;
  if (!(today - signedOn <= most)) return { ok: false, why: 'expired' };
  // Ours it is: a clock that was ahead when it signed, and is right by now, has mail under way that bounces.
  if (signedOn > today + Math.max(1, most)) return { ok: false, why: 'from_the_future' };
  const recipient = body.slice(18);
  return {
    ok: true,
    message: uuidText(body.subarray(2, 18)),
    isFor: (candidate) => sameOctets(recipient, recipientHash(candidate, key)),
    signedAt: signedOn * day,
    key: key.id,
  };
}

/**
 * Signed envelope senders (VERP).
 *
 *     const keys = [{ id: 1, secret: new Uint8Array(32).fill(7) }] as const;
 *     const message = 'msg_0193b5a0-0000-7000-8000-000000000001';
 *     const address = returnPath.sign({ message, recipient: 'jo@example.org', domain: 'bounces.example.com', now: 0 }, keys);
 *     returnPath.verify(address, keys, 0).ok; // true
 */
export const returnPath = { sign, verify } as const;

// Two uses of one key must never be taken for one another: each message to the HMAC begins with its use.
const signature = (body: Uint8Array, domain: string, key: ReturnPathKey): Uint8Array => {
  const use = utf8(`return path of ${domain.toLowerCase()}\0`);
  const message = new Uint8Array(use.length + body.length);
  message.set(use);
  message.set(body, use.length);
  return keyed(key)(message).subarray(0, sizes.signature);
};

const recipientHash = (recipient: string, key: ReturnPathKey): Uint8Array =>
  keyed(key)(utf8(`recipient\0${recipient.toLowerCase()}`)).subarray(0, sizes.recipient);

const hmacs = new WeakMap<Uint8Array, Hmac>();

/** Few keys sign and verify everything. */
function keyed({ secret }: ReturnPathKey): Hmac {
  let hmac = hmacs.get(secret);
  if (hmac === undefined) {
    hmac = hmacSha256(secret);
    hmacs.set(secret, hmac);
  }
  return hmac;
}

/** Takes the same time wherever the first difference is. */
function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);

const keyCharacter = (key: ReturnPathKey): string => toBase32(Uint8Array.of(key.id << 3)).charAt(0);

function uuidOctets(message: string): Uint8Array | null {
  const hex = (message.startsWith('msg_') ? message.slice(4) : message).replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(hex)) return null;
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}

const hexadecimal = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

function uuidText(octets: Uint8Array): string {
  let text = 'msg_';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hexadecimal[octets[i] ?? 0];
  }
  return text;
}
