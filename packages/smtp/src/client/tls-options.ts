/** What a connection must do about TLS. The policy (opportunistic, MTA-STS, DANE, configured) has been decided before. */

export interface TlsaRecord {
  /** RFC 6698 §2.1: 2 is DANE-TA, 3 DANE-EE; the others are unusable for SMTP (RFC 7672 §3.1.3). */
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  readonly data: Uint8Array;
}

export type TlsOptions =
  /** Plain text, even when TLS is offered. */
  | { readonly kind: 'none' }
  /** TLS when offered, certificate not verified. A failed handshake is a failure with `breakdown: 'tls'`; the caller decides to connect anew with `none`. */
  | { readonly kind: 'opportunistic' }
  /** Without TLS that verifies nothing is sent: certificate for `names` by a known authority (MTA-STS enforce, configured). */
  | { readonly kind: 'webpki'; readonly names: readonly string[]; readonly ca?: readonly string[] | undefined }
  /** TLS required, certificate not verified (RFC 7672 §2.2: only unusable TLSA records). */
  | { readonly kind: 'encrypt' }
  /** RFC 7672: certificate must match one of the records. */
  | { readonly kind: 'dane'; readonly records: readonly TlsaRecord[]; readonly names: readonly string[] };
