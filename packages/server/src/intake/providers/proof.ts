/** What proofs have in common: comparison in constant time, the age of a signed timestamp, credentials of a request. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ProviderRequest, Secrets, Verification } from './provider.ts';

export const proven: Verification = { ok: true };
export const refuse = (why: string): Verification => ({ ok: false, why });

const minute = 60_000;
export const hour = 60 * minute;
/** Standard Webhooks; also how far a clock may go ahead of ours. */
export const usualWindow = 5 * minute;

/** Digests are compared, so that neither content nor length shows in the time taken. */
export function sameSecret(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

const digest = (secret: string | Uint8Array): Uint8Array => createHash('sha256').update(secret).digest();

/** Every one is tried, so that the time taken does not tell which of them fits. */
export function anyOf<T>(candidates: readonly T[], fits: (candidate: T) => boolean): boolean {
  let found = false;
  for (const candidate of candidates) found = fits(candidate) || found;
  return found;
}

/** Whether an instant that the provider signed is near enough; null when it is, else why not. */
export function stale(at: number | null, now: number, window: number = usualWindow): string | null {
  if (at === null) return 'The signed timestamp is missing or no number.';
  if (at > now + usualWindow) return 'The signed timestamp lies in the future: is a clock wrong?';
  if (at < now - window) return `The signature is older than ${spoken(window)}.`;
  return null;
}

const spoken = (window: number): string =>
  window < 2 * hour ? `${Math.round(window / minute)} minutes` : `${Math.round(window / hour)} hours`;

/** Seconds since the epoch in digits, as providers sign them, to milliseconds. */
export function signedSeconds(digits: string | undefined): number | null {
  return digits !== undefined && /^\d{1,12}$/.test(digits) ? Number(digits) * 1000 : null;
}

/**
 * For providers that sign nothing: HTTP Basic (RFC 7617), a bearer token (RFC 6750) or a header field of one's own.
 * Whoever knows the secret can say anything, so the webhook's URL must be https.
 */
export function verifyCredentials(request: ProviderRequest, secrets: Secrets): Verification {
  const { basic = [], tokens = [], headers = [] } = secrets;
  if (basic.length + tokens.length + headers.length === 0)
    return refuse('No credentials are configured for this source: set basic, tokens or headers.');
  const authorization = request.headers['authorization'] ?? '';
  const expected = [
    ...basic.map(({ user, password }) => `basic ${Buffer.from(`${user}:${password}`).toString('base64')}`),
    ...tokens.map((token) => `bearer ${token}`),
  ];
  const given = withSchemeInLowerCase(authorization);
  const known = anyOf(expected, (value) => sameSecret(given, value));
  const ownField = anyOf(
    headers.filter(({ value }) => value !== ''),
    ({ name, value }) => sameSecret(request.headers[name.toLowerCase()] ?? '', value),
  );
  if (known || ownField) return proven;
  return refuse(authorization === '' ? 'The request carries no credentials.' : 'The credentials are wrong.');
}

/** The scheme's name is case-insensitive (RFC 9110 §11.1). */
function withSchemeInLowerCase(authorization: string): string {
  const [scheme = '', ...rest] = authorization.trim().split(' ');
  return `${scheme.toLowerCase()} ${rest.join(' ').trim()}`;
}
