/**
 * What every provider's file exports: who may speak (verify) and what was said (read). Both are total: whatever arrives
 * is answered by a value. Headers, bodies and keys never appear in an answer.
 */
import type { Heard } from '../../ledger/observation.ts';

export interface ProviderRequest {
  /** Names in lower case; of a repeated field, all values joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body exactly as it came: signatures are over its octets. */
  readonly rawBody: Uint8Array;
  readonly url: string;
}

/** What is configured for one source; each provider uses what its module names. Lists, so that secrets can be rotated. */
export interface Secrets {
  /** HMAC keys (Mailgun, Resend) or public keys (SendGrid). */
  readonly keys?: readonly string[] | undefined;
  readonly basic?: readonly BasicCredentials[] | undefined;
  /** Values of "Authorization: Bearer". */
  readonly tokens?: readonly string[] | undefined;
  /** Header fields of one's own choice, where the provider sends such. */
  readonly headers?: readonly { readonly name: string; readonly value: string }[] | undefined;
  /** ARNs of the SNS topics that may speak. */
  readonly topics?: readonly string[] | undefined;
  /** How old a signed timestamp may be, in milliseconds; the provider's own figure unless given. */
  readonly window?: number | undefined;
}

export interface BasicCredentials {
  readonly user: string;
  readonly password: string;
}

export type Verification =
  | { readonly ok: true }
  /** 503: the proof could not be fetched just now, so the provider is to come again. Absent: 401. */
  | { readonly ok: false; readonly why: string; readonly status?: Refused['status'] };

export interface Refused {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 503;
  /** A sentence for the log and for whoever sets the webhook up. */
  readonly why: string;
}

export interface ReadContext {
  /** Name of the configured source: part of every event's id. */
  readonly sourceName: string;
  readonly now: number;
}

export interface Provider {
  /** As in `POST /v1/ingest/providers/{name}` and in the names of rules. */
  readonly name: string;
  readonly verify: (request: ProviderRequest, secrets: Secrets, now: number) => Verification | Promise<Verification>;
  readonly read: (rawBody: Uint8Array, context: ReadContext) => Heard;
  /** Only where a proven request asks something of us; null when this one does not. */
  readonly answer?: (request: ProviderRequest, now: number) => Promise<Heard | Refused | null>;
}
