/**
 * The TLS policy of a mail host, in this order: what is set, DANE, MTA-STS, TLS when offered. A policy that cannot be
 * met makes the host unusable for now; it never makes the policy weaker.
 */
import type { Resolver } from '../dns/resolver.ts';
import { type TlsRule, tlsRules } from './configured.ts';
import { findDane } from './dane.ts';
import type { KeptPolicy, MtaSts } from './mta-sts.ts';
import { type HostPolicy, opportunistic, type PolicyHost, type TlsPolicies } from './policy.ts';
import { permits } from './sts-policy.ts';

export interface TlsPolicyOptions {
  readonly resolver: Resolver;
  readonly rules?: readonly TlsRule[];
  /** Default true; without effect unless the resolver's answers are secure. */
  readonly dane?: boolean;
  /** Left out or null: no MTA-STS. */
  readonly mtaSts?: MtaSts | null;
  /** Authorities in PEM in the place of the well-known ones, for hosts under MTA-STS. */
  readonly ca?: readonly string[];
}

export function createTlsPolicies(options: TlsPolicyOptions): TlsPolicies {
  const { resolver, dane = true, mtaSts = null, ca } = options;
  const configured = tlsRules(options.rules ?? []);

  async function policyFor(domain: string, host: PolicyHost, sts: () => Promise<KeptPolicy | null>) {
    const set = configured(domain, host.host);
    if (set !== null) return { ...opportunistic, tls: set };
    const finding = dane ? await findDane(resolver, domain, host) : { kind: 'none' as const };
    if (finding.kind === 'failed') return { kind: 'unusable' as const, why: finding.why };
    const byDane: HostPolicy | null =
      finding.kind === 'policy' ? { kind: 'tls', tls: finding.tls, expiresAt: finding.expiresAt, notes: [] } : null;
    // RFC 8461 §2: MTA-STS has no say where DANE verifies.
    if (byDane !== null && byDane.tls.kind === 'dane') return byDane;
    return underSts(host.host, await sts(), byDane ?? opportunistic);
  }

  /** `otherwise`: what holds without a policy to enforce. */
  function underSts(host: string, kept: KeptPolicy | null, otherwise: HostPolicy): HostPolicy {
    if (kept === null || kept.policy.mode === 'none') return otherwise;
    const permitted = permits(kept.policy, host);
    const complaint = `the MTA-STS policy does not list ${host}`;
    if (kept.policy.mode === 'testing') {
      const noted = otherwise.kind === 'tls' && !permitted;
      return noted ? { ...otherwise, notes: [...otherwise.notes, `${complaint} (testing)`] } : otherwise;
    }
    if (!permitted) return { kind: 'unusable', why: complaint };
    const tls = { kind: 'webpki' as const, names: [host], ...(ca === undefined ? {} : { ca }) };
    return { kind: 'tls', tls, expiresAt: kept.expiresAt, notes: [] };
  }

  return {
    async forDomain(domain) {
      let found: Promise<KeptPolicy | null> | undefined;
      const sts = (): Promise<KeptPolicy | null> => {
        found ??= mtaSts === null || domain.startsWith('[') ? Promise.resolve(null) : mtaSts.policyOf(domain);
        return found;
      };
      return (host) => policyFor(domain, host, sts);
    },
  };
}
