/**
 * Recipients by the hour of their first attempt and by receiver: the cells from which totals, receivers and the
 * trend are summed, so that a recipient is counted once and not in each of them.
 */
import { sumOf, Tally } from './tally.ts';

export const hourLength = 3_600_000;

/** Two years; what hostile clocks put beside is counted under no hour. */
const hourLimit = 17_544;

/** No time could be read. */
export const noHour = 0;

export const hourOf = (at: number | null): number => (at === null ? noHour : Math.max(0, Math.floor(at / hourLength)));

export class Calendar {
  private readonly cells = new Map<number, (Tally | undefined)[]>();
  /** Attempts come in order of time: mostly it is this one again. */
  private lastHour = -1;
  private lastRow: (Tally | undefined)[] = [];

  /** The cell of a receiver in an hour since 1970. */
  at(hour: number, receiver: number): Tally {
    if (hour !== this.lastHour) {
      this.lastRow = this.cells.get(hour) ?? this.open(hour);
      this.lastHour = hour;
    }
    const row = this.lastRow;
    row[receiver] ??= new Tally('');
    return row[receiver];
  }

  total(): Tally {
    return sumOf('', [...this.cells.values()].flatMap(present));
  }

  receiver(name: string, receiver: number): Tally {
    return sumOf(
      name,
      [...this.cells.values()].flatMap((row) => present([row[receiver]])),
    );
  }

  /** Hours with mail in order of time. */
  hours(): readonly (readonly [hour: number, tally: Tally])[] {
    const known = [...this.cells].filter(([hour]) => hour !== noHour).sort(([a], [b]) => a - b);
    return known.map(([hour, row]) => [hour, sumOf('', present(row))] as const).filter(([, { n }]) => n > 0);
  }

  /** One receiver's hours in order of time. */
  hoursOf(receiver: number): readonly (readonly [hour: number, tally: Tally])[] {
    const found = [...this.cells].flatMap(([hour, row]) =>
      present([row[receiver]]).map((tally) => [hour, tally] as const),
    );
    return found.filter(([hour]) => hour !== noHour).sort(([a], [b]) => a - b);
  }

  private open(hour: number): (Tally | undefined)[] {
    if (this.cells.size >= hourLimit && hour !== noHour) return this.cells.get(noHour) ?? this.open(noHour);
    const row: (Tally | undefined)[] = [];
    this.cells.set(hour, row);
    return row;
  }
}

const present = (row: readonly (Tally | undefined)[]): readonly Tally[] => row.filter((tally) => tally !== undefined);
