/** The summary at the end: how healthy lists and senders are, why mail bounced, whose fault it was, where to look further. */
import { alignedTable, type Cell } from '../report/aligned-table.ts';
import type { CauseRow, Health, Row } from '../report/health.ts';
import type { Rate, State } from '../report/wilson.ts';
import {
  actionText,
  count,
  faultText,
  intervalText,
  limitText,
  percent,
  reasonText,
  receiverText,
  senderText,
  stateText,
} from '../report/words.ts';
import { type Paint, printableLine, type Tone } from '../view/paint.ts';
import type { Standing } from './progress.ts';
import type { Moment, Whereabouts } from './view.ts';

const tones: Readonly<Record<State, Tone>> = { ok: 'green', watch: 'yellow', breached: 'red', not_enough_mail: 'dim' };

export function closing({ health, standing }: Moment, where: Whereabouts, stays: boolean, paint: Paint): string {
  const parts = [
    `${paint('bold', `${count(standing.total)} messages`)}: ${fates(standing)}`,
    ratesOf('List health: hard bounces, the address is at fault', health.lists, 'hard', paint),
    ratesOf('Sender health: soft bounces, the sending is at fault', health.senders, 'soft', paint),
    causesOf(health.causes, 8, paint),
    findingsOf(health, paint),
    lookFurther(where, stays, paint),
  ];
  return `\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

export const fates = ({ delivered, bounced, expired, waiting }: Standing): string =>
  `${count(delivered)} delivered, ${count(bounced)} bounced, ${count(expired)} expired, ${count(waiting)} waiting for another try`;

function ratesOf(title: string, rows: readonly Row[], kind: 'hard' | 'soft', paint: Paint): string {
  const lines = rows.map((row): readonly Cell[] => {
    const rate: Rate = kind === 'hard' ? row.hard_rate : row.soft_rate;
    const name = kind === 'hard' ? row.name : senderText(row.name);
    return [
      printableLine(name),
      percent(rate.rate),
      `limit ${limitText(rate.limit)}`,
      `95 % ${intervalText(rate)}`,
      `n ${count(rate.n)}`,
      [tones[rate.state], stateText[rate.state]],
    ];
  });
  return alignedTable(paint, title, null, lines, 'lrllrl');
}

function causesOf(causes: readonly CauseRow[], rows: number, paint: Paint): string {
  const lines = causes
    .slice(0, rows)
    .map((cause): readonly Cell[] => [
      reasonText(cause.reason),
      count(cause.recipients),
      count(cause.hard),
      count(cause.recovered),
      faultText(cause.fault),
      actionText[cause.action],
    ]);
  return alignedTable(paint, 'Why', ['', 'n', 'hard', 'recovered', 'fault', 'what to do'], lines, 'lrrrll');
}

function findingsOf({ findings }: Health, paint: Paint): string {
  const lines = findings
    .slice(0, 4)
    .flatMap(({ sentence, next_step }) => [
      `  ${printableLine(sentence)}`,
      ...(next_step === '' ? [] : [`    ${paint('bold', '→')} ${printableLine(next_step)}`]),
    ]);
  return lines.length === 0 ? '' : [paint('bold', 'What to do first'), ...lines].join('\n');
}

function lookFurther(
  { folder, config, program, api, page, submission, receivers }: Whereabouts,
  stays: boolean,
  paint: Paint,
): string {
  if (!stays) return paint('dim', `  ${folder} is removed again.`);
  const rows = [
    ...(page === null ? [] : [['the dashboard', page]]),
    ['what was sent', `${program} message ls --config ${config}`],
    ['the queue by domain and age', `${program} queue shape --config ${config}`],
    ['live', `${program} top --config ${config}`],
    ...(api === null ? [] : [['the API', api]]),
    ['hand in mail', `${submission} (SMTP)`],
    ['the receivers', receivers],
  ];
  return `${alignedTable(paint, 'Look further', null, rows, 'll')}\n\n  ${paint('dim', 'The server runs on. Ctrl-C stops it and removes everything.')}`;
}

/** The receivers that gave a reason most, "Google, Yahoo". */
export const receiversOf = (health: Health, reason: string): string => {
  const named = health.replies.filter(({ verdict }) => verdict.reason === reason).flatMap(({ providers }) => providers);
  return [...new Set(named.map(({ name }) => receiverText(name)))].slice(0, 3).join(', ');
};
