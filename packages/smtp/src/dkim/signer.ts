/**
 * DKIM signatures (RFC 6376, RFC 8463) for the domain in From: only a signature of that domain or of one above it aligns
 * under DMARC (RFC 7489 §3.1.1), so keys of other domains are not used.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { asciiDomain } from '../dns/name.ts';
import { createResign, type Resign } from './resign.ts';

export interface SigningKey {
  /** The d= tag. */
  readonly domain: string;
  /** The s= tag: the public key stands at "SELECTOR._domainkey.DOMAIN". */
  readonly selector: string;
  /** PEM, RSA or Ed25519. */
  readonly privateKey: string;
  /** Fields to sign where they are present; a good list otherwise. From is always among them. */
  readonly headers?: readonly string[];
}

export interface SignerOptions {
  readonly keys: readonly SigningKey[];
  /** For the t= tag. */
  readonly now?: () => number;
}

export interface Signer {
  /**
   * Header fields to put in front of the message, CRLF at their end: one for each key of the domain that is nearest to
   * `fromDomain`. Null when there is no key for it, or the message has no header section to sign.
   * Rejects only when the cryptography fails, which is a fault of the key.
   */
  readonly sign: (body: Uint8Array, fromDomain: string) => Promise<Uint8Array | null>;
  /** For a message that is no longer what was signed. */
  readonly resign: Resign;
}

/** RFC 6376 §5.4.1, and what RFC 8058 §4 wants covered. Fields that servers on the way change are not among them. */
const usualHeaders = [
  ...['From', 'Sender', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'Cc', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding', 'Content-Disposition', 'Auto-Submitted'],
  ...['List-Id', 'List-Help', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Subscribe', 'List-Post', 'List-Owner'],
  ...['List-Archive', 'Feedback-ID'],
];

/** What the library takes; its own types say otherwise (its list of fields is a string with colons). */
type Sign = (
  input: Buffer,
  options: {
    readonly headerList: string;
    readonly signTime: number;
    readonly canonicalization: string;
    readonly signatureData: { signingDomain: string; selector: string; privateKey: string }[];
  },
) => Promise<{ readonly signatures: string; readonly errors: readonly { readonly err?: Error }[] }>;

let library: Promise<Sign> | undefined;

/** Loaded at the first signature: it brings much that nobody needs who does not sign. */
function signing(): Promise<Sign> {
  library ??= import('mailauth/lib/dkim/sign.js').then(({ dkimSign }) => dkimSign as unknown as Sign);
  return library;
}

/** Throws a TypeError for a key that cannot sign or a domain that is none: settings are read once. */
export function createSigner({ keys, now = Date.now }: SignerOptions): Signer {
  const byDomain = new Map<string, SigningKey[]>();
  for (const key of keys) {
    const domain = checked(key);
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), key]);
  }

  async function sign(body: Uint8Array, fromDomain: string): Promise<Uint8Array | null> {
    const domain = nearest(byDomain, fromDomain);
    if (domain === null) return null;
    const message = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const signWith = await signing();
    const fields: string[] = [];
    for (const [headerList, group] of byHeaders(byDomain.get(domain) ?? [])) {
      const { signatures, errors } = await signWith(message, {
        headerList,
        signTime: now(),
        canonicalization: 'relaxed/relaxed',
        signatureData: group.map(({ selector, privateKey }) => ({ signingDomain: domain, selector, privateKey })),
      });
      const [failure] = errors;
      if (failure !== undefined) throw new Error(`DKIM signature for ${domain} failed`, { cause: failure.err });
      if (signatures.trim() !== '') fields.push(signatures);
    }
    return fields.length === 0 ? null : Buffer.from(fields.join(''));
  }

  const isOurs = (domain: string, selector: string): boolean =>
    byDomain.get(domain)?.some((key) => key.selector.toLowerCase() === selector) ?? false;
  return { sign, resign: createResign({ isOurs, sign }) };
}

/** The domain in A-labels. */
function checked({ domain, selector, privateKey }: SigningKey): string {
  const ascii = asciiDomain(domain);
  const place = `DKIM key ${selector} of ${domain}`;
  if (ascii === null || asciiDomain(`${selector}._domainkey.${ascii}`) === null) {
    throw new TypeError(`${place}: not a domain name`);
  }
  const type = readKey(privateKey, place).asymmetricKeyType;
  if (type !== 'rsa' && type !== 'ed25519')
    throw new TypeError(`${place}: ${type} keys cannot sign (RFC 6376, RFC 8463)`);
  return ascii;
}

function readKey(pem: string, place: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new TypeError(`${place}: not a private key in PEM`, { cause });
  }
}

/** The domain itself, or the longest one above it that has a key. */
function nearest(keys: ReadonlyMap<string, unknown>, fromDomain: string): string | null {
  let domain = asciiDomain(fromDomain);
  while (domain !== null && !keys.has(domain)) {
    const dot = domain.indexOf('.');
    domain = dot < 0 ? null : domain.slice(dot + 1);
  }
  return domain;
}

/** Keys with the same fields sign in one pass. */
function byHeaders(keys: readonly SigningKey[]): Map<string, SigningKey[]> {
  const groups = new Map<string, SigningKey[]>();
  for (const key of keys) {
    const names = key.headers === undefined ? usualHeaders : ['From', ...key.headers];
    const list = [...new Set(names.map((name) => name.trim()))].join(':');
    groups.set(list, [...(groups.get(list) ?? []), key]);
  }
  return groups;
}
