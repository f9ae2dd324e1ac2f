/**
 * What a log or a bounce mail says of one try to deliver one message to one recipient.
 * Every reader here speaks in these values, for the ledger (intake/logs) and for the report of the command line.
 */
export type Outcome = 'delivered' | 'deferred' | 'failed' | 'expired';

export interface Attempt {
  /** Milliseconds since 1970, null when the line's time cannot be read. */
  readonly at: number | null;
  /** The MTA's id of the message: queue id, envelope id, Message-ID. */
  readonly message: string;
  /** Null: every recipient of the message that still waits (Postfix says an expiry once for all of them). */
  readonly recipient: string | null;
  readonly outcome: Outcome;
  /** Host name of the MX that spoke. */
  readonly mx: string | null;
  /** What it said, or the words the MTA has for it; empty for a delivery. */
  readonly reply: string;
  /** Domain of the envelope sender in lower case; "" for the null sender, null when the log does not show it. */
  readonly sender: string | null;
  /** List, campaign or job, where the log shows one. */
  readonly list: string | null;
}

/**
 * A delivery where it stands in a block of bytes. Most of a log are deliveries, and most of them can be counted
 * without making a string of any part; the reader uses one such value for all.
 */
export interface Delivery {
  at: number | null;
  sender: string | null;
  block: Buffer;
  messageStart: number;
  messageEnd: number;
  recipientStart: number;
  /** Behind the last "@". */
  domainStart: number;
  recipientEnd: number;
  mxStart: number;
  mxEnd: number;
}

/** Deliveries of a message into a domain that a log only counts, and does not say to whom. */
export interface Counted extends Pick<Attempt, 'at' | 'message' | 'mx' | 'sender'> {
  readonly domain: string;
  readonly count: number;
}

export interface Sink {
  attempt(attempt: Attempt): void;
  counted(deliveries: Counted): void;
  /** False when this delivery has a history and must be told as an attempt. All of it is ASCII. */
  delivered(delivery: Delivery): boolean;
  /** A recipient pressed "this is spam". */
  complaint(at: number | null, message?: string, recipient?: string): void;
  /** A delivery inside this host (mailbox, content filter): no receiver's answer, counted and left out. */
  local(): void;
}

/** "B.Example" of "a@B.Example" as "b.example"; "" without one. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = at === -1 ? '' : address.slice(at + 1);
  return domain.endsWith('>') ? domain.slice(0, -1).toLowerCase() : domain.toLowerCase();
}
