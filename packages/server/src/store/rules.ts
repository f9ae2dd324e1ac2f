/**
 * The store's port for rules and their consequences: own rules, which event corrects which, long jobs, and what people
 * changed. A `reclassified` event puts its own row here in the transaction of its commit (Unit, in store.ts).
 */
import type { Effect } from '../ledger/effect.ts';
import type { LedgerEvent } from '../ledger/event.ts';

/** A rule as it was written: fields of docs/rules.md, without an id. */
export type RuleText = Readonly<Record<string, unknown>>;

export interface OwnRule {
  /** Its id is "own/" and this. */
  readonly name: string;
  readonly rule: RuleText;
  readonly who: string;
  readonly at: number;
}

export const jobStates = ['running', 'done', 'failed', 'undone'] as const;

/** Something that takes longer than a request: its progress is written down as it goes on. */
export interface Job {
  readonly id: string;
  readonly kind: 'reclassify' | 'import';
  readonly state: (typeof jobStates)[number];
  readonly who: string;
  readonly why: string;
  readonly startedAt: number;
  /** When it last told of its progress: a running one that has been silent for long was broken off. */
  readonly touchedAt: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Append-only: who changed what by hand. */
export interface AuditEntry {
  readonly at: number;
  readonly who: string;
  /** "suppression.added", "rule.saved": what and how, in two words. */
  readonly what: string;
  /** Name of what was changed. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditFilter {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
}

interface Paged<T> {
  readonly data: readonly T[];
  readonly next: string | null;
}

export interface RulesReads {
  /** By name. */
  readonly ownRules: () => Promise<readonly OwnRule[]>;
  /** What all events about the outcome come to so far. */
  readonly effect: (message: string, recipient: number) => Promise<Effect | null>;
  /** Events that correct this one, also those taken back, in no order. */
  readonly correctionsOf: (eventId: string) => Promise<readonly LedgerEvent[]>;
  /** Of one run, by id. */
  readonly correctionsIn: (run: string, after: string | null, limit: number) => Promise<Paged<LedgerEvent>>;
  readonly job: (id: string) => Promise<Job | null>;
  /** The latest first. */
  readonly jobs: (kind: Job['kind'], after: string | null, limit: number) => Promise<Paged<Job>>;
  /** The latest first. */
  readonly audited: (filter: AuditFilter, after: string | null, limit: number) => Promise<Paged<AuditEntry>>;
}

export interface RulesWrites {
  /** In the place of one of the same name. */
  readonly saveOwnRule: (rule: OwnRule) => Promise<void>;
  readonly removeOwnRule: (name: string) => Promise<boolean>;
  /** New, or in the place of itself. */
  readonly saveJob: (job: Job) => Promise<void>;
  readonly audit: (entry: AuditEntry) => Promise<void>;
  /** Deletes up to `limit` of each kind that are older than given; tells how many. A job is as old as its last word. */
  readonly sweepRules: (before: RulesKept, limit: number) => Promise<number>;
}

export interface RulesKept {
  readonly audit: number;
  readonly jobs: number;
  /** Which event corrects which: of no use when both have been deleted. */
  readonly reclassifications: number;
}
