/** One DKIM-Signature field (RFC 6376 §3.5, RFC 8463): its tags, folded, and the signature over them and the covered fields. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { relaxedField } from './canonical.ts';
import type { Covered } from './covered.ts';

export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** RSA or Ed25519. */
  readonly key: KeyObject;
}

/** What all signatures of a message have in common. */
export interface Content {
  readonly covered: Covered;
  readonly bodyHash: string;
  /** Milliseconds. */
  readonly at: number;
}

/** With CRLF at its end. Rejects only when the cryptography fails, which is a fault of the key. */
export async function signatureField({ domain, selector, key }: DkimKey, content: Content): Promise<string> {
  const { covered, bodyHash, at } = content;
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ed25519';
  const unsigned = [
    `DKIM-Signature: v=1; a=${algorithm}-sha256; c=relaxed/relaxed;`,
    `d=${domain}; s=${selector};`,
    `t=${Math.floor(at / 1000)}; bh=${bodyHash};`,
    ...lines(`h=${covered.names.join(':')};`, /.{1,74}[:;]/g),
    'b=',
  ].join('\r\n ');
  const octets = Buffer.from([...covered.fields, unsigned].map(relaxedField).join('\r\n'), 'latin1');
  const signature = await signed(octets, algorithm, key);
  return `${unsigned}${lines(signature.toString('base64'), /.{1,74}/g).join('\r\n ')}\r\n`;
}

const signing = promisify(sign);

/** In a thread of its own: RSA takes a millisecond. */
const signed = (octets: Buffer, algorithm: 'rsa' | 'ed25519', key: KeyObject): Promise<Buffer> =>
  algorithm === 'rsa'
    ? signing('sha256', octets, key)
    : signing(null, createHash('sha256').update(octets).digest(), key);

const lines = (text: string, line: RegExp): readonly string[] => text.match(line) ?? [];
