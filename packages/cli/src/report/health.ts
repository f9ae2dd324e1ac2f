/**
 * The health report as a value: what `--format json` writes and what text and HTML show. Names are stable; additive
 * changes only. Times are RFC 3339 UTC, rates 0 to 1, counts are message-recipients (docs/report.md).
 */
import type { Verdict } from '@hearback/bounce';
import type { Reason } from './tally.ts';
import type { Rate, State } from './wilson.ts';

export interface Health {
  readonly schema: 'hearback.report/1';
  readonly generated_at: string;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly state: State;
  /** The verdict in one sentence. */
  readonly sentence: string;
  /** What stands out, the weightiest first. */
  readonly findings: readonly Finding[];
  readonly recipients: Counts;
  readonly rates: { readonly hard: Rate; readonly soft: Rate; readonly complaint: Rate };
  readonly trend: Trend;
  readonly causes: readonly CauseRow[];
  readonly providers: readonly Row[];
  readonly domains: readonly Row[];
  readonly lists: readonly Row[];
  readonly senders: readonly Row[];
  readonly replies: readonly ReplyRow[];
  /** What bounce mails say: no rates, as a mailbox does not show what was delivered. Null when none was read. */
  readonly mail: MailHealth | null;
  readonly files: readonly { readonly name: string; readonly format: string; readonly attempts: number }[];
  /** What was left out or is uncertain, in words. */
  readonly notes: readonly string[];
}

export interface Finding {
  readonly state: 'breached' | 'watch' | 'info';
  readonly sentence: string;
  readonly next_step: string;
}

export interface Counts {
  readonly attempted: number;
  readonly delivered: number;
  /** Of the delivered, those after a soft bounce. */
  readonly recovered: number;
  /** Deferred, and no final word in these files. */
  readonly waiting: number;
  /** Soft bounces that are final: blocks, policies, sizes. */
  readonly refused: number;
  readonly hard: number;
  /** At least one soft bounce, whatever became of it. */
  readonly soft: number;
}

export interface Row extends Counts {
  readonly name: string;
  readonly hard_rate: Rate;
  readonly soft_rate: Rate;
  readonly top_hard_reason: Reason | null;
  readonly top_soft_reason: Reason | null;
}

export interface CauseRow {
  readonly reason: Reason;
  readonly category: Verdict['category'];
  readonly fault: Verdict['fault'];
  readonly action: Verdict['action'];
  readonly definition: string;
  readonly recipients: number;
  readonly hard: number;
  readonly refused: number;
  readonly waiting: number;
  readonly recovered: number;
}

export interface ReplyRow {
  /** What the receiver said, variable parts replaced, without the mail server's words around it. */
  readonly template: string;
  /** One such reply as the mail server wrote it. */
  readonly sample: string;
  /** Who said it, the most frequent first. */
  readonly providers: readonly { readonly name: string; readonly recipients: number }[];
  readonly recipients: number;
  readonly hard: number;
  readonly recovered: number;
  readonly verdict: Pick<
    Verdict,
    'reason' | 'bounce' | 'final' | 'action' | 'fault' | 'confidence' | 'rule' | 'code' | 'status' | 'help_url'
  >;
  /** The reason before it expired; only for `message_expired`. */
  readonly last_transient: Reason | null;
  readonly definition: string;
}

export interface Trend {
  readonly step: 'hour' | 'day' | 'week';
  readonly points: readonly { readonly at: string; readonly n: number; readonly hard: number; readonly soft: number }[];
}

export interface MailHealth {
  readonly recipients: Counts;
  readonly complaints: number;
  /** Mails that were neither bounces nor complaints. */
  readonly other: number;
  readonly causes: readonly CauseRow[];
  readonly domains: readonly Row[];
  readonly lists: readonly Row[];
  readonly replies: readonly ReplyRow[];
}
