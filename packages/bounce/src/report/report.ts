/**
 * What a mail reports: the value that `parse` returns and that other programs read as JSON (docs/report.md).
 */
import type { Context, Verdict } from '../classify/verdict.ts';

export type Kind =
  | 'bounce'
  | 'delayed'
  | 'delivered'
  | 'feedback'
  | 'auto_reply'
  | 'challenge'
  | 'disposition'
  | 'other';

/** RFC 3464 §2.3.3. */
export type RecipientAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

export interface RecipientReport {
  readonly recipient: string | null;
  readonly original_recipient: string | null;
  readonly action: RecipientAction;
  /** The true enhanced status: of the reply quoted, else of the Status field; null when neither says one. */
  readonly status: string | null;
  /** The true reply code. */
  readonly code: number | null;
  /** The reply, or the words that stand for it. */
  readonly diagnostic: string | null;
  readonly remote_mta: string | null;
  readonly verdict: Verdict;
}

/** Identifiers of the message that this mail is about. */
export interface OriginalMessage {
  readonly message_id: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly subject: string | null;
  readonly list_id: string | null;
  readonly feedback_id: string | null;
  readonly return_path: string | null;
  /** Original-Envelope-Id (RFC 3464 §2.2.1). */
  readonly envelope_id: string | null;
  readonly date: string | null;
  /** The X- headers asked for by name in the options. */
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 5965 §3, 6591. */
export interface Feedback {
  readonly type: string;
  readonly user_agent: string | null;
  readonly version: string | null;
  readonly source_ip: string | null;
  readonly original_mail_from: string | null;
  /** Null where the reporter redacted it. */
  readonly original_recipient: string | null;
  readonly arrival_date: string | null;
  readonly reported_domain: string | null;
  readonly authentication_results: string | null;
  readonly incidents: number;
  readonly reporting_mta: string | null;
  readonly original_envelope_id: string | null;
  readonly reported_uris: readonly string[];
  /** Only of the type "auth-failure". */
  readonly auth_failure: AuthFailure | null;
}

/** What a receiver's check of SPF, DKIM or DMARC found (RFC 6591 §3). */
export interface AuthFailure {
  /** "dmarc", "spf", "signature", "bodyhash", "revoked", "adsp". */
  readonly failure: string | null;
  /** "delivered", "spam", "policy", "reject", "other". */
  readonly delivery_result: string | null;
  /** "spf", "dkim", "dkim, spf" or "none" (RFC 7489 §7.3.1). */
  readonly identity_alignment: string | null;
  readonly dkim_domain: string | null;
  readonly dkim_identity: string | null;
  readonly dkim_selector: string | null;
  readonly spf_dns: string | null;
}

/** An automatic reply, or a challenge. */
export interface AutoReply {
  /** Day of return, or last day of absence, "2026-12-01", where the text names one. */
  readonly until: string | null;
  /** Address of the stand-in, where the text names one. */
  readonly contact: string | null;
  /** Its evidence counts in the subject, a line feed and the mail's text, taken as one string. */
  readonly verdict: Verdict;
}

/** RFC 8098. */
export interface Disposition {
  /** "displayed", "deleted", "dispatched", "processed"; of RFC 2298 also "denied", "failed". */
  readonly type: string;
  /** RFC 8098 §3.2.6.3: "error", "mailbox-terminated", "expired". */
  readonly modifiers: readonly string[];
  readonly automatic: boolean;
  readonly recipient: string | null;
  readonly original_message_id: string | null;
}

export interface Report {
  readonly kind: Kind;
  /** "rfc3464", or the name of the non-standard format; null for `other`. */
  readonly format: string | null;
  readonly recipients: readonly RecipientReport[];
  readonly message: OriginalMessage;
  readonly feedback: Feedback | null;
  readonly auto_reply: AutoReply | null;
  readonly disposition: Disposition | null;
  /** What was odd or left unread, in words: "part 3: boundary never closed", "more than 100 parts". */
  readonly problems: readonly string[];
}

export interface ParseOptions {
  /** Names of X- headers of the original message to report in `message.headers`. */
  readonly headers?: readonly string[];
  /** Own rules for the verdicts, and the MX or stage for recipients whose report names none. */
  readonly context?: Context | undefined;
}
