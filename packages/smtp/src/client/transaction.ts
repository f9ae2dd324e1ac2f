/**
 * One message over one connection, and what became of each of its recipients. Nothing here throws for what a server
 * says or does: a refused connection, a broken reply and a time-out are outcomes like a 550.
 */
import type { Stage } from '@hearback/bounce';
import type { Resign } from '../dkim/resign.ts';
import type { Address, EnvelopeRecipient, SenderParameters } from '../envelope/envelope.ts';

export interface SmtpReply {
  readonly code: number;
  /** Enhanced status of the first line, "5.1.1"; null without one. */
  readonly status: string | null;
  /** The whole reply as lines joined by LF, code included, control characters kept out; at most 64 KB. */
  readonly text: string;
}

/** Why there is no reply where one was due. */
export type Breakdown =
  | 'refused' // connection refused or unreachable
  | 'timeout'
  | 'reset' // the connection broke or was closed
  | 'protocol' // what came is no SMTP reply, or breaks a limit
  | 'tls' // handshake failed or the policy is not met
  | 'unsupported' // the server lacks an extension that the message needs: SMTPUTF8, 8BITMIME, SIZE, REQUIRETLS
  | 'local'; // we stopped: shutting down, or the address is not allowed

export interface Failure {
  readonly kind: 'failed';
  readonly stage: Stage;
  /** Null when the server never answered; then `breakdown` says why. */
  readonly reply: SmtpReply | null;
  readonly breakdown: Breakdown | null;
  /**
   * What to read as the reply: the reply itself, or our own words as one in the form of a reply, such as
   * "421 4.4.2 Timed out after 300 s waiting for the reply to RCPT" (RFC 3463 status; the code is the seed's own where it has one).
   */
  readonly text: string;
  /** Another address or MX of the same domain may well answer otherwise (RFC 5321 §5.1): connect, EHLO, TLS and 421 failures. */
  readonly elsewhere: boolean;
}

export type RecipientOutcome =
  /** The server took the message for this recipient: its reply to the final dot. `dsn`: NOTIFY was passed on. */
  | { readonly kind: 'delivered'; readonly reply: SmtpReply; readonly dsn: boolean }
  | Failure
  /** The final dot was sent and its reply never came: the message may have been delivered (RFC 1047). */
  | { readonly kind: 'ambiguous'; readonly breakdown: Breakdown; readonly text: string };

export interface OutgoingMessage extends SenderParameters {
  readonly sender: Address;
  readonly recipients: readonly EnvelopeRecipient[];
  /** CRLF line ends, dots not stuffed. */
  readonly body: Uint8Array;
  /** Signs the body anew where it has to be converted for the server; a rejection is a fault of the key, and `send` rejects with it. */
  readonly resign?: Resign | undefined;
}

export interface TransactionResult {
  /** One per recipient, in the order given. */
  readonly outcomes: readonly RecipientOutcome[];
  /** The connection may carry another message. */
  readonly reusable: boolean;
  /** Milliseconds from MAIL to the last reply. */
  readonly duration: number;
}
