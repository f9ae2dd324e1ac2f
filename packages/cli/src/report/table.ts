/**
 * A table of tallies by name that never grows past twice its limit: the lightest rows are then folded into one, `rest`.
 */
import { own } from './recent.ts';
import { Tally, weightOf } from './tally.ts';

interface Row {
  readonly tally: Tally;
}

export class Table<R extends Row> {
  readonly rest = new Tally('');
  private readonly rows = new Map<string, R>();
  private readonly limit: number;
  private readonly make: (name: string) => R;

  constructor(limit: number, make: (name: string) => R) {
    this.limit = limit;
    this.make = make;
  }

  at(name: string): R {
    const found = this.rows.get(name);
    if (found !== undefined) return found;
    if (this.rows.size >= 2 * this.limit) this.prune();
    const key = own(name);
    const row = this.make(key);
    this.rows.set(key, row);
    return row;
  }

  /** Rows that count something, the weightiest first. */
  ranked(order: (tally: Tally) => number = weightOf): readonly R[] {
    const rows = [...this.rows].filter(([, { tally }]) => tally.n > 0);
    return rows
      .sort(([a, { tally: s }], [b, { tally: t }]) => order(t) - order(s) || (a < b ? -1 : 1))
      .map(([, row]) => row);
  }

  private prune(): void {
    const kept = new Set(this.ranked().slice(0, this.limit));
    for (const [name, row] of this.rows) {
      if (kept.has(row)) continue;
      row.tally.fold(this.rest);
      this.rows.delete(name);
    }
  }
}

export const tallies = (limit: number): Table<{ readonly tally: Tally }> =>
  new Table(limit, (name) => ({ tally: new Tally(name) }));
