/** Signatures by Standard Webhooks: HMAC-SHA256 over id, timestamp and body, one for each secret that still counts. */
import { createHmac, randomBytes } from 'node:crypto';
import type { WebhookSecret } from '../store/store.ts';

/** Octets of a secret: the specification allows 24 to 64. */
const [shortest, usual, longest] = [24, 32, 64];

export const newSecret = (): string => `whsec_${randomBytes(usual).toString('base64')}`;

export function isSecret(text: string): boolean {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const octets = encoded === undefined ? 0 : Buffer.from(encoded, 'base64').length;
  return octets >= shortest && octets <= longest;
}

/** The header field: all signatures, the current secret's first. `at` is in milliseconds, what is signed in seconds. */
export function sign(id: string, at: number, body: string, secrets: readonly WebhookSecret[]): string {
  return secrets
    .filter(({ until }) => until === null || until > at)
    .map(({ secret }) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key)
        .update(`${id}.${seconds(at)}.${body}`)
        .digest('base64')}`;
    })
    .join(' ');
}

export const seconds = (at: number): string => String(Math.floor(at / 1000));

/** A new current secret; the one before signs beside it until then. */
export function rotated(secrets: readonly WebhookSecret[], secret: string, until: number): readonly WebhookSecret[] {
  const before = secrets.find((each) => each.until === null);
  return [{ secret, until: null }, ...(before === undefined ? [] : [{ secret: before.secret, until }])];
}
