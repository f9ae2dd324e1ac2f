/**
 * The envelope of a message (RFC 5321 §2.3.1) with the parameters of its extensions. Receiver, queue and client speak
 * of messages in these values. A body is a whole message with CRLF line ends and no dot-stuffing.
 */

/** What NOTIFY asks (RFC 3461 §4.1); `never` stands alone. */
export type Notify = 'never' | 'success' | 'failure' | 'delay';

/** An address as in MAIL or RCPT, without its angle brackets; the null reverse-path is ''. */
export type Address = string;

export interface SenderParameters {
  /** RET (RFC 3461 §4.3). */
  readonly ret: 'full' | 'headers' | null;
  /** ENVID (RFC 3461 §4.4), xtext as the client wrote it. */
  readonly envid: string | null;
  /** BODY=8BITMIME was declared (RFC 6152). */
  readonly eightBit: boolean;
  /** SMTPUTF8 was declared (RFC 6531). */
  readonly smtputf8: boolean;
  /** SIZE as declared, in octets (RFC 1870). */
  readonly size: number | null;
}

export interface RecipientParameters {
  /** Null when NOTIFY was not given: failure, and delay as we choose (RFC 3461 §4.1). */
  readonly notify: readonly Notify[] | null;
  /** ORCPT (RFC 3461 §4.2) as the client wrote it: "rfc822;ann+2Blist@example.org". */
  readonly orcpt: string | null;
}

export interface EnvelopeRecipient extends RecipientParameters {
  readonly address: Address;
}

export interface Envelope extends SenderParameters {
  readonly sender: Address;
  readonly recipients: readonly EnvelopeRecipient[];
}

export const noSenderParameters: SenderParameters = {
  ret: null,
  envid: null,
  eightBit: false,
  smtputf8: false,
  size: null,
};

export const noRecipientParameters: RecipientParameters = { notify: null, orcpt: null };
