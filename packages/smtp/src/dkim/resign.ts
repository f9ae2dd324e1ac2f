/**
 * The signatures on a message that had to be changed after it was signed. Ours are taken out (a signer may remove what it
 * knows to be its own) and made anew; another's stay where they are, and are named: a signature that does not hold counts
 * as none (RFC 6376 §6.1), and who removes it hides what happened (§4.2).
 */
import { asciiDomain } from '../dns/name.ts';
import { fieldsOf, fieldValue, isNamed, splitEntity } from '../message/entity.ts';
import { printable } from '../message/printable.ts';

export interface Resigned {
  /** The very message that was given where nothing of it was ours. */
  readonly octets: Uint8Array;
  readonly ours: boolean;
  /** Signatures of others, as `signersOf` names them. */
  readonly broken: readonly string[];
}

export type Resign = (changed: Uint8Array) => Promise<Resigned>;

interface ResignDeps {
  /** A key of ours: the d= and s= tags, in lower case. */
  readonly isOurs: (domain: string, selector: string) => boolean;
  readonly sign: (message: Uint8Array) => Promise<Uint8Array | null>;
}

/** Of a message so many are named. */
const most = 50;

export function createResign({ isOurs, sign }: ResignDeps): Resign {
  const isOwn = (field: string): boolean => {
    const signature = signatureIn(field);
    return signature !== null && signature.kind === 'dkim' && isOurs(signature.domain, signature.selector);
  };
  return async (changed) => {
    const { header, body } = splitEntity(bufferOf(changed));
    const fields = fieldsOf(header);
    const first = fields.findIndex(isOwn);
    if (first < 0) return { octets: changed, ours: false, broken: named(fields) };
    const kept = fields.filter((field) => !isOwn(field));
    const unsigned = Buffer.concat([Buffer.from(`${kept.join('')}\r\n`, 'latin1'), body]);
    const signature = await sign(unsigned);
    // Where the first one stood: behind the trace field that was put before it.
    const place = Buffer.byteLength(kept.slice(0, first).join(''), 'latin1');
    const pieces = [unsigned.subarray(0, place), signature ?? new Uint8Array(), unsigned.subarray(place)];
    return { octets: Buffer.concat(pieces), ours: signature !== null, broken: named(kept) };
  };
}

/** "example.com (selector s1)" for each signature over the message. */
export const signersOf = (message: Uint8Array): readonly string[] =>
  named(fieldsOf(splitEntity(bufferOf(message)).header));

const named = (fields: readonly string[]): readonly string[] =>
  fields
    .flatMap((field) => signatureIn(field) ?? [])
    .slice(0, most)
    .map(({ domain, selector }) => `${printable(domain)} (selector ${printable(selector)})`);

interface Signature {
  readonly kind: 'dkim' | 'arc';
  readonly domain: string;
  readonly selector: string;
}

/** ARC seals the message the same way (RFC 8617 §4.1.2). */
function signatureIn(field: string): Signature | null {
  const kind = isNamed(field, 'dkim-signature') ? 'dkim' : isNamed(field, 'arc-message-signature') ? 'arc' : null;
  if (kind === null) return null;
  const value = fieldValue(field);
  const domain = tag(value, 'd');
  return { kind, domain: asciiDomain(domain) ?? domain, selector: tag(value, 's').toLowerCase() };
}

/** RFC 6376 §3.2; the first of that name counts. */
const tag = (value: string, name: string): string =>
  new RegExp(`(?:^|;)[ \\t]*${name}[ \\t]*=[ \\t]*([^;]*)`).exec(value)?.[1]?.trim().slice(0, 255) ?? '';

const bufferOf = (octets: Uint8Array): Buffer => Buffer.from(octets.buffer, octets.byteOffset, octets.length);
