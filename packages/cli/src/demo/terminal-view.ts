/** The demo on a terminal: one picture that is painted over, a few times a second. */
import type { Output } from '../io.ts';
import { alignedTable, type Cell } from '../report/aligned-table.ts';
import { actionText, count, faultText, reasonText } from '../report/words.ts';
import { type Paint, printableLine } from '../view/paint.ts';
import { replyLine } from '../view/reply-line.ts';
import { closing, fates, receiversOf } from './closing.ts';
import type { ServerEvent } from './follow.ts';
import { isBounce, type Moment, type View, whyText } from './view.ts';

const CAUSES = 8;
const LATEST = 6;
const BAR = 40;

export function terminalView(out: Output, paint: Paint): View {
  let latest: readonly ServerEvent[] = [];
  let drawn = 0;
  const width = (): number => Math.max(60, out.columns ?? 80);
  /** Up to the first line of the picture, and everything below it wiped away. */
  const wiped = (): string => (drawn === 0 ? '' : `\u001b[${drawn}A\r\u001b[J`);
  return {
    started({ page }, total) {
      out.write(
        `${paint('bold', 'hearback demo')}  ${count(total)} messages to simulated receivers; no network is used\n${page === null ? '' : `${paint('bold', 'The dashboard')}  ${page}\n`}\n`,
      );
    },
    history(events) {
      const line = `Two weeks of history come first: ${count(events)} events …`;
      out.write(`${line}\n`);
      drawn = 1;
    },
    event(event) {
      if (isBounce(event)) latest = [event, ...latest].slice(0, LATEST);
    },
    moment(moment) {
      const lines = picture(moment, latest, paint, width());
      out.write(`${wiped()}${lines.join('\n')}\n`);
      drawn = lines.length;
    },
    ended(moment, where, stays) {
      out.write(`${wiped()}${closing(moment, where, stays, paint).trimStart()}`);
    },
  };
}

function picture(
  { standing, health, elapsed }: Moment,
  latest: readonly ServerEvent[],
  paint: Paint,
  width: number,
): readonly string[] {
  const done = standing.delivered + standing.bounced + standing.expired;
  const filled = standing.total === 0 ? 0 : Math.round((done / standing.total) * BAR);
  const bar = `${'━'.repeat(filled)}${paint('dim', '━'.repeat(BAR - filled))}`;
  const causes = health.causes
    .slice(0, CAUSES)
    .map(({ reason, recipients, fault, action }): readonly Cell[] => [
      reasonText(reason),
      count(recipients),
      faultText(fault),
      receiversOf(health, reason),
      actionText[action],
    ]);
  const why = alignedTable(paint, 'Why', ['', 'n', 'fault', 'who says so', 'what to do'], causes, 'lrlll');
  const last = alignedTable(paint, 'Just now', null, latest.map(rowOf), 'lll');
  return [
    `${bar}  ${count(done)} of ${count(standing.total)}  ${(elapsed / 1000).toFixed(0)} s`,
    fates(standing),
    '',
    ...(why === '' ? [] : [...why.split('\n'), '']),
    ...last.split('\n'),
  ].map((line) => cut(line, width));
}

const rowOf = (event: ServerEvent): readonly Cell[] => [
  printableLine(event.recipient ?? ''),
  whyText(event),
  ['dim', printableLine(replyLine(event.reply?.text ?? ''))],
];

/** To the width of the terminal; escape sequences take no room. What was cut ends in "…". */
export function cut(line: string, width: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
  const isCut = line.replace(/\u001b\[\d+m/g, '').length > width - 1;
  let left = isCut ? width - 2 : width - 1;
  let kept = '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
  for (const piece of line.split(/(\u001b\[\d+m)/)) {
    if (piece.startsWith('\u001b')) kept += piece;
    else {
      kept += piece.slice(0, Math.max(0, left));
      if (isCut && left >= 0 && piece.length > left) kept += '…';
      left -= piece.length;
    }
  }
  return kept;
}
