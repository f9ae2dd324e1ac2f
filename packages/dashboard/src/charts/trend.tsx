/**
 * Rates over time with their limits, and how much mail they rest on, behind them. Arrow keys and the pointer read it bucket by
 * bucket; its table is one click away.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Table } from '../parts/table.tsx';
import { count, percent } from '../words/figures.ts';
import { bandsOf, type Note, notesIn } from './notes.ts';
import { momentText, niceTicks, tickText, timeTicks } from './scale.ts';

export interface TrendLine {
  readonly name: string;
  readonly series: 1 | 2 | 3;
  /** 0 to 1, one for each instant; null where there was no mail. */
  readonly values: readonly (number | null)[];
  /** 0 to 1. */
  readonly limit?: number;
}

export interface TrendProps {
  readonly label: string;
  readonly at: readonly number[];
  readonly volume: readonly number[];
  readonly lines: readonly TrendLine[];
  /** What happened meanwhile. */
  readonly notes?: readonly Note[];
  readonly height?: number;
}

const left = 44;
const bottom = 22;
const top = 8;

export function Trend({ label, at, volume, lines, notes = [], height = 210 }: TrendProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  const [read, setRead] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  useEffect(() => {
    if (box.current === null) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(260, entry?.contentRect.width ?? 640)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [asTable]);

  const first = at[0] ?? 0;
  const last = at.at(-1) ?? 1;
  const most = Math.max(
    0.001,
    ...lines.flatMap(({ values, limit = 0 }) => [limit * 1.15, ...values.map((value) => value ?? 0)]),
  );
  const ticks = niceTicks(most);
  const highest = ticks.at(-1) ?? 1;
  const x = (instant: number): number => left + ((instant - first) / Math.max(1, last - first)) * (width - left - 8);
  const y = (value: number): number => top + (1 - value / highest) * (height - top - bottom);
  const busiest = Math.max(1, ...volume);
  const step = (width - left - 8) / Math.max(1, at.length - 1);

  const bands = bandsOf(notes, at);

  const readAt = (event: PointerEvent): void => {
    const inside = event.clientX - (box.current?.getBoundingClientRect().left ?? 0);
    setRead(Math.max(0, Math.min(at.length - 1, Math.round((inside - left) / step))));
  };
  const readOn = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    setRead((before) => Math.max(0, Math.min(at.length - 1, (before ?? at.length - 1) + (before === null ? 0 : by))));
  };
  const moment = read === null ? null : at[read];

  return (
    <figure class="trend">
      <div class="row" style={{ justifyContent: 'space-between', marginBottom: '6px' }}>
        <div class="legend" aria-live="polite">
          {moment === undefined || moment === null || read === null ? null : (
            <strong class="num">{momentText(moment)}</strong>
          )}
          {lines.map(({ name, series, values, limit }) => (
            <span key={name} class="num">
              <i data-series={series} />
              {name}{' '}
              {read === null ? (limit === undefined ? '' : `(limit ${percent(limit)})`) : percent(values[read] ?? null)}
            </span>
          ))}
          <span class="num">
            <i />
            {read === null ? 'recipients attempted' : `${count(volume[read] ?? 0)} attempted`}
          </span>
        </div>
        <button type="button" class="button plain small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Chart' : 'Table'}
        </button>
      </div>
      {asTable ? (
        <Table
          caption={label}
          rows={at.map((instant, index) => ({ instant, index })).reverse()}
          rowKey={({ instant }) => String(instant)}
          columns={[
            { title: 'from (UTC)', cell: ({ instant }) => momentText(instant), names: true },
            { title: 'attempted', kind: 'n', cell: ({ index }) => count(volume[index] ?? 0) },
            {
              title: 'meanwhile',
              hidden: bands.length === 0,
              cell: ({ index }) =>
                notesIn(notes, at, index)
                  .map(({ text }) => text)
                  .join('; '),
            },
            ...lines.map(({ name, values }) => ({
              title: name,
              kind: 'n' as const,
              cell: ({ index }: { readonly index: number }) => percent(values[index] ?? null),
            })),
          ]}
        />
      ) : (
        <div
          ref={box}
          tabIndex={0}
          role="application"
          aria-roledescription="chart"
          aria-label={`${label}. Arrow keys read it.`}
          onKeyDown={readOn}
          onPointerMove={readAt}
          onPointerLeave={() => setRead(null)}
          onBlur={() => setRead(null)}
        >
          <svg class="chart" width={width} height={height} aria-hidden="true">
            {ticks.map((tick) => (
              <g key={tick}>
                <line class="axis" x1={left} x2={width - 8} y1={y(tick)} y2={y(tick)} />
                <text x={left - 8} y={y(tick) + 4} text-anchor="end">
                  {`${Number((tick * 100).toFixed(2))} %`}
                </text>
              </g>
            ))}
            {bands.map(({ note, from, until }, index) => (
              <g key={note.href}>
                <rect
                  class="note"
                  x={x(at[from] ?? 0) - step / 2}
                  width={x(at[until] ?? 0) - x(at[from] ?? 0) + step}
                  y={top}
                  height={height - top - bottom}
                />
                <text class="note" x={x(at[from] ?? 0) - step / 2 + 3} y={top + 10 + 12 * (index % 3)}>
                  {index + 1}
                </text>
              </g>
            ))}
            {volume.map((value, index) => {
              const tall = (value / busiest) * (height - top - bottom) * 0.5;
              return (
                <rect
                  key={at[index]}
                  class="volume"
                  x={x(at[index] ?? 0) - Math.max(0.5, step * 0.4)}
                  width={Math.max(1, step * 0.8)}
                  y={height - bottom - tall}
                  height={tall}
                />
              );
            })}
            {timeTicks(first, last, Math.max(2, Math.floor(width / 90))).map((instant) => (
              <text key={instant} x={x(instant)} y={height - 6} text-anchor="middle">
                {tickText(instant)}
              </text>
            ))}
            {lines.map(({ name, series, limit }) =>
              limit === undefined ? null : (
                <line
                  key={name}
                  class="limit"
                  data-series={series}
                  x1={left}
                  x2={width - 8}
                  y1={y(limit)}
                  y2={y(limit)}
                />
              ),
            )}
            {lines.map(({ name, series, values }) => (
              <path
                key={name}
                class="line"
                data-series={series}
                d={linePath(values, (index) => x(at[index] ?? 0), y)}
              />
            ))}
            {moment === undefined || moment === null ? null : (
              <line class="cursor" x1={x(moment)} x2={x(moment)} y1={top} y2={height - bottom} />
            )}
          </svg>
        </div>
      )}
      {bands.length === 0 ? null : (
        <ol class="notes" aria-label="What happened meanwhile">
          {bands.map(({ note }) => (
            <li key={note.href}>
              <a href={note.href}>{note.text}</a> <span class="quiet num">{momentText(note.from)}</span>
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
}

/** Broken where there was no mail; a single bucket between two gaps is a dot. */
function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let drawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      drawing = false;
      continue;
    }
    const place = `${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    const isAlone = !drawing && (values[index + 1] ?? null) === null;
    path += `${drawing ? 'L' : 'M'}${place}${isAlone ? 'h0.1' : ''}`;
    drawing = true;
  }
  return path;
}
