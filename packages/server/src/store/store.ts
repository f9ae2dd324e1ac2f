/**
 * The store's port: what is accepted, what waits, what happened. Adapters: sqlite/ (one process) and postgres/ (many);
 * one suite, store.contract.ts, holds both. Everything that changes goes through `commit`, so that an event and the
 * change it tells stand or fall together.
 *
 * A process that delivers holds a session. Entries are leased to it: no other session gets them while it is alive, and
 * once it counts as dead its commits about them are refused (fencing): the session id is the fencing token.
 */
import type { Effect } from '../ledger/effect.ts';
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import type { Refound } from '../ledger/failure.ts';
import type { AlertingReads, AlertingWrites } from './alerting.ts';
import type { DutyWrites } from './duties.ts';
import type { ErasureReads, ErasureWrites } from './erasure.ts';
import type { HealthReads, HealthWrites } from './health.ts';
import type { IncidentAddress, IncidentReads } from './incidents.ts';
import type { AddressLook, ListeningReads, ListeningWrites, SuppressionWrite } from './listening.ts';
import type { MessageReads } from './messages.ts';
import type { News } from './news.ts';
import type { PublishingReads, PublishingWrites } from './publishing.ts';
import type { RecallReads, RecallWrites } from './recalls.ts';
import type {
  ClaimedEntry,
  Dialogue,
  EntryKey,
  LaneState,
  NewEntry,
  NoticeDue,
  QueueEntry,
  StoredMessage,
} from './rows.ts';
import type { RulesReads, RulesWrites } from './rules.ts';
import type { SourceReads, SourceWrites } from './sources.ts';
import type { StoreError } from './store-error.ts';
import type { VisitReads, VisitWrites } from './visits.ts';

