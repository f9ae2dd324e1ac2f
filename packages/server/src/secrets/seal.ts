/**
 * Secrets at rest: AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF-SHA-256 (RFC 5869) from the operator's. What is
 * sealed names the key, so that keys can be changed, and is bound to what it belongs to: put elsewhere it does not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface SealingKey {
  /** Derived from the key; tells nothing about it. */
  readonly id: string;
  readonly secret: Uint8Array;
}

export interface Sealing {
  /** Null: there is no key to seal with. */
  readonly current: SealingKey | null;
  /** By id, the current one among them. */
  readonly all: ReadonlyMap<string, SealingKey>;
}

/** `missing`: the id of the key that is not there. `broken`: changed, or put where it does not belong. */
export type Opened =
  | { readonly kind: 'opened'; readonly text: string }
  | { readonly kind: 'missing'; readonly key: string }
  | { readonly kind: 'broken' };

const prefix = 'sealed1';
const algorithm = 'aes-256-gcm';
const nonceOctets = 12;
const tagOctets = 16;

const derived = (key: Uint8Array, info: string, octets: number): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), info, octets));

const sealingKey = (key: Uint8Array): SealingKey => ({
  id: Buffer.from(derived(key, 'hearback store key id', 6)).toString('hex'),
  secret: derived(key, 'hearback secrets at rest', 32),
});

/** Old keys open what they have sealed. */
export function createSealing(current: Uint8Array | null, old: readonly Uint8Array[] = []): Sealing {
  const first = current === null ? null : sealingKey(current);
  const all = [...(first === null ? [] : [first]), ...old.map(sealingKey)];
  return { current: first, all: new Map(all.map((key) => [key.id, key])) };
}

export const isSealed = (text: string): boolean => text.startsWith(`${prefix}.`);
/** By which key; null for what is not sealed. */
export const sealedBy = (text: string): string | null => (isSealed(text) ? (text.split('.')[1] ?? null) : null);

/** `belongsTo` names the row: "webhook wh_…". */
export function seal({ id, secret }: SealingKey, belongsTo: string, text: string): string {
  const nonce = randomBytes(nonceOctets);
  const cipher = createCipheriv(algorithm, secret, nonce, { authTagLength: tagOctets }).setAAD(Buffer.from(belongsTo));
  const octets = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${prefix}.${id}.${octets.toString('base64url')}`;
}

export function unseal({ all }: Sealing, belongsTo: string, sealed: string): Opened {
  const [, id = '', encoded = ''] = sealed.split('.');
  const key = all.get(id);
  if (key === undefined) return { kind: 'missing', key: id };
  const octets = Buffer.from(encoded, 'base64url');
  if (octets.length < nonceOctets + tagOctets) return { kind: 'broken' };
  const [nonce, body] = [octets.subarray(0, nonceOctets), octets.subarray(nonceOctets, -tagOctets)];
  const decipher = createDecipheriv(algorithm, key.secret, nonce, { authTagLength: tagOctets })
    .setAAD(Buffer.from(belongsTo))
    .setAuthTag(octets.subarray(-tagOctets));
  try {
    return { kind: 'opened', text: decipher.update(body, undefined, 'utf8') + decipher.final('utf8') };
  } catch {
    // Node says in words what the tag says: it is not what was sealed here.
    return { kind: 'broken' };
  }
}
