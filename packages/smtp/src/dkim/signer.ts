/**
 * DKIM signatures (RFC 6376, RFC 8463) for the domains in From: only a signature of such a domain or of one above it aligns
 * under DMARC (RFC 7489 §3.1.1), so keys of other domains are not used. Where there are several authors each domain gets
 * its own, for who checks them all (§6.6.1) holds the message to the strictest policy.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { asciiDomain } from '../dns/name.ts';
import { authorDomains } from '../message/authors.ts';
import { fieldsOf, splitEntity } from '../message/entity.ts';
import { longestHeader } from '../message/header.ts';
import { linesOf, withCrlf } from '../message/lines.ts';
import { bodyHash } from './canonical.ts';
import { coveredBy } from './covered.ts';
import { createResign, type Resign } from './resign.ts';
import { type DkimKey, signatureField } from './signature.ts';

export interface SigningKey {
  /** The d= tag. */
  readonly domain: string;
  /** The s= tag: the public key stands at "SELECTOR._domainkey.DOMAIN". */
  readonly selector: string;
  /** PEM, RSA or Ed25519. */
  readonly privateKey: string;
}

export interface SignerOptions {
  readonly keys: readonly SigningKey[];
  /** For the t= tag. */
  readonly now?: () => number;
}

export interface Signer {
  /**
   * Header fields to put in front of the message, CRLF at their end: one for each key of the domains that are nearest to those of
   * its authors. Null when there is no key for them, or there are fields without end of what has to be there once. Rejects only when the
   * cryptography fails, which is a fault of the key.
   */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array | null>;
  /** For a message that is no longer what was signed. */
  readonly resign: Resign;
}

/** A message of so many authors' domains is signed; others are left out. */
const mostDomains = 8;
/** Each field that is covered is named in the signature. */
const mostFields = 200;

/** Throws a TypeError for a key that cannot sign or a domain that is none: settings are read once. */
export function createSigner({ keys, now = Date.now }: SignerOptions): Signer {
  const byDomain = new Map<string, DkimKey[]>();
  for (const key of keys.map(checked)) byDomain.set(key.domain, [...(byDomain.get(key.domain) ?? []), key]);

  async function sign(message: Uint8Array): Promise<Uint8Array | null> {
    // As it will leave.
    const octets = linesOf(message).bare ? withCrlf(message) : message;
    const domains = new Set(authorDomains(octets).flatMap((author) => nearest(byDomain, author) ?? []));
    if (domains.size === 0) return null;
    const { header, body } = splitEntity(Buffer.from(octets.buffer, octets.byteOffset, octets.length));
    if (header.length > longestHeader) return null;
    const covered = coveredBy(fieldsOf(header));
    if (covered.names.length > mostFields) return null;
    const content = { covered, bodyHash: bodyHash(body), at: now() };
    const by = [...domains].slice(0, mostDomains).flatMap((domain) => byDomain.get(domain) ?? []);
    const fields = await Promise.all(by.map((key) => signatureField(key, content)));
    return Buffer.from(fields.join(''), 'latin1');
  }

  const isOurs = (domain: string, selector: string): boolean =>
    byDomain.get(domain)?.some((key) => key.selector.toLowerCase() === selector) ?? false;
  return { sign, resign: createResign({ isOurs, sign }) };
}

/** The domain in A-labels. */
function checked({ domain, selector, privateKey }: SigningKey): DkimKey {
  const ascii = asciiDomain(domain);
  const place = `DKIM key ${selector} of ${domain}`;
  if (ascii === null || asciiDomain(`${selector}._domainkey.${ascii}`) === null) {
    throw new TypeError(`${place}: not a domain name`);
  }
  const key = readKey(privateKey, place);
  const type = key.asymmetricKeyType;
  if (type !== 'rsa' && type !== 'ed25519')
    throw new TypeError(`${place}: ${type} keys cannot sign (RFC 6376, RFC 8463)`);
  return { domain: ascii, selector, key };
}

function readKey(pem: string, place: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new TypeError(`${place}: not a private key in PEM`, { cause });
  }
}

/** The domain itself, or the longest one above it that has a key. */
function nearest(keys: ReadonlyMap<string, unknown>, author: string): string | null {
  let domain: string | null = author;
  while (domain !== null && !keys.has(domain)) {
    const dot = domain.indexOf('.');
    domain = dot < 0 ? null : domain.slice(dot + 1);
  }
  return domain;
}
