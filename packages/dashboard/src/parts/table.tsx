/**
 * A table of rows, each of which may open something. Keys while it has the focus, or nothing has: j and k move, Enter opens.
 * It is never wider than its place: styles/cards.css.
 */
import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { navigate } from '../router/place.ts';
import { onKey } from '../shell/keys.ts';
import { type Column, roomFor } from './column.ts';
import type { Marks } from './marks.ts';

export interface TableProps<T> {
  /** For those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** Where a row leads; null: nowhere. */
  readonly open?: (row: T) => string | null;
  /** j and k move in this table: one of a screen. */
  readonly keys?: boolean;
  /** A box in front of each row, and x for the row that the keys are at. */
  readonly marks?: Marks;
}

export function Table<T>({ caption, columns, rows, rowKey, open, keys = false, marks }: TableProps<T>) {
  const [selected, setSelected] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  // What the keys act on: two that come in a row must not wait for a picture to be drawn between them.
  const seen = useRef({ rows, rowKey, open, selected, marks });
  Object.assign(seen.current, { rows, rowKey, open, marks });

  useEffect(() => {
    if (!keys) return undefined;
    const place = (): number =>
      seen.current.rows.findIndex((row) => seen.current.rowKey(row) === seen.current.selected);
    const select = (index: number): void => {
      const { rows: shown } = seen.current;
      const row = shown[Math.max(0, Math.min(shown.length - 1, index))];
      if (row === undefined) return;
      seen.current.selected = seen.current.rowKey(row);
      setSelected(seen.current.selected);
      body.current?.children[shown.indexOf(row)]?.scrollIntoView({ block: 'nearest' });
    };
    const stop = [
      onKey('j', 'Next row', () => select(place() + 1)),
      onKey('k', 'Row before', () => select(place() - 1)),
      onKey('Enter', 'Open the row', () => {
        const row = seen.current.rows[place()];
        const to = row === undefined ? null : (seen.current.open?.(row) ?? null);
        if (to === null) return false;
        navigate(to);
        return true;
      }),
    ];
    if (marks !== undefined)
      stop.push(
        onKey('x', 'Mark the row', () => {
          const { selected: at } = seen.current;
          if (at === null) return false;
          seen.current.marks?.toggle(at);
          return true;
        }),
      );
    return () => {
      for (const each of stop) each();
    };
  }, [keys, marks === undefined]);

  const shown = columns.filter(({ hidden }) => hidden !== true);
  const markRoom = marks === undefined ? 0 : 2;
  const nameOf = (row: T): string => textOf(shown.find(({ names }) => names === true)?.cell(row)) || rowKey(row);
  return (
    <div class="table-place" style={{ fontSize: `${roomFor(shown) + markRoom}rem` }}>
      <div class="table-wrap" style={{ fontSize: `${roomFor(shown.filter(({ spare }) => !spare)) + markRoom}rem` }}>
        <table class="table">
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {marks === undefined ? null : (
                <th scope="col">
                  <span class="visually-hidden">mark</span>
                </th>
              )}
              {shown.map((column) => (
                <th key={column.title} scope="col" class={classOf(column)}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row) => {
              const to = open?.(row) ?? null;
              return (
                <tr
                  key={rowKey(row)}
                  data-open={to === null ? undefined : ''}
                  data-selected={selected === rowKey(row) ? 'true' : undefined}
                  onClick={(event) => {
                    if (to === null || isControl(event.target) || hasSelection()) return;
                    navigate(to);
                  }}
                >
                  {marks === undefined ? null : (
                    <td class="tight mark-cell">
                      <input
                        type="checkbox"
                        aria-label={`Mark ${nameOf(row)}`}
                        checked={marks.has(rowKey(row))}
                        onChange={() => marks.toggle(rowKey(row))}
                      />
                    </td>
                  )}
                  {shown.map((column) => {
                    const { title, cell: written, kind, names } = column;
                    const cell = kind === 'wide' || names === true ? (of: T) => broken(written(of)) : written;
                    return names === true ? (
                      <th key={title} scope="row" class={classOf(column)}>
                        {to === null ? cell(row) : <a href={to}>{cell(row)}</a>}
                      </th>
                    ) : (
                      // On narrow pages, where a row is a card, each cell says what it is.
                      <td key={title} class={classOf(column)} data-label={title}>
                        {cell(row)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const classOf = <T,>({ kind, spare }: Pick<Column<T>, 'kind' | 'spare'>): string | undefined =>
  [kind, spare === true ? 'spare' : undefined].filter(Boolean).join(' ') || undefined;

const longestBroken = 320;

/** An address goes on in the next line before its @ or a dot, and in the middle of a word only where that is too long itself. */
const broken = (content: ComponentChildren): ComponentChildren =>
  typeof content === 'string' && content.length < longestBroken
    ? content.split(/(?=[@.])/).map((piece, index) => (
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {piece}
        </Fragment>
      ))
    : content;

/** Of what names a row: a text, or nothing. */
const textOf = (content: ComponentChildren): string => (typeof content === 'string' ? content : '');
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button, input, select, label') !== null;
/** Whoever marks text to copy it opens nothing. */
const hasSelection = (): boolean => (getSelection()?.toString() ?? '') !== '';