export interface Acceptance {
  readonly message: StoredMessage;
  /** Not kept where there is no entry that needs it. */
  readonly body: Uint8Array;
  readonly entries: readonly NewEntry[];
  /** Lease the entries to the session of the commit at once: they are delivered from memory. */
  readonly leased: boolean;
  /** Refuse the unit as `duplicate` when this key was used before; forgotten after a day. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string } | undefined;
}

export type Settlement =
  /** Delivered, bounced, expired or cancelled: the entry is gone; the body too, when nothing needs it any more. */
  | (EntryKey & { readonly kind: 'done' })
  /** Waits for its next attempt; the lease ends. */
  | (EntryKey & {
      readonly kind: 'retry';
      readonly lane: string;
      readonly nextAt: number;
      readonly attempts: number;
      readonly suspendedFor: number;
      readonly suspendedMark: number;
      /** Appended to the history; null when this was no attempt. */
      readonly note: QueueEntry['history'][number] | null;
      readonly delayNoticeAt: number | null;
      /** What is left of its suspicion: an attempt that ended leaves none. */
      readonly crashes: number;
    })
  /** It is being tried and has crashes on record: should the process die now, that is one more. Stays leased. */
  | (EntryKey & { readonly kind: 'in_hand' })
  /** Not tried again before an operator lets it go; the lease ends. What is released then has `crashes` on record. `why` null: an operator wants it so. */
  | (EntryKey & { readonly kind: 'hold'; readonly why: string | null; readonly crashes: number })
  /** Given back unchanged but for its lane: shutting down, lane full or suspended, or routed elsewhere. */
  | (EntryKey & { readonly kind: 'release'; readonly lane: string });

/** One that is not known any more (`retention.effects`) stays so. */
export interface Recount {
  /** As `outcomeMessage` names it (ledger/subject.ts). */
  readonly message: string;
  readonly recipient: number;
  readonly effect: Effect;
}

/** Applied whole or not at all. */
export interface Unit {
  readonly accept?: Acceptance | undefined;
  /** Each must still be leased to the session, else the whole unit is refused. */
  readonly settle?: readonly Settlement[] | undefined;
  readonly notices?: readonly NoticeDue[] | undefined;
  /** Notices that this unit composes: removed. The unit is refused as `lease_lost` when one is gone already. One that is among `notices` too is put off. */
  readonly noticed?: readonly (EntryKey & { readonly action: NoticeDue['action'] })[] | undefined;
  readonly dialogues?: readonly Dialogue[] | undefined;
  /** Their effects and counts follow from them (ledger/effect.ts), in the same transaction. */
  readonly events: readonly LedgerEvent[];
  /** Outcomes that a correction among the events has changed: what they come to now, in the place of what was joined. */
  readonly recounts?: readonly Recount[] | undefined;
  /** What the unit was decided on. */
  readonly looks?: readonly AddressLook[] | undefined;
  readonly suppressions?: readonly SuppressionWrite[] | undefined;
  /** As they are from now on; of this unit or recorded before. */
  readonly incidentAddresses?: readonly IncidentAddress[] | undefined;
  /** Bounces, of this unit or recorded before, that an incident takes out of the hard rate (ledger/effect.ts: `excused`). */
  readonly excused?: readonly LedgerEvent[] | undefined;
  /** Failures, of this unit or recorded before, that are found under something else from now on. */
  readonly refound?: readonly Refound[] | undefined;
  /** Mails as they came, by the event that was read from them. */
  readonly raws?: readonly { readonly event: string; readonly at: number; readonly octets: Uint8Array }[] | undefined;
}

/**
 * - `lease_lost`: an entry to settle is not this session's (any more), what is accepted was to be leased to a session that is
 *   dead, a notice of `noticed` is gone already, or a `delayed` NoticeDue is about an entry that is gone or has had its delay
 *   notice.
 * - `duplicate`: the idempotency key or one of the events has been recorded before.
 * - `stale`: what one of `looks` rests on has changed.
 */
export type Committed = 'committed' | 'lease_lost' | 'duplicate' | 'stale';

export interface ClaimOptions {
  readonly now: number;
  /** Most entries in all, and per lane. */
  readonly limit: number;
  readonly perLane: number;
  /** Lanes that can take nothing at present; suspended ones are left out anyway. */
  readonly except: readonly string[];
}

/** Selects waiting entries for an operator; an empty selection is all. */
export interface Selection {
  readonly messageId?: string | undefined;
  /** In any case. */
  readonly recipient?: string | undefined;
  /** Of the recipient, in any case. */
  readonly domain?: string | undefined;
  /** A whole lane, or its site alone. */
  readonly lane?: string | undefined;
  readonly stream?: string | undefined;
  readonly campaign?: string | undefined;
  readonly sender?: string | undefined;
  /** Taken at this instant or later, and before that one. */
  readonly acceptedSince?: number | undefined;
  readonly acceptedBefore?: number | undefined;
}

export interface Page<T> {
  readonly data: readonly T[];
  /** Give it as `after` to go on; null at the end. */
  readonly next: string | null;
}

export interface ShapeRow {
  readonly domain: string;
  /** Entries by age in minutes: up to 5, 10, 20, 40, 80, 160, 320, 640, 1280, and older. */
  readonly ages: readonly number[];
  readonly total: number;
  /** The reply that most of them wait for, by the hundred that have waited longest. */
  readonly why: string | null;
  /** The suspended lane that half of those or more wait in; null: there is none. */
  readonly lane: string | null;
}

export type * from './alerting.ts';
export type * from './duties.ts';
export type * from './erasure.ts';
export type * from './health.ts';
export type * from './incidents.ts';
export type * from './listening.ts';
export type * from './messages.ts';
export type * from './news.ts';
export type * from './publishing.ts';
export type * from './recalls.ts';
export type * from './rules.ts';
export type * from './sources.ts';
export type * from './visits.ts';

export interface Store
  extends DutyWrites,
    ErasureReads,
    ErasureWrites,
    HealthReads,
    HealthWrites,
    IncidentReads,
    ListeningReads,
    ListeningWrites,
    MessageReads,
    News,
    RecallReads,
    RecallWrites,
    RulesReads,
    RulesWrites,
    SourceReads,
    SourceWrites,
    VisitReads,
    VisitWrites,
    PublishingReads,
    PublishingWrites,
    AlertingReads,
    AlertingWrites {
  readonly kind: 'sqlite' | 'postgres';
  /** Resolves when nothing can be committed any more until the process starts anew (an fsync failed, the file is damaged). */
  readonly failed: Promise<StoreError>;
  /** Resolves when it is on disk (SQLite synchronous=FULL, PostgreSQL synchronous_commit=on). Concurrent calls share one fsync. Rejects with a StoreError (store-error.ts), only when the store itself fails. */
  readonly commit: (unit: Unit) => Promise<Committed>;

  /** Registers this process; its leases hold until `renew` was not called for `leaseMs`. */
  readonly openSession: (leaseMs: number, now: number) => Promise<void>;
  /** Extends the leases; false when the session has been declared dead: stop sending, open a new one. */
  readonly renew: (now: number) => Promise<boolean>;
  /** Gives every lease back. */
  readonly closeSession: () => Promise<void>;

  /** Leases due entries to this session: in each lane fresh ones first, but one in ten for retries; no lane starves another. */
  readonly claim: (options: ClaimOptions) => Promise<readonly ClaimedEntry[]>;
  /**
   * Leases entries whose lane keeps them waiting (suspended, paused) and who may have to expire: those that end by their own word
   * before `endsBefore`, then those accepted before `acceptedBefore`. Held ones are left out.
   */
  readonly claimOverdue: (
    overdue: { readonly endsBefore: number; readonly acceptedBefore: number },
    limit: number,
  ) => Promise<readonly ClaimedEntry[]>;
  /** When the next entry of a lane that is not suspended falls due; null when none waits. */
  readonly nextDue: (now: number) => Promise<number | null>;
  readonly body: (messageId: string) => Promise<Uint8Array | null>;

  /** Delay notices that are due: the entries, not leased by this and not leased to anybody (who tries one now will settle it). Their `delayNoticeAt` is cleared by `commit` of a `delayed` NoticeDue. */
  readonly delaysDue: (now: number, limit: number) => Promise<readonly ClaimedEntry[]>;
  /** Notices due, oldest first, by message: what else waits to be told of the same message and kind comes along before its time. */
  readonly noticesDue: (
    now: number,
    messages: number,
  ) => Promise<readonly { readonly message: StoredMessage; readonly due: readonly NoticeDue[] }[]>;

  readonly laneStates: () => Promise<readonly LaneState[]>;
  readonly setLaneState: (state: LaneState) => Promise<void>;

  /** Leased entries are left alone by `change`, which tells how many it changed. */
  readonly change: (
    selection: Selection,
    what: { readonly kind: 'retry'; readonly at: number } | { readonly kind: 'hold' } | { readonly kind: 'release' },
  ) => Promise<number>;
  /**
   * The clock was ahead by so much and has been put right: free entries that were put off at an attempt, or accepted, after `now` fall
   * due earlier by as much, each once, and so do notices that fall due more than half of that after it. Tells how many.
   */
  readonly dueEarlier: (by: number, now: number) => Promise<{ readonly mail: number; readonly notices: number }>;
  /**
   * Messages that were accepted after `now` count as accepted then, which their end and the notice of their delay go by. Leased
   * entries are left alone. Tells how many messages.
   */
  readonly acceptedBy: (now: number) => Promise<number>;
  /** Leases up to `limit` waiting or held entries of the selection, to cancel or expire them. */
  readonly claimSelected: (selection: Selection, limit: number) => Promise<readonly ClaimedEntry[]>;
  readonly entries: (selection: Selection, after: string | null, limit: number) => Promise<Page<QueueEntry>>;
  /** Those that the service itself holds, oldest first. */
  readonly quarantined: (limit: number) => Promise<readonly QueueEntry[]>;
  readonly shape: (now: number, top: number) => Promise<readonly ShapeRow[]>;
  readonly counts: (now: number) => Promise<{
    readonly waiting: number;
    readonly due: number;
    readonly held: number;
    readonly leased: number;
    /** Acceptance of the oldest entry. */
    readonly oldest: number | null;
  }>;

  /**
   * In the order they were recorded, newest last; with `since` in the order of their time, as far as they can be seen: whoever
   * comes back for what happened since asks `eventsOnward`.
   */
  readonly events: (
    filter: {
      readonly messageId?: string | undefined;
      readonly type?: EventType | undefined;
      readonly since?: number | undefined;
    },
    after: string | null,
    limit: number,
  ) => Promise<Page<LedgerEvent>>;
  readonly event: (id: string) => Promise<LedgerEvent | null>;
  readonly dialogues: (messageId: string) => Promise<readonly Dialogue[]>;
  /** The message accepted with this key, and the fingerprint of what was asked. */
  readonly idempotent: (key: string) => Promise<{ readonly messageId: string; readonly fingerprint: string } | null>;

  readonly keys: () => Promise<readonly ApiKey[]>;
  readonly addKey: (key: ApiKey) => Promise<void>;
  readonly revokeKey: (id: string) => Promise<boolean>;

  /** Deletes up to `limit` rows of each kind older than given; tells how many. Messages with open entries stay. */
  readonly sweep: (
    before: {
      readonly now: number;
      readonly dialogues: number;
      readonly messages: number;
      readonly events: number;
      readonly idempotency: number;
    },
    limit: number,
  ) => Promise<number>;
  /** Deletes up to `limit` states of lanes without brakes in which nothing waits; tells how many. */
  readonly sweepLanes: (limit: number) => Promise<number>;
  /** Looks for damage; each finding is a sentence. `deep`: reads every page and every body. */
  readonly verify: (deep: boolean) => Promise<readonly string[]>;
  /** Writes a consistent copy while the service runs; SQLite only: other stores bring their own. */
  readonly backup: ((file: string) => Promise<void>) | null;
  /** What "committed" is worth here, for `doctor`: "WAL, synchronous=FULL". */
  readonly guarantee: () => Promise<{ readonly durable: boolean; readonly text: string }>;
  readonly close: () => Promise<void>;
}

export interface ApiKey {
  /** Public part, stands in the key. */
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the secret part, hexadecimal. */
  readonly hash: string;
  readonly scopes: readonly string[];
  /** As whom it may send: submission/sends-as.ts. */
  readonly senders: readonly string[];
  readonly authors: readonly string[];
  readonly createdAt: number;
}
