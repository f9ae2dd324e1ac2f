/** Whose certificate it is (RFC 6125): names stand in subjectAltName only, and a wildcard for one whole label. */
import type { X509Certificate } from 'node:crypto';

export const isFor = (leaf: X509Certificate, names: readonly string[]): boolean =>
  names.some((name) => leaf.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined);
