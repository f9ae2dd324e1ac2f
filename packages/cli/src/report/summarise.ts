/** From what was collected to the health report: ranks, cuts, rates, findings. Pure; the time is passed in. */
import { taxonomy } from '@hearback/bounce';
import type { Cause } from './cause.ts';
import type { Collection } from './collect.ts';
import { findingsOf, sentenceOf, stateOf } from './diagnose.ts';
import type { CauseRow, Counts, Health, MailHealth, ReplyRow, Row } from './health.ts';
import type { Ledger } from './ledger.ts';
import { risesOf } from './rise.ts';
import type { Table } from './table.ts';
import { type Reason, Tally } from './tally.ts';
import { trendOf } from './trend.ts';
import { rateOf } from './wilson.ts';
import { plural } from './words.ts';

/** Shares of recipients from which on a receiver or provider may act. */
const limits = { hard: 0.05, soft: 0.02, complaint: 0.001 } as const;

const rowsKept = 50;

export function summarise({ logs, mails, local, otherMails, files }: Collection, now: number): Health {
  const total = logs.calendar.total();
  const rates = {
    hard: rateOf(total.hard, total.n, limits.hard),
    soft: rateOf(total.soft, total.n, limits.soft),
    complaint: rateOf(Math.min(logs.complaints, total.delivered), total.delivered, limits.complaint),
  };
  const facts = {
    rates,
    recipients: countsOf(total),
    causes: causesOf(logs),
    providers: providersOf(logs),
    domains: worstOf(logs.domains, total),
    lists: rowsOf(logs.lists),
    senders: rowsOf(logs.senders),
    replies: repliesOf(logs),
    mail: mailOf(mails, otherMails),
  };
  const findings = findingsOf(facts, risesOf(logs.calendar, logs.receivers.names));
  return {
    schema: 'hearback.report/1',
    generated_at: new Date(now).toISOString(),
    window: windowOf(logs, mails),
    state: stateOf(rates),
    sentence: sentenceOf(facts, findings),
    findings,
    ...facts,
    trend: trendOf(logs.calendar),
    files,
    notes: notesOf(logs, local),
  };
}

