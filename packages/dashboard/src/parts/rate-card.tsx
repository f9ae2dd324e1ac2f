/** A rate against its limit: the figure, what it rests on, and where its 95 % interval lies. */
import { count, interval, percent, points } from '../words/figures.ts';
import { rateTone } from '../words/verdicts.ts';
import { RateTag } from './tag.tsx';

export interface Rate {
  readonly rate: number | null;
  readonly count: number;
  readonly n: number;
  readonly interval: readonly number[];
  readonly threshold: number;
  readonly state: string;
}

export interface RateCardProps {
  readonly title: string;
  readonly meaning: string;
  readonly rate: Rate;
  readonly before: number | null;
  /** Where the figure leads. */
  readonly href: string;
  /** The bounces that are counted. */
  readonly counted: string;
  /** What the figure would not say by itself. */
  readonly note?: string | null;
}

export function RateCard({ title, meaning, rate, before, href, counted, note = null }: RateCardProps) {
  return (
    <section class="panel rate-card" data-tone={rateTone(rate.state)}>
      <header>
        <h2>{title}</h2>
        <RateTag state={rate.state} />
        <p>{meaning}</p>
      </header>
      <div class="body">
        <p class="row">
          <a class="figure" href={href}>
            {percent(rate.rate)}
          </a>
          <span class="quiet num" title="Points against the window before">
            {points(rate.rate, before)}
          </span>
        </p>
        <Gauge rate={rate} />
        <p class="quiet num">
          limit {percent(rate.threshold)} · 95 % {interval(rate.interval)} ·{' '}
          <a class="plain-link" href={counted}>
            {count(rate.count)} of {count(rate.n)}
          </a>
        </p>
        {note === null ? null : <p class="quiet num">{note}</p>}
      </div>
    </section>
  );
}

export function Gauge({ rate }: { readonly rate: Rate }) {
  const [low = 0, high = 0] = rate.n === 0 ? [0, 0] : rate.interval;
  const most = Math.max(rate.threshold * 2, high * 1.1);
  const at = (value: number): string => `${Math.min(100, (value / most) * 100)}%`;
  return (
    <div class="gauge" data-tone={rateTone(rate.state)} aria-hidden="true">
      <span class="span" style={{ left: at(low), width: at(high - low) }} />
      {rate.rate === null ? null : <span class="value" style={{ left: at(rate.rate) }} />}
      <span class="threshold" style={{ left: at(rate.threshold) }} />
    </div>
  );
}
