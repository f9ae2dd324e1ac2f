/**
 * What a source reports, before anybody asked what it is about: the one value that every intake ends in
 * (intake/<source>.ts), and that `record` takes. Instants are milliseconds since the epoch.
 */
import type { Stage, Verdict } from '@hearback/bounce';
import type { Labels } from '../store/rows.ts';
import type { EventReply, EventType, LedgerEvent } from './event.ts';

/** Whatever names the message or the recipient; correlation takes them in this order (ledger/correlate.ts). */
export interface Identifiers {
  /** Local part and domain of the address that the report came to: a signed return path, perhaps. */
  readonly returnPath?: string | undefined;
  /** Ours: "msg_" and a UUIDv7. */
  readonly messageId?: string | undefined;
  /** Message-ID of the original message, without angle brackets. */
  readonly headerMessageId?: string | undefined;
  /** Original-Envelope-Id. */
  readonly envid?: string | undefined;
  readonly feedbackId?: string | undefined;
  /** Value of the configured X-header. */
  readonly custom?: string | undefined;
  /** The queue or message id of a foreign server or provider; unique within the source. */
  readonly remote?: string | undefined;
}

export interface Observation {
  readonly source: LedgerEvent['source'];
  /** Name of the configured source: "imap:bounces", "ses", "postfix:/var/log/mail.log". */
  readonly sourceName: string;
  /** Unique and stable within the source; the event's id is derived from it (contracts: "Events"). */
  readonly key: string;
  readonly at: number;
  readonly type: EventType;
  readonly recipient: string | null;
  readonly originalRecipient: string | null;
  readonly identifiers: Identifiers;
  readonly labels: Partial<Labels>;
  /** Envelope sender, where the source knows it. */
  readonly sender: string | null;
  readonly reply: EventReply | null;
  readonly stage: Stage | null;
  /** By the library, from the raw reply; null where none is due (delivered, accepted). */
  readonly verdict: Verdict | null;
  readonly mx: LedgerEvent['mx'];
  readonly sourceIp: string | null;
  /** The source itself has proven who it is (signature, own session, local file). Others are recorded as untrusted and have no effect. */
  readonly authentic: boolean;
  /** The mail as it came, kept beside the event for as long as the retention says. */
  readonly raw?: Uint8Array;
}

/** What an intake makes of one item: observations, or why there are none. Nothing is lost: what is not understood goes to the tray. */
export type Heard =
  | {
      readonly kind: 'heard';
      readonly observations: readonly Observation[];
      /** Items of a batch that were not understood, a sentence each; the batch goes to the tray as well. */
      readonly problems?: readonly string[];
    }
  /** Understood, and nothing to record: a subscription notice, an open, a click. */
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'not_understood'; readonly why: string };
