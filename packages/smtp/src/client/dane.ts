/**
 * DANE for SMTP (RFC 7672): a certificate chain against TLSA records. DANE-EE(3) binds the server's key alone, names and
 * dates do not count (§3.1.1). DANE-TA(2) names an authority that the server sends along; below it the chain must hold,
 * be in date, and be for one of the names (§3.1.2). Other usages, selectors and matching types are unusable (§3.1.3).
 */
import { createHash, type X509Certificate } from 'node:crypto';
import { isUsable } from '../tls/dane.ts';
import { isFor } from './certificate-names.ts';
import type { TlsaRecord } from './tls-options.ts';

/** Null when the chain, the server's own certificate first, matches a record; else why it does not. */
export function objectionByTlsa(
  chain: readonly X509Certificate[],
  records: readonly TlsaRecord[],
  names: readonly string[],
  now: number,
): string | null {
  const usable = records.filter(isUsable);
  if (usable.length === 0) return 'no usable TLSA record';
  const [leaf] = chain;
  if (leaf === undefined) return 'the server sent none';
  if (usable.some((record) => record.usage === 3 && isRecordOf(leaf, record))) return null;
  const authorities = usable.filter((record) => record.usage === 2);
  const anchor = chain.findIndex((certificate) => authorities.some((record) => isRecordOf(certificate, record)));
  if (anchor < 0) return 'matches none of the TLSA records';
  return brokenLink(chain.slice(0, anchor + 1), now) ?? (isFor(leaf, names) ? null : `not for ${names.join(' or ')}`);
}

function isRecordOf(certificate: X509Certificate, { selector, matchingType, data }: TlsaRecord): boolean {
  const selected = selector === 0 ? certificate.raw : certificate.publicKey.export({ type: 'spki', format: 'der' });
  if (matchingType === 0) return selected.equals(data);
  return createHash(matchingType === 1 ? 'sha256' : 'sha512')
    .update(selected)
    .digest()
    .equals(data);
}

/** Each certificate must be in date and issued by the next; the last one, the anchor, is trusted as it stands. */
function brokenLink(chain: readonly X509Certificate[], now: number): string | null {
  for (const [at, certificate] of chain.entries()) {
    if (now < Date.parse(certificate.validFrom)) return 'not valid yet';
    if (now > Date.parse(certificate.validTo)) return 'expired';
    const issuer = chain[at + 1];
    if (issuer === undefined) continue;
    if (!issuer.ca) return 'issued by a certificate that is no authority';
    if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return 'chain is broken';
  }
  return null;
}
