/** The report's drawings: plain SVG, sized in percent so that nothing is distorted or scripted. Each has its numbers beside it as text. */
import type { Counts, Trend } from '../health.ts';
import type { Rate } from '../wilson.ts';
import { dayText, hourText, intervalText, limitText, percent } from '../words.ts';
import { type Html, html } from './html.ts';

const of = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;

/** A rate as a dot with its interval on a line where the limit is marked. */
export function gauge(rate: Rate): Html | null {
  if (rate.rate === null || rate.interval === null) return null;
  const [low, high] = rate.interval;
  const end = Math.max(rate.limit * 2, Math.min(1, high * 1.15));
  const label = `${percent(rate.rate)}, 95 % interval ${intervalText(rate)}, limit ${limitText(rate.limit)}`;
  // Near the right edge the words stand left of the mark.
  const anchor = rate.limit / end > 0.75 ? 'end' : rate.limit / end < 0.2 ? 'start' : 'middle';
  return html`<svg class="gauge" width="100%" height="34" role="img" aria-label="${label}">
<line class="track" x1="0" x2="100%" y1="10" y2="10"/><line class="interval" x1="${of(low / end)}" x2="${of(high / end)}" y1="10" y2="10"/>
<line class="limit" x1="${of(rate.limit / end)}" x2="${of(rate.limit / end)}" y1="1" y2="19"/><circle class="point" cx="${of(rate.rate / end)}" cy="10" r="5"/>
<text x="${of(rate.limit / end)}" y="32" text-anchor="${anchor}">limit ${limitText(rate.limit)}</text></svg>`;
}

/** In the order of a stacked bar: what came of the recipients, with its name and class. */
export function fates(counts: Counts): readonly { readonly kind: string; readonly name: string; readonly n: number }[] {
  return [
    { kind: 'first', name: 'delivered at once', n: counts.delivered - counts.recovered },
    { kind: 'recovered', name: 'recovered', n: counts.recovered },
    { kind: 'waiting', name: 'still waiting', n: counts.waiting },
    { kind: 'refused', name: 'refused, soft', n: counts.refused },
    { kind: 'hard', name: 'hard bounced', n: counts.hard },
  ];
}

export function stack(counts: Counts, height: number): Html {
  let start = 0;
  const parts = fates(counts)
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => {
      const x = start;
      start += n / counts.attempted;
      return html`<rect class="${kind}" x="${of(x)}" width="${of(n / counts.attempted)}" height="${height}"/>`;
    });
  const label = fates(counts)
    .map(({ name, n }) => `${name} ${percent(n / counts.attempted)}`)
    .join(', ');
  return html`<svg class="stack" width="100%" height="${height}" role="img" aria-label="${label}">${parts}</svg>`;
}

export const bar = (share: number): Html =>
  html`<svg width="100%" height="8" aria-hidden="true"><rect width="${of(share)}" height="8" rx="2"/></svg>`;

const chartHeight = 100;

/** Hard and soft rate over time above the volume; a step without mail leaves a gap. */
export function trendChart({ points, step }: Trend, rates: { readonly hard: Rate; readonly soft: Rate }): Html {
  const share = (n: number, of: number) => (n === 0 ? 0 : of / n);
  const most = Math.max(1, ...points.map(({ n }) => n));
  // The first or last hour may hold a handful of recipients; their rate must not flatten all others.
  const telling = points.filter(({ n }) => n >= most / 10);
  const top = niceTop(
    Math.max(rates.hard.limit, ...telling.map(({ n, hard, soft }) => Math.max(share(n, hard), share(n, soft)))),
  );
  const y = (rate: number) => (chartHeight * (1 - Math.min(1, rate / top))).toFixed(2);
  const width = 1000 / points.length;
  const line = (kind: 'hard' | 'soft') =>
    runs(
      points.map(({ n, [kind]: bounced }, index) =>
        n === 0 ? null : `${((index + 0.5) * width).toFixed(1)},${y(bounced / n)}`,
      ),
    ).map((run) => html`<polyline class="${kind}-line" points="${run.join(' ')}"/>`);
  const limit = (kind: 'hard' | 'soft') =>
    html`<line class="limit ${kind}-line" x1="0" x2="1000" y1="${y(rates[kind].limit)}" y2="${y(rates[kind].limit)}"/>`;
  const volume = points.map(
    ({ n }, index) =>
      html`<rect class="volume" x="${(index * width).toFixed(1)}" width="${(width * 0.9).toFixed(1)}" y="${(chartHeight - (n / most) * 30).toFixed(1)}" height="${((n / most) * 30).toFixed(1)}"/>`,
  );
  const name = step === 'hour' ? hourText : dayText;
  const marks = [points[0], points[Math.floor(points.length / 2)], points.at(-1)].flatMap((point) =>
    point === undefined ? [] : [html`<span>${name(point.at)}</span>`],
  );
  return html`<figure class="chart"><div class="y" aria-hidden="true"><span>${limitText(top)}</span><span>${limitText(top / 2)}</span><span>0 %</span></div>
<svg viewBox="0 0 1000 ${chartHeight}" width="100%" height="200" preserveAspectRatio="none" role="img" aria-label="Hard and soft bounce rate by ${step}; the same numbers are in the table below">${volume}${limit('hard')}${limit('soft')}${line('soft')}${line('hard')}</svg>
<div class="x" aria-hidden="true">${marks}</div></figure>`;
}

/** A round number with some room above. */
function niceTop(share: number): number {
  return [0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75].find((top) => top >= share * 1.1) ?? 1;
}

/** Joins neighbours; a lone point becomes a short stroke by being named twice. */
function runs(points: readonly (string | null)[]): string[][] {
  const found: string[][] = [[]];
  for (const point of points) {
    if (point === null) found.push([]);
    else found.at(-1)?.push(point);
  }
  return found.filter((run) => run.length > 0).map((run) => (run.length === 1 ? [...run, ...run] : run));
}
