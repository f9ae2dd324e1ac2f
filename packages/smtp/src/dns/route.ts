/** Where mail for a domain goes: the outcome of RFC 5321 §5.1, before any connection is made. */
import type { Endpoint } from '../client/connection.ts';
import type { TlsOptions } from '../client/tls-options.ts';

export interface MxHost {
  readonly host: string;
  readonly preference: number;
  /** In the order to try; IPv6 and IPv4 mixed as RFC 5321 §5.2 leaves us free to. */
  readonly endpoints: readonly Endpoint[];
  /** The policy for this host: DANE is per MX host, MTA-STS and configuration per domain. */
  readonly tls: TlsOptions;
  /** For a smart host that wants a login. */
  readonly auth?: { readonly user: string; readonly password: string };
}

export type Route =
  | {
      readonly kind: 'hosts';
      /** Best preference first, equals shuffled anew for each delivery by `ordered`; hosts without an address are left out. */
      readonly hosts: readonly MxHost[];
      /** Names the set of MX hosts, so that domains with the same hosts share a lane: "aspmx.l.google.com alt1... " shortened to the common provider name. */
      readonly site: string;
      readonly expiresAt: number;
      /** What was odd on the way, for people: an MX that is an alias, a host that was left out and why. */
      readonly notes?: readonly string[];
    }
  /** No mail can ever go there: "556 5.1.10 Null MX", "512 5.1.2 Domain not found" ... in the form of a reply. */
  | { readonly kind: 'refused'; readonly text: string }
  /** Not now: "451 4.4.3 ..." in the form of a reply. */
  | { readonly kind: 'unanswered'; readonly text: string };
