/**
 * Names to records. An answer is a value: that a name does not exist and that nobody answered are different things, and
 * delivery treats them differently (RFC 5321 §5.1).
 */

export type DnsAnswer<T> =
  /** `secure`: a validating resolver said so (AD bit, RFC 4035 §3.2.3). `expiresAt`: when the cache forgets it. */
  | {
      readonly kind: 'found';
      readonly records: readonly T[];
      readonly secure: boolean;
      readonly expiresAt: number;
      /** The name at the end of the CNAME chain; left out when the name asked for was no alias. */
      readonly canonical?: string;
    }
  /** The name exists, records of this type do not. */
  | { readonly kind: 'no_data'; readonly secure: boolean }
  | { readonly kind: 'no_name'; readonly secure: boolean }
  /** SERVFAIL, REFUSED, time-out, nonsense: try again later. */
  | { readonly kind: 'unanswered'; readonly why: string };

export interface MxRecord {
  readonly preference: number;
  /** Lower case, no final dot; '' for the null MX (RFC 7505). */
  readonly exchange: string;
}

export interface TlsaAnswer {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: Uint8Array;
}

export interface LookupOptions {
  /** Ask anew, at another server first where there are several, whatever is remembered. */
  readonly fresh?: boolean;
}

export interface Resolver {
  readonly mx: (domain: string, options?: LookupOptions) => Promise<DnsAnswer<MxRecord>>;
  readonly a: (host: string, options?: LookupOptions) => Promise<DnsAnswer<string>>;
  readonly aaaa: (host: string, options?: LookupOptions) => Promise<DnsAnswer<string>>;
  readonly txt: (name: string, options?: LookupOptions) => Promise<DnsAnswer<string>>;
  readonly tlsa: (name: string, options?: LookupOptions) => Promise<DnsAnswer<TlsaAnswer>>;
  readonly ptr: (address: string, options?: LookupOptions) => Promise<DnsAnswer<string>>;
}
