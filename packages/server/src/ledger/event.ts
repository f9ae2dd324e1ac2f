/**
 * What happened, one value per happening (contracts: "Events"). Append-only; field names are those of the JSON that other
 * programs read. Instants are milliseconds since the epoch here and RFC 3339 on the wire.
 */
import type { Reason, Stage, Verdict } from '@hearback/bounce';

export const eventTypes = [
  'accepted',
  'delivered',
  'deferred',
  'bounced',
  'expired',
  'cancelled',
  'delayed_notice',
  'bounce_received',
  'feedback_received',
  'auto_reply_received',
  'suppressed_send',
  'address_suppressed',
  'address_released',
  'incident_opened',
  'incident_closed',
  'health_changed',
  'reclassified',
  'incident_released',
  'quarantined',
] as const;
export type EventType = (typeof eventTypes)[number];

export interface EventReply {
  readonly code: number | null;
  readonly status: string | null;
  readonly text: string;
}

/** One attempt in short, as the final event lists them all. */
export interface AttemptNote {
  readonly at: number;
  readonly reason: Reason;
  readonly code: number | null;
  readonly status: string | null;
  readonly host: string | null;
  /** First 200 characters of the reply. */
  readonly text: string;
  /** No server said it: the words are ours. */
  readonly ours?: true;
}

export interface LedgerEvent {
  /** "evt_" and a UUIDv7, or what the source makes unique (contracts: "Events"). */
  readonly id: string;
  readonly at: number;
  readonly type: EventType;
  readonly message_id: string | null;
  readonly recipient: string | null;
  readonly original_recipient: string | null;
  readonly sender: string | null;
  readonly stream: string | null;
  readonly list: string | null;
  readonly campaign: string | null;
  readonly tags: readonly string[];
  /** Number of the attempt, from 1; null for what is no attempt. */
  readonly attempt: number | null;
  readonly mx: { readonly host: string; readonly address: string } | null;
  readonly source_ip: string | null;
  /** Protocol and cipher: "TLSv1.3 TLS_AES_256_GCM_SHA384"; null in plain text. */
  readonly tls: string | null;
  readonly stage: Stage | null;
  readonly reply: EventReply | null;
  readonly verdict: Verdict | null;
  readonly source:
    | 'smtp_session'
    | 'submission'
    | 'queue'
    | 'operator'
    | 'bounce_mail'
    | 'imap'
    | 'log'
    | 'webhook'
    | 'api';
  readonly trusted: boolean;
  readonly duration_ms: number | null;
  readonly incident_id: string | null;
  /** The reply to the final dot never came: the message may have arrived (RFC 1047). */
  readonly ambiguous: boolean;
  /** On `deferred`: when it is tried again. */
  readonly next_attempt_at: number | null;
  /** On `expired` and `bounced`: every attempt, and the reason that most of them gave (the latest among equals). */
  readonly attempts: readonly AttemptNote[] | null;
  readonly dominant_reason: Reason | null;
  /** Name of the configured source, where the event came from outside: "imap:bounces". */
  readonly source_name?: string;
  /** A message that is not ours, by source name and the id it has there: all its events are about one outcome. */
  readonly foreign_message?: string;
  /** By what the message was found. */
  readonly correlated_by?: Correlation;
  /** On `address_suppressed` and `address_released`. */
  readonly suppression?: SuppressionTold;
  /** On `reclassified`, whose verdict is the one that counts from now on; null where it takes a correction back. */
  readonly reclassification?: Reclassification;
  readonly incident?: IncidentTold;
  /** On `health_changed`. */
  readonly health?: HealthTold;
}

/** The rate that a list (hard bounces) or a sending domain (soft ones) is judged by is in another state: health/rates.ts. */
export interface HealthTold {
  readonly dimension: 'list' | 'sender_domain';
  readonly key: string;
  readonly rate: 'hard' | 'soft';
  readonly from: 'ok' | 'watch' | 'breached';
  readonly to: 'ok' | 'watch' | 'breached';
  /** 0 to 1, over the last day, of `n` recipients of messages. */
  readonly value: number;
  readonly n: number;
  readonly threshold: number;
}

/**
 * On `incident_opened`, `incident_closed` and `incident_released`. Every one of them names what the incident is about, so that
 * an incident is the set of its events (ledger/incident.ts).
 */
export interface IncidentTold {
  readonly kind: 'receiver' | 'sender';
  readonly reason: Reason;
  /** Of `receiver`: whose replies, and which. `sender`: where most of the replies came from; null for several. */
  readonly provider: string | null;
  readonly template: string | null;
  /** Of `sender`: the address that mail left from. */
  readonly source_ip: string | null;
  /** The first instant that it covers. */
  readonly from: number;
  /** `incident_closed`: the first one it does not cover any more. */
  readonly until: number | null;
  /** `incident_released`: the part of its addresses, 0 to 1. */
  readonly share: number | null;
  /** A person; null: by itself. */
  readonly who: string | null;
  /** `incident_opened`: what it was opened on. */
  readonly figures: IncidentFigures | null;
}

export interface IncidentFigures {
  /** Different ones, and attempts, within the buckets that were looked at. */
  readonly recipients: number;
  readonly attempts: number;
  /** Each 0 to 1. */
  readonly rate: number;
  readonly baseline: number;
  /** Part of a sample of the recipients that had a delivery lately; null where it does not matter. */
  readonly recently_delivered_share: number | null;
}

/** What names the message an event is about, the surest first. */
export type Correlation =
  | 'return_path'
  | 'message_id'
  | 'header_message_id'
  | 'envelope_id'
  | 'feedback_id'
  | 'header'
  | 'recipient_and_time';

/** A correction: what another event's verdict should have been. The corrected event itself stays as it was recorded. */
export interface Reclassification {
  /** Id of the event that it is about. */
  readonly event: string;
  /** Id of the `reclassified` event that this one takes back; null: it corrects. */
  readonly undoes: string | null;
  /** Of all that were corrected together; null: this one alone, by hand. */
  readonly run: string | null;
  /** Version of the rules that said so; null for a person's own word. */
  readonly rules: string | null;
  readonly who: string;
  readonly why: string;
}

/** `global` holds for all mail; the others for mail of one stream, list or sender, which `value` names. */
export const suppressionScopes = ['global', 'stream', 'list', 'sender'] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

export interface SuppressionTold {
  readonly scope: SuppressionScope;
  /** Empty for `global`. */
  readonly value: string;
  readonly reason: Reason;
  /** A person, an import, an incident's roll-back; null when the events themselves decided. */
  readonly who: string | null;
  readonly why: string;
  readonly expires_at: number | null;
  /** SHA-256 of the address, hexadecimal, where an import did not tell the address itself. */
  readonly address_sha256?: string;
}
