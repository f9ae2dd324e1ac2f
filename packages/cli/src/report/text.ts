/**
 * The report for a terminal or a mail to oneself: the verdict first, aligned tables, colour only where asked.
 * With `problemsFirst` the numbers wait behind what is wrong.
 */
import { folded } from '../view/folded.ts';
import { type Paint, printable } from '../view/paint.ts';
import { shortened } from '../view/reply-line.ts';
import { alignedTable, type Cell } from './aligned-table.ts';
import type { CauseRow, Counts, Health, ReplyRow, Row } from './health.ts';
import type { Rate, State } from './wilson.ts';
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
  plural,
  providersText,
  reasonText,
  receiverText,
  senderText,
  stateText,
  timeText,
  topReasonText,
} from './words.ts';

export interface TextOptions {
  readonly paint: Paint;
  readonly problemsFirst: boolean;
  /** Of the terminal, in characters; without it lines are as long as they come. */
  readonly width?: number | undefined;
  /** Rows of each table. */
  readonly rows?: number;
}

const tones = { ok: 'green', watch: 'yellow', breached: 'red', not_enough_mail: 'dim', info: 'blue' } as const;
const marks: Readonly<Record<State | 'info', string>> = {
  ok: '●',
  watch: '▲',
  breached: '✖',
  not_enough_mail: '○',
  info: '·',
};

export function textReport(
  health: Health,
  { paint, problemsFirst, width = Number.POSITIVE_INFINITY, rows = 10 }: TextOptions,
): string {
  const view = new View(paint, width, rows);
  const findings = view.findings(health);
  const numbers = [view.rates(health), view.recipients(health.recipients)];
  const problems = [
    view.causes('Causes', health.causes),
    view.domains('Worst domains', health.domains),
    view.replies(health.replies),
  ];
  const places = [
    view.trend(health),
    view.providers(health.providers),
    view.named('Lists', health.lists, 'hard'),
    view.named('Senders', health.senders, 'soft', senderText),
  ];
  const sections = problemsFirst
    ? [findings, ...problems, ...numbers, ...places]
    : [...numbers, findings, ...places, ...problems];
  const all = [view.head(health), ...sections, view.mail(health), view.notes(health)];
  return `${all.filter((section) => section !== '').join('\n\n')}\n`;
}

class View {
  private readonly paint: Paint;
  private readonly width: number;
  private readonly rows: number;

  constructor(paint: Paint, width: number, rows: number) {
    this.paint = paint;
    this.width = width;
    this.rows = rows;
  }

  head({ state, sentence, window }: Health): string {
    const span =
      window === null ? '' : `\n  ${this.paint('dim', `${timeText(window.from)} to ${timeText(window.to)}`)}`;
    return `${this.paint(tones[state], marks[state])} ${this.paint('bold', this.folded(printable(sentence), 2))}${span}`;
  }

  rates({ rates }: Health): string {
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
    return this.table('Rates', null, lines, 'lrllll');
  }

