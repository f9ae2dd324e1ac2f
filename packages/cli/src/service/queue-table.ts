/** Domains by age as a table: where the queue is stuck, seen at a glance (Postfix's qshape has shown the way). */
import type { Paint } from '../view/paint.ts';
import { printableLine } from '../view/paint.ts';
import type { QueueShape } from './shapes.ts';

const nameWidth = 24;
const figureWidth = 6;

export function shapeTable({ columns, domains, counts }: QueueShape, paint: Paint, width: number): string {
  const heading = ['T', ...columns.map((end, n) => (end === null ? `${columns[n - 1] ?? 0}+` : String(end)))];
  const sums = columns.map((_, n) => domains.reduce((sum, { ages }) => sum + (ages[n] ?? 0), 0));
  const total = domains.reduce((sum, row) => sum + row.total, 0);
  const hottest = Math.max(1, ...domains.flatMap(({ ages }) => ages));
  const lines = [
    paint('dim', `${' '.repeat(nameWidth)}${heading.map((text) => text.padStart(figureWidth)).join('')}`),
    `${'TOTAL'.padEnd(nameWidth)}${[total, ...sums].map(figure).join('')}`,
    ...domains.map((row) => {
      const cells = row.ages.map((count) => paint(heat(count, hottest), figure(count))).join('');
      const used = nameWidth + figureWidth * (columns.length + 1) + 2;
      const why =
        row.why === null
          ? ''
          : `  ${printableLine(row.why.replaceAll('\n', ' ')).slice(0, Math.max(20, width - used))}`;
      return `${printableLine(row.domain)
        .slice(0, nameWidth - 1)
        .padEnd(nameWidth)}${figure(row.total)}${cells}${paint('dim', why)}`;
    }),
  ];
  const summary = `${counts.waiting} waiting, ${counts.due} due, ${counts.leased} in hand, ${counts.held} held`;
  return `${lines.join('\n')}\n${summary}\n`;
}

const figure = (count: number): string => String(count).padStart(figureWidth);

const heat = (count: number, hottest: number) =>
  count === 0 ? 'dim' : count * 3 >= hottest * 2 ? 'red' : count * 3 >= hottest ? 'yellow' : 'green';
