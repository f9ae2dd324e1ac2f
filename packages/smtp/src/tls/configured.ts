/** What the operator has set about TLS for a domain or a mail host. It goes before DANE and MTA-STS. */
import type { TlsOptions } from '../client/tls-options.ts';
import { domainPattern } from '../dns/domain-pattern.ts';

/** `webpki`: the certificate must be valid for the host's name by a known authority. */
export type ConfiguredTls = 'none' | 'opportunistic' | 'encrypt' | 'webpki';

export interface TlsRule {
  /** Recipient domains or mail hosts: "example.com", ".example.com", "*". */
  readonly match: readonly string[];
  readonly tls: ConfiguredTls;
  /** Authorities in PEM in the place of the well-known ones, for `webpki`. */
  readonly ca?: readonly string[];
}

export function tlsOf(tls: ConfiguredTls, host: string, ca?: readonly string[]): TlsOptions {
  return tls === 'webpki' ? { kind: tls, names: [host], ...(ca === undefined ? {} : { ca }) } : { kind: tls };
}

/** The first rule that matches the domain or the host; null when none does. */
export function tlsRules(rules: readonly TlsRule[]): (domain: string, host: string) => TlsOptions | null {
  const read = rules.map((rule) => ({ rule, patterns: rule.match.map(domainPattern) }));
  return (domain, host) => {
    const hit = read.find(({ patterns }) => patterns.some((matches) => matches(domain) || matches(host)));
    return hit === undefined ? null : tlsOf(hit.rule.tls, host, hit.rule.ca);
  };
}
