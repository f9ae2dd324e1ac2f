/**
 * A receiver's manner, as data: how it greets, what it offers, what it answers. The texts are ours, in the manner of what
 * each provider documents or is known to say.
 *
 * A reply is written "550 5.1.1 first line\nsecond line". In braces stands what the receiver fills in:
 * {recipient} {domain} {sender} {sender_domain} {ip} {host} {id} {seconds}.
 */
import type { Reason, Stage } from '@hearback/bounce';

/** Reasons that are never an SMTP reply: they come by mail. */
export const mailedReasons = [
  'message_expired',
  'out_of_office',
  'auto_acknowledgement',
  'challenge_response',
  'departed',
  'complaint',
] as const satisfies readonly Reason[];

type MailedReason = (typeof mailedReasons)[number];
export type RepliedReason = Exclude<Reason, MailedReason>;
export type Replies = Readonly<Record<RepliedReason, string>>;

/** What EHLO offers. STARTTLS is added by the world where the domain can be had over TLS. */
interface Extensions {
  /** SIZE in octets (RFC 1870); a larger message is refused. */
  readonly size: number;
  readonly pipelining: boolean;
  readonly smtputf8: boolean;
  readonly dsn: boolean;
}

/** How much a client may send. Beyond it the receiver answers `rate_limited`. */
export interface RateLimit {
  /** MAIL commands in one connection; the next is answered and the connection closed. */
  readonly perConnection: number;
  /** Messages of one client address within `windowMs` of the world's time. */
  readonly perWindow: number;
  readonly windowMs: number;
}

export interface Personality {
  /** "google": also the name of its file. */
  readonly id: string;
  readonly name: string;
  /** As `providerOf` of `@hearback/bounce` names the owner of its MX hosts; null for a company's own server. */
  readonly provider: string | null;
  /** Domains whose mail it takes, "gmail.sim". */
  readonly domains: readonly string[];
  /** MX hosts by preference, under names of the real provider: what a reply means depends on who speaks. */
  readonly mx: readonly string[];
  /** Behind "220 ". */
  readonly greeting: string;
  /** Behind the host name in the first line of the answer to EHLO. */
  readonly hello: string;
  readonly extensions: Extensions;
  /** Behind "250 ", for a message that was taken. */
  readonly accepted: string;
  /** Form of an id, see `Chance.word`. */
  readonly idForm: string;
  readonly rateLimit: RateLimit;
  /** Replies in its own words; for other reasons it speaks as `plain` does. */
  readonly replies: Partial<Replies>;
  /** Where it says so, when not at the usual stage. */
  readonly stages?: Partial<Readonly<Record<RepliedReason, Stage>>>;
  /** The manner of the notices that it mails. */
  readonly dialect: string;
}
