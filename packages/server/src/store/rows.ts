/** What the store holds, as the rest of the house sees it. Instants and durations are milliseconds. */
import type { RetryPolicy, Verdict } from '@hearback/bounce';
import type { Address, Notify } from '@hearback/smtp';
import type { AttemptNote } from '../ledger/event.ts';

export interface Labels {
  readonly stream: string;
  readonly list: string | null;
  readonly campaign: string | null;
  readonly tags: readonly string[];
}

export interface StoredMessage extends Labels {
  /** "msg_" and a UUIDv7: ids grow with time. */
  readonly id: string;
  readonly acceptedAt: number;
  readonly sender: Address;
  readonly ret: 'full' | 'headers' | null;
  readonly envid: string | null;
  readonly eightBit: boolean;
  readonly smtputf8: boolean;
  /** Octets of the body. */
  readonly size: number;
  readonly headerMessageId: string | null;
  readonly subject: string | null;
  readonly origin: 'smtp' | 'http' | 'notice';
  /** User or key; null for a trusted network and for our own notices. */
  readonly submitter: string | null;
  /** Notices may go to the sender: who handed the message in is known (no backscatter). */
  readonly notifiable: boolean;
  /** Name of the source (address and EHLO name) that this message leaves from. */
  readonly source: string;
  /** What the message itself says of retrying; null: the stream's policy. */
  readonly retry: Partial<RetryPolicy> | null;
  /** Recipients it was accepted for: a notice about the only one need not wait for others. Absent: 1. */
  readonly recipients?: number;
}

/** Names a queue entry: one recipient of one message. */
export interface EntryKey {
  readonly messageId: string;
  /** Index of the recipient in the envelope, from 0. */
  readonly position: number;
}

export interface NewEntry {
  readonly position: number;
  readonly recipient: Address;
  readonly orcpt: string | null;
  readonly notify: readonly Notify[] | null;
  /** Queue of (site or domain, source, stream) it waits in; see queue/lane-name.ts. */
  readonly lane: string;
  readonly nextAt: number;
  /** When the delay notice is due; absent or null: none is wanted. */
  readonly delayNoticeAt?: number | null;
  /** When the message's own word ends it, whatever its lane does; absent or null: it has none. */
  readonly endsAt?: number | null;
  /** The lane's total of suspensions at acceptance (see QueueEntry); absent: 0. */
  readonly suspendedMark?: number;
}

export interface QueueEntry extends NewEntry, EntryKey {
  /** Held entries are not delivered until released. */
  readonly held: boolean;
  /** Why the service itself holds it; absent when an operator does. */
  readonly heldWhy?: string;
  /**
   * How often in a row a process died, or failed by a fault of its own, while it had the entry in hand; absent: never. The
   * first death counts for all that was leased to the process: what it had in hand is only written down for those.
   */
  readonly crashes?: number;
  readonly attempts: number;
  /** Milliseconds spent in suspended lanes, up to the last settlement ... */
  readonly suspendedFor: number;
  /** ... and the lane's own total then: what the lane was suspended since comes on top. */
  readonly suspendedMark: number;
  readonly history: readonly AttemptNote[];
  /** When the delay notice is due; null when none is wanted or it has been sent. */
  readonly delayNoticeAt: number | null;
}

export interface ClaimedEntry {
  readonly entry: QueueEntry;
  /** The same object for entries of one message within one claim. */
  readonly message: StoredMessage;
}

/** A recipient's fate that its sender is still to be told; composed into one notice per message (delivery/notify.ts). */
export interface NoticeDue extends EntryKey {
  readonly action: 'failed' | 'delayed' | 'relayed' | 'delivered';
  readonly recipient: Address;
  readonly orcpt: string | null;
  readonly dueAt: number;
  readonly verdict: Verdict | null;
  readonly diagnostic: string;
  /** No server said `diagnostic`: the words are ours. */
  readonly ours?: true;
  readonly remoteMta: string | null;
  readonly lastAttempt: number;
  readonly retryUntil: number | null;
}

/** A lane's brakes; lanes without any have no row. */
export interface LaneState {
  readonly lane: string;
  readonly suspendedSince: number | null;
  /** Null while `suspendedSince` is set: until somebody resumes it. */
  readonly suspendedUntil: number | null;
  /** Total of past suspensions, the running one left out. */
  readonly suspendedTotal: number;
  /** Share of the usual rate, 0 to 1; null: full. */
  readonly rateFactor: number | null;
  readonly rateUntil: number | null;
  /** Why, for people; and who: "auto" or an operator. */
  readonly why: string;
  readonly by: string;
}

export interface Dialogue extends EntryKey {
  readonly at: number;
  readonly attempt: number;
  /** The lines, "C: ", "S: " or "-: " each, masked and capped before. */
  readonly text: string;
}
