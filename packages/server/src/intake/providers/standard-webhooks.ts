/**
 * Signatures by Standard Webhooks (also Svix): HMAC-SHA256 over id, timestamp and body, each attempt signed anew.
 * A secret is "whsec_" and base64. One request may carry signatures of several secrets, while they are being rotated.
 */
import { createHmac } from 'node:crypto';
import { anyOf, proven, refuse, sameSecret, signedSeconds, stale } from './proof.ts';
import type { ProviderRequest, Secrets, Verification } from './provider.ts';

const mostSignatures = 10;

export function verifyStandardWebhook(
  { headers, rawBody }: ProviderRequest,
  { keys = [], window }: Secrets,
  now: number,
): Verification {
  if (keys.length === 0) return refuse('No signing secret is configured for this source.');
  const field = (name: string): string | undefined => headers[`svix-${name}`] ?? headers[`webhook-${name}`];
  const id = field('id');
  const timestamp = field('timestamp');
  const signatures = field('signature');
  if (id === undefined || timestamp === undefined || signatures === undefined)
    return refuse('The request is not signed: id, timestamp or signature is missing.');
  const late = stale(signedSeconds(timestamp), now, window);
  if (late !== null) return refuse(late);
  const given = signatures
    .split(/[ ,]+(?=v\d+a?,)/)
    .slice(0, mostSignatures)
    .flatMap((signature) => (signature.startsWith('v1,') ? [signature.slice(3).trim()] : []));
  const genuine = anyOf(keys, (key) => {
    const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
    if (secret.length === 0) return false;
    const expected = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(rawBody).digest('base64');
    return anyOf(given, (signature) => sameSecret(signature, expected));
  });
  return genuine ? proven : refuse('The signature is wrong.');
}
