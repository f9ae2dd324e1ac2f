/** Where the router asks which TLS policy holds for a mail host of a domain. */
import type { TlsOptions } from '../client/tls-options.ts';

/** A mail host as the look-ups left it. */
export interface PolicyHost {
  readonly host: string;
  /** The end of the host's CNAME chain. */
  readonly canonical: string;
  readonly port: number;
  /** MX and addresses were validated by DNSSEC: only then DANE holds (RFC 7672 §2.2). */
  readonly secure: boolean;
}

export type HostPolicy =
  | {
      readonly kind: 'tls';
      readonly tls: TlsOptions;
      readonly expiresAt: number;
      readonly notes: readonly string[];
    }
  /** The host must not be used now; nothing less than its policy will do. `why` is for people. */
  | { readonly kind: 'unusable'; readonly why: string };

/** All that a domain's hosts have in common is looked up once, in `forDomain`. */
export interface TlsPolicies {
  readonly forDomain: (domain: string) => Promise<(host: PolicyHost) => Promise<HostPolicy>>;
}

/** TLS when it is offered: what holds where nothing was published or set. */
export const opportunistic: HostPolicy = {
  kind: 'tls',
  tls: { kind: 'opportunistic' },
  expiresAt: Number.POSITIVE_INFINITY,
  notes: [],
};
