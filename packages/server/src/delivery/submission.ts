/** A message that somebody hands in, by SMTP or HTTP, after the question whether they may. */
import type { RetryPolicy } from '@hearback/bounce';
import type { Client, Envelope } from '@hearback/smtp';
import type { Labels } from '../store/rows.ts';

export interface Submission {
  readonly envelope: Envelope;
  /** CRLF line ends; no trace field of ours yet. */
  readonly body: Uint8Array;
  readonly origin: 'smtp' | 'http';
  readonly submitter: string | null;
  /** Notices may be sent to the envelope sender: the submitter is authenticated or local (research: no backscatter). */
  readonly notifiable: boolean;
  /** Whoever hands it in may send as us: it is signed, and what its fields X-Hearback-… ask is done. Not so what a stranger writes to our postmaster. */
  readonly ours: boolean;
  /** For the Received field; null for HTTP. */
  readonly client: Client | null;
  /** What the submitter set; header fields X-Hearback-Stream, -List, -Campaign, -Tags, -Retry... stand in for what is null here and are removed. */
  readonly labels: Partial<Labels>;
  readonly retry: Partial<RetryPolicy> | null;
  readonly idempotency: { readonly key: string; readonly fingerprint: string } | null;
}

export type Accepted =
  | { readonly kind: 'accepted'; readonly id: string; readonly suppressed: readonly string[] }
  /** The same Idempotency-Key has been used for the same content: this is its message. */
  | { readonly kind: 'repeated'; readonly id: string }
  /** The same Idempotency-Key has been used for other content; nothing was taken. */
  | { readonly kind: 'mismatched' }
  /** In the form of a reply: "550 5.7.1 ...", "452 4.3.1 ...". */
  | { readonly kind: 'refused'; readonly code: number; readonly status: string; readonly text: string };

/** Why mail of our own reaches none of those it is for, for people; null: it is on its way. */
export function whyUnsent(accepted: Accepted, to: readonly string[]): string | null {
  if (accepted.kind === 'refused') return accepted.text;
  if (accepted.kind !== 'accepted' || accepted.suppressed.length < to.length) return null;
  return `${to.join(', ')} ${to.length === 1 ? 'is' : 'are'} on the suppression list`;
}

export type Accept = (submission: Submission) => Promise<Accepted>;

/** The listening side fills this; null: may be mailed. */
export type SuppressionCheck = (
  addresses: readonly string[],
  context: { readonly sender: string; readonly stream: string; readonly list: string | null },
) => Promise<readonly ({ readonly reason: string; readonly why: string } | null)[]>;
