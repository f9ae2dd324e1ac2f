/**
 * What a notice is about, and what comes of it. Instants are milliseconds since the epoch; every text may be a
 * stranger's and needs no cleaning first.
 */
import type { Verdict } from '../classify/verdict.ts';
import type { RecipientAction } from '../report/report.ts';
import type { NoticeWords } from './words.ts';

export interface NoticeRecipient {
  readonly recipient: string;
  /** ORCPT as the client gave it, in xtext: "rfc822;ann+2Blist@example.org". */
  readonly originalRecipient?: string | undefined;
  readonly action: RecipientAction;
  readonly verdict: Verdict | null;
  /** The reply of the remote server, or our own words when it never spoke. */
  readonly diagnostic?: string | undefined;
  /** `diagnostic` is in our own words; by default where no `remoteMta` is given. */
  readonly ours?: boolean | undefined;
  readonly remoteMta?: string | undefined;
  readonly lastAttempt?: number | undefined;
  /** For `delayed`. */
  readonly retryUntil?: number | undefined;
}

export interface NoticeOriginal {
  /** The message as it was accepted. */
  readonly content: Uint8Array | string;
  readonly messageId?: string | undefined;
  readonly subject?: string | undefined;
  /** ENVID as the client gave it, in xtext. */
  readonly envelopeId?: string | undefined;
  readonly arrivedAt?: number | undefined;
  /** The message came with SMTPUTF8. */
  readonly smtputf8?: boolean | undefined;
}

export interface NoticeInput {
  /** Host name of this server. */
  readonly reportingMta: string;
  /** Address of From; a real mailbox of this server's operator, such as mailer-daemon@. */
  readonly from: string;
  /** Envelope sender of the message. */
  readonly to: string;
  readonly now: number;
  readonly recipients: readonly NoticeRecipient[];
  readonly original: NoticeOriginal;
  /** RET (RFC 3461 §4.3); counts for a failure only, other notices return headers. Default "headers". */
  readonly ret?: 'full' | 'headers' | undefined;
  /** The way to the sender takes 8BITMIME. Default false. */
  readonly eightBit?: boolean | undefined;
  /** Most octets of the message to return. Default 50,000. */
  readonly returnLimit?: number | undefined;
  readonly words?: NoticeWords | undefined;
}

export interface Notice {
  readonly bytes: Uint8Array;
  /** Send it with BODY=8BITMIME. */
  readonly eightBit: boolean;
  /** Send it with SMTPUTF8: an address in its header is not ASCII. */
  readonly smtputf8: boolean;
}
