/**
 * The listening half of the store's port: who is not mailed, what became of each message, what came in. It is written by
 * `commit` alone (Unit, in store.ts); this is how it is read.
 */
import type { Reason } from '@hearback/bounce';
import type { Counts, Dimension } from '../ledger/contributions.ts';
import type { LedgerEvent, SuppressionScope } from '../ledger/event.ts';
import type { StoredMessage } from './rows.ts';

/**
 * What a unit was decided on. It is refused as `stale` when that has changed, also when the event was deleted (an address that is
 * erased is not written down again): look again, decide again.
 */
export interface AddressLook {
  /** Hash of the address (ledger/address-key.ts). */
  readonly recipient: number;
  /** `seq` of its newest event that was seen, 0 for none; null: it was expected to have no suppression, not even a released one. */
  readonly seen: number | null;
}

export interface SuppressionKey {
  /** SHA-256 of the address, hexadecimal. */
  readonly key: string;
  readonly scope: SuppressionScope;
  /** Stream, list or sender; empty for `global`. */
  readonly value: string;
}

export interface SuppressionEntry extends SuppressionKey {
  /** Null where only its hash is known. */
  readonly address: string | null;
  readonly state: 'provisional' | 'confirmed' | 'released';
  readonly reason: Reason;
  /** Id of the event that brought it into this state. */
  readonly cause: string | null;
  readonly rule: string | null;
  readonly template: string | null;
  readonly incident: string | null;
  readonly who: string | null;
  readonly why: string;
  readonly since: number;
  /** From then on the entry holds no mail back; null: it does not expire. */
  readonly expires_at: number | null;
  /** Instants of the soft bounces that it takes; absent where one event is enough. */
  readonly restsOn?: readonly number[];
}

export interface SuppressionWrite extends SuppressionKey {
  readonly recipient: number;
  /** Null: there should never have been an entry. */
  readonly entry: SuppressionEntry | null;
  readonly change: SuppressionChanged;
}

/** Append-only: how an entry became what it is. */
export interface SuppressionChanged {
  readonly at: number;
  /** Id of the event decided on; it need not be the entry's cause. */
  readonly event: string;
  readonly who: string | null;
  readonly from: SuppressionEntry['state'] | null;
  readonly to: SuppressionEntry['state'] | null;
  readonly why: string;
}

export interface RollUp {
  readonly key: string;
  readonly at: number;
  readonly counts: Counts;
}

export interface Recorded {
  /** Grows with the order of recording. */
  readonly seq: number;
  readonly event: LedgerEvent;
}

export interface SuppressionFilter {
  readonly state?: SuppressionEntry['state'] | undefined;
  readonly scope?: SuppressionScope | undefined;
  readonly reason?: Reason | undefined;
  /** Of the address, as its A-label in lower case. */
  readonly domain?: string | undefined;
}

export interface ListeningReads {
  /** Events by the hash of their address, those recorded last first, before `before` (a `seq`) where it is given. */
  readonly eventsAbout: (recipient: number, before: number | null, limit: number) => Promise<readonly Recorded[]>;
  /** Every entry of these addresses (hashes), also released and expired ones. */
  readonly suppressionsAbout: (recipients: readonly number[]) => Promise<readonly SuppressionEntry[]>;
  /** Those of the addresses (hashes) that have an entry, also a released or expired one: one question about many of which few have. */
  readonly listedAmong: (recipients: readonly number[]) => Promise<ReadonlySet<number>>;
  /** Those of the addresses (hashes) that an event is about: as with `listedAmong`, one question about many. */
  readonly heardAmong: (recipients: readonly number[]) => Promise<ReadonlySet<number>>;
  /** The latest first. */
  readonly suppressions: (
    filter: SuppressionFilter,
    after: string | null,
    limit: number,
  ) => Promise<{ readonly data: readonly SuppressionEntry[]; readonly next: string | null }>;
  readonly suppressionChanges: (
    recipient: number,
    limit: number,
  ) => Promise<readonly (SuppressionKey & SuppressionChanged)[]>;
  /**
   * Whether this is a message of ours to this address: it waits in the queue, or something became of it. So from its acceptance
   * on, before any attempt is recorded, as long as its effects are kept.
   */
  readonly isOurs: (messageId: string, address: string) => Promise<boolean>;
  /** Messages that were handed in with this Message-ID (without angle brackets), the latest first. */
  readonly messagesNamed: (headerMessageId: string, limit: number) => Promise<readonly StoredMessage[]>;
  /** Which of the Message-IDs, with angle brackets or without, messages of ours bear: one question about many of which few are ours. */
  readonly namesKnown: (headerMessageIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Of `from` up to and without `to`. Key null: all keys. */
  readonly rollUps: (asked: {
    readonly grain: 'hourly' | 'daily';
    readonly dimension: Dimension;
    readonly key: string | null;
    readonly from: number;
    readonly to: number;
  }) => Promise<readonly RollUp[]>;
  /** The mail that an event was read from, while it is kept. */
  readonly raw: (eventId: string) => Promise<Uint8Array | null>;
}

export interface ListeningWrites {
  /** Deletes up to `limit` raw mails older than given, and effects of messages older than that; tells how many. */
  readonly sweepHeard: (
    before: { readonly now: number; readonly raws: number; readonly effects: number },
    limit: number,
  ) => Promise<number>;
}