  recipients(counts: Counts): string {
    if (counts.attempted === 0) return '';
    const part = (name: string, n: number) => [name, count(n), percent(n / counts.attempted)];
    return this.table(
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

  findings({ findings }: Health): string {
    const lines = findings.map(({ state, sentence, next_step }) => {
      const said = this.folded(printable(sentence), 4);
      const next = this.folded(printable(next_step), 6);
      return `  ${this.paint(tones[state], marks[state])} ${said}${next === '' ? '' : `\n    ${this.paint('bold', '→')} ${next}`}`;
    });
    return lines.length === 0 ? '' : [this.title('What to do first'), ...lines].join('\n');
  }

  trend({ trend }: Health): string {
    if (trend.points.length < 2) return '';
    const points = trend.points.slice(-24);
    const most = Math.max(...points.map(({ n, hard, soft }) => (n === 0 ? 0 : (hard + soft) / n)), 0.02);
    const lines = points.map(({ at, n, hard, soft }) => [
      trend.step === 'hour' ? hourText(at) : dayText(at),
      count(n),
      percent(n === 0 ? null : hard / n),
      percent(n === 0 ? null : soft / n),
      bar(n === 0 ? 0 : (hard + soft) / n / most, Math.max(0, Math.min(20, this.width - figuresWidth))),
    ]);
    return this.table(`By ${trend.step}`, ['', 'n', 'hard', 'soft', ''], lines, 'lrrrl');
  }

  causes(title: string, causes: readonly CauseRow[]): string {
    const all = causes.reduce((sum, { recipients }) => sum + recipients, 0);
    const lines = causes
      .slice(0, this.rows)
      .map(({ reason, recipients, hard, recovered, fault, action }) => [
        reasonText(reason),
        count(recipients),
        percent(recipients / all),
        count(hard),
        count(recovered),
        faultText(fault),
        actionText[action],
      ]);
    return this.table(title, ['', 'n', 'share', 'hard', 'recovered', 'fault', 'do'], lines, 'lrrrrll');
  }

  providers(rows: readonly Row[]): string {
    const lines = rows
      .slice(0, this.rows)
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
    return this.table(
      'Providers',
      ['', 'n', 'delivered', 'recovered', 'waiting', 'refused', 'hard', 'soft rate', 'mostly'],
      lines,
      'lrrrrrrrl',
    );
  }

  domains(title: string, rows: readonly Row[]): string {
    const bad = rows.filter(({ hard, soft }) => hard + soft > 0).slice(0, this.rows);
    const lines = bad.map((row) => [
      printable(domainText(row.name)),
      count(row.attempted),
      count(row.hard),
      percent(row.hard_rate.rate),
      percent(row.soft_rate.rate),
      topReasonText(row),
    ]);
    return this.table(title, ['', 'n', 'hard', 'hard rate', 'soft rate', 'mostly'], lines, 'lrrrrl');
  }

  named(title: string, rows: readonly Row[], kind: 'hard' | 'soft', name = (text: string) => text): string {
    const lines = rows.slice(0, this.rows).map((row) => {
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
    return this.table(title, ['', 'n', 'hard rate', 'soft rate', kind, 'state'], lines, 'lrrrll');
  }

  replies(replies: readonly ReplyRow[]): string {
    if (replies.length === 0) return '';
    const lines = replies.slice(0, this.rows).map(({ recipients, providers, template, verdict, last_transient }) => {
      const was = last_transient === null ? '' : `, before: ${reasonText(last_transient)}`;
      const meaning = `${providersText(providers)} · ${reasonText(verdict.reason)}${was} · ${verdict.bounce} · ${actionText[verdict.action]}`;
      const indent = this.width < narrow ? 4 : 12;
      const lead = `  ${count(recipients).padStart(indent - 4)}  `;
      const said = this.folded(printable(shortened(template, 160)), lead.length, indent);
      return `${lead}${said}\n${' '.repeat(indent)}${this.paint('dim', this.folded(meaning, indent))}`;
    });
    return [this.title('Replies'), ...lines].join('\n');
  }

  mail({ mail, recipients }: Health): string {
    if (mail === null) return '';
    const lines = [
      this.title('Bounce mails'),
      `  ${this.folded(
        `${plural(mail.recipients.attempted, 'recipient')}: ${count(mail.recipients.hard)} hard, ${count(mail.recipients.refused)} refused, ${count(mail.recipients.waiting)} delayed; ${plural(mail.complaints, 'complaint')}; ${plural(mail.other, 'other mail')}`,
        2,
      )}`,
    ];
    const tables = [
      this.causes('Causes in bounce mails', mail.causes),
      this.domains('Domains in bounce mails', mail.domains),
      recipients.attempted === 0 ? this.replies(mail.replies) : '',
    ];
    return [lines.join('\n'), ...tables].filter((part) => part !== '').join('\n\n');
  }

  notes({ notes, files }: Health): string {
    const read = files.map(
      ({ name, format, attempts }) => `${printable(name)}: ${format}, ${plural(attempts, 'attempt')}`,
    );
    return this.paint('dim', [...notes, ...read].map((line) => `  ${this.folded(line, 2, 4)}`).join('\n'));
  }

  private folded(text: string, lead: number, indent = lead): string {
    return folded(text, this.width, lead, indent);
  }

  private table(
    title: string,
    head: readonly string[] | null,
    rows: readonly (readonly Cell[])[],
    align: string,
  ): string {
    return alignedTable(this.paint, title, head, rows, align, this.width);
  }

  private title(text: string): string {
    return this.paint('bold', text);
  }
}

/** Below it replies begin at the margin. */
const narrow = 60;
/** What a row of the trend takes beside its bar. */
const figuresWidth = 42;

/** "✖ over the limit" in its colour. */
const stateCell = ({ state }: Rate): Cell => [tones[state], `${marks[state]} ${stateText[state]}`];

const bar = (share: number, width: number): string => '▇'.repeat(Math.round(Math.min(1, share) * width));
