/** DANE for SMTP (RFC 7672): what the TLSA records of a mail host ask of the connection. */
import type { TlsaRecord, TlsOptions } from '../client/tls-options.ts';
import type { Resolver } from '../dns/resolver.ts';
import type { PolicyHost } from './policy.ts';

export type DaneFinding =
  /** Nothing published, or nothing that DNSSEC vouches for. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'policy';
      readonly tls: Extract<TlsOptions, { kind: 'dane' | 'encrypt' }>;
      readonly expiresAt: number;
    }
  /** The records are out of sight: the host must not be used (RFC 7672 §2.1.2), as this may be an attack. */
  | { readonly kind: 'failed'; readonly why: string };

export async function findDane(resolver: Resolver, domain: string, host: PolicyHost): Promise<DaneFinding> {
  if (!host.secure) return { kind: 'none' };
  // RFC 7672 §2.2.3: at the end of the alias first, then at the name that the MX gives.
  for (const base of new Set([host.canonical, host.host])) {
    const answer = await resolver.tlsa(`_${host.port}._tcp.${base}`);
    if (answer.kind === 'unanswered') {
      return { kind: 'failed', why: `DANE: the TLSA lookup for ${base} failed: ${answer.why}` };
    }
    if (answer.kind !== 'found' || !answer.secure) continue;
    const records = answer.records.filter(isUsable);
    // Names count below an authority alone (§3.1.1): without them one connection serves all domains of the host.
    const names = records.some(({ usage }) => usage === 2) ? [...new Set([base, host.host, domain])] : [base];
    const { expiresAt } = answer;
    // RFC 7672 §2.2: records that we cannot use still say that there is TLS.
    if (records.length === 0) return { kind: 'policy', tls: { kind: 'encrypt' }, expiresAt };
    return { kind: 'policy', tls: { kind: 'dane', records, names }, expiresAt };
  }
  return { kind: 'none' };
}

/** Octets of a digest by matching type (RFC 6698 §2.1.3); 0 compares whole certificates or keys. */
const digestLengths: Readonly<Record<number, number>> = { 1: 32, 2: 64 };

/** RFC 7672 §3.1.3: the usages 0 and 1 have no meaning here. */
export function isUsable({ usage, selector, matchingType, data }: TlsaRecord): boolean {
  if (usage !== 2 && usage !== 3) return false;
  if (selector !== 0 && selector !== 1) return false;
  return matchingType === 0 ? data.length > 0 : data.length === digestLengths[matchingType];
}