function windowOf(...ledgers: readonly Ledger[]): Health['window'] {
  const from = Math.min(...ledgers.map((ledger) => ledger.from));
  const to = Math.max(...ledgers.map((ledger) => ledger.to));
  return from > to ? null : { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

const countsOf = ({ n, delivered, recovered, waiting, refused, hard, soft }: Tally): Counts => ({
  attempted: n,
  delivered,
  recovered,
  waiting,
  refused,
  hard,
  soft,
});

function providersOf({ calendar, receivers }: Ledger): readonly Row[] {
  const rows = receivers.names.map((name, receiver) => rowOf({ tally: calendar.receiver(name, receiver) }));
  return rows
    .filter(({ attempted }) => attempted > 0)
    .sort((a, b) => b.attempted - a.attempted || (a.name < b.name ? -1 : 1));
}

const rowsOf = (table: Table<{ readonly tally: Tally }>): readonly Row[] =>
  table.ranked().slice(0, rowsKept).map(rowOf);

/** Those with the most bounces beyond what their share of the mail would explain. */
function worstOf(table: Table<{ readonly tally: Tally }>, { n, hard, soft }: Tally): readonly Row[] {
  const usual = n === 0 ? 0 : (hard + soft) / n;
  return table
    .ranked((tally) => tally.hard + tally.soft - tally.n * usual)
    .slice(0, rowsKept)
    .map(rowOf);
}

const rowOf = ({ tally }: { readonly tally: Tally }): Row => ({
  name: tally.name,
  ...countsOf(tally),
  hard_rate: rateOf(tally.hard, tally.n, limits.hard),
  soft_rate: rateOf(tally.soft, tally.n, limits.soft),
  top_hard_reason: topReason(tally, 'hard'),
  top_soft_reason: topReason(tally, 'soft'),
});

const topReason = (tally: Tally, bounce: 'hard' | 'soft'): Reason | null =>
  tally.causes().find(([reason]) => taxonomy[reason].bounce === bounce)?.[0] ?? null;

function causesOf({ causes }: Ledger): readonly CauseRow[] {
  const byReason = new Map<Reason, CauseRow>();
  for (const { tally, verdict } of causes.table.ranked()) {
    const { category, fault, action, definition } = taxonomy[verdict.reason];
    const row = byReason.get(verdict.reason) ?? {
      reason: verdict.reason,
      category,
      fault,
      action,
      definition,
      recipients: 0,
      hard: 0,
      refused: 0,
      waiting: 0,
      recovered: 0,
    };
    byReason.set(verdict.reason, {
      ...row,
      recipients: row.recipients + tally.n,
      hard: row.hard + tally.hard,
      refused: row.refused + tally.refused,
      waiting: row.waiting + tally.waiting,
      recovered: row.recovered + tally.recovered,
    });
  }
  return [...byReason.values()].sort((a, b) => b.recipients - a.recipients || (a.reason < b.reason ? -1 : 1));
}

/** One row for each reply and meaning, whoever said it and however the mail server quoted it. */
function repliesOf({ causes }: Ledger): readonly ReplyRow[] {
  const rows = new Map<string, ReplyRow>();
  for (const cause of causes.table.ranked((tally) => tally.n)) {
    const { reason, bounce, template } = cause.verdict;
    const key = `${reason} ${bounce} ${template}`;
    const known = rows.get(key);
    rows.set(key, known === undefined ? replyOf(cause, template) : joined(known, cause));
  }
  return [...rows.values()]
    .sort((a, b) => b.recipients - a.recipients || (a.template < b.template ? -1 : 1))
    .slice(0, rowsKept);
}

const joined = (row: ReplyRow, { tally, provider }: Cause): ReplyRow => ({
  ...row,
  providers: withMore(row.providers, provider, tally.n),
  recipients: row.recipients + tally.n,
  hard: row.hard + tally.hard,
  recovered: row.recovered + tally.recovered,
});

function withMore(providers: ReplyRow['providers'], name: string, n: number): ReplyRow['providers'] {
  const known = providers.find((provider) => provider.name === name)?.recipients ?? 0;
  const others = providers.filter((provider) => provider.name !== name);
  return [...others, { name, recipients: known + n }].sort(
    (a, b) => b.recipients - a.recipients || (a.name < b.name ? -1 : 1),
  );
}

function replyOf({ tally, provider, verdict, sample }: Cause, template: string): ReplyRow {
  const { reason, bounce, final, action, fault, confidence, rule, code, status, help_url } = verdict;
  return {
    template,
    sample,
    providers: [{ name: provider, recipients: tally.n }],
    recipients: tally.n,
    hard: tally.hard,
    recovered: tally.recovered,
    verdict: { reason, bounce, final, action, fault, confidence, rule, code, status, help_url },
    last_transient: verdict.last_transient ?? null,
    definition: taxonomy[reason].definition,
  };
}

function mailOf(mails: Ledger, other: number): MailHealth | null {
  if (mails.attempts + mails.complaints + other === 0) return null;
  return {
    recipients: countsOf(mails.calendar.total()),
    complaints: mails.complaints,
    other,
    causes: causesOf(mails),
    domains: worstOf(mails.domains, new Tally('')),
    lists: rowsOf(mails.lists),
    replies: repliesOf(mails),
  };
}

function notesOf(logs: Ledger, local: number): readonly string[] {
  const notes: string[] = [];
  if (local > 0)
    notes.push(`${plural(local, 'delivery', 'deliveries')} to mailboxes of this host and to content filters left out.`);
  if (logs.unnamed > 0)
    notes.push(
      `${plural(logs.unnamed, 'delivery', 'deliveries')} counted by number, for the log does not name the recipients: whoever had been deferred counts as waiting, and once more as delivered.`,
    );
  if (logs.forgotten > 0)
    notes.push(
      `${plural(logs.forgotten, 'recipient')} waited for so long that they were forgotten to save memory; they are counted as waiting.`,
    );
  return notes;
}
