/** The report's figures, a table each; empty where there are none. */
import { printable } from '../../view/paint.ts';
import type { CauseRow, Counts, Health, Row } from '../health.ts';
import type { Rate } from '../wilson.ts';
import {
  actionText,
  count,
  dayText,
  domainText,
  faultText,
  hourText,
  intervalText,
  limitText,
  percent,
  reasonText,
  receiverText,
  topReasonText,
} from '../words.ts';
import { type Page, stateCell, table } from './page.ts';

export function rates(page: Page, { rates }: Health): string {
  if (rates.hard.n === 0) return '';
  const line = (name: string, rate: Rate) => [
    name,
    percent(rate.rate),
    `limit ${limitText(rate.limit)}`,
    `95 % ${intervalText(rate)}`,
    `n ${count(rate.n)}`,
    stateCell(rate),
  ];
  const lines = [line('hard', rates.hard), line('soft', rates.soft)];
  if (rates.complaint.count > 0) lines.push(line('complaints', rates.complaint));
  return table(page, 'Rates', null, lines, 'lrllll');
}

export function recipients(page: Page, counts: Counts): string {
  if (counts.attempted === 0) return '';
  const part = (name: string, n: number) => [name, count(n), percent(n / counts.attempted)];
  return table(
    page,
    'Recipients',
    null,
    [
      part('attempted', counts.attempted),
      part('delivered at once', counts.delivered - counts.recovered),
      part('recovered', counts.recovered),
      part('still waiting', counts.waiting),
      part('refused (soft)', counts.refused),
      part('hard bounced', counts.hard),
    ],
    'lrr',
  );
}

export function trend(page: Page, { trend }: Health): string {
  if (trend.points.length < 2) return '';
  const points = trend.points.slice(-24);
  const most = Math.max(...points.map(({ n, hard, soft }) => (n === 0 ? 0 : (hard + soft) / n)), 0.02);
  const lines = points.map(({ at, n, hard, soft }) => [
    trend.step === 'hour' ? hourText(at) : dayText(at),
    count(n),
    percent(n === 0 ? null : hard / n),
    percent(n === 0 ? null : soft / n),
    bar(n === 0 ? 0 : (hard + soft) / n / most, Math.max(0, Math.min(20, page.width - figuresWidth))),
  ]);
  return table(page, `By ${trend.step}`, ['', 'n', 'hard', 'soft', ''], lines, 'lrrrl');
}

export function causes(page: Page, title: string, causes: readonly CauseRow[]): string {
  const all = causes.reduce((sum, { recipients }) => sum + recipients, 0);
  const lines = causes
    .slice(0, page.rows)
    .map(({ reason, recipients, hard, recovered, fault, action }) => [
      reasonText(reason),
      count(recipients),
      percent(recipients / all),
      count(hard),
      count(recovered),
      faultText(fault),
      actionText[action],
    ]);
  return table(page, title, ['', 'n', 'share', 'hard', 'recovered', 'fault', 'do'], lines, 'lrrrrll');
}

export function providers(page: Page, rows: readonly Row[]): string {
  const lines = rows
    .slice(0, page.rows)
    .map((row) => [
      receiverText(row.name),
      count(row.attempted),
      percent(row.delivered / row.attempted),
      count(row.recovered),
      count(row.waiting),
      count(row.refused),
      count(row.hard),
      percent(row.soft_rate.rate),
      topReasonText(row),
    ]);
  return table(
    page,
    'Providers',
    ['', 'n', 'delivered', 'recovered', 'waiting', 'refused', 'hard', 'soft rate', 'mostly'],
    lines,
    'lrrrrrrrl',
  );
}

export function domains(page: Page, title: string, rows: readonly Row[]): string {
  const bad = rows.filter(({ hard, soft }) => hard + soft > 0).slice(0, page.rows);
  const lines = bad.map((row) => [
    printable(domainText(row.name)),
    count(row.attempted),
    count(row.hard),
    percent(row.hard_rate.rate),
    percent(row.soft_rate.rate),
    topReasonText(row),
  ]);
  return table(page, title, ['', 'n', 'hard', 'hard rate', 'soft rate', 'mostly'], lines, 'lrrrrl');
}

export function named(
  page: Page,
  title: string,
  rows: readonly Row[],
  kind: 'hard' | 'soft',
  name = (text: string) => text,
): string {
  const lines = rows.slice(0, page.rows).map((row) => {
    const rate = kind === 'hard' ? row.hard_rate : row.soft_rate;
    return [
      printable(name(row.name)),
      count(row.attempted),
      percent(row.hard_rate.rate),
      percent(row.soft_rate.rate),
      `95 % ${intervalText(rate)}`,
      stateCell(rate),
    ];
  });
  return table(page, title, ['', 'n', 'hard rate', 'soft rate', kind, 'state'], lines, 'lrrrll');
}

/** What a row of the trend takes beside its bar. */
const figuresWidth = 42;

const bar = (share: number, width: number): string => '▇'.repeat(Math.round(Math.min(1, share) * width));
