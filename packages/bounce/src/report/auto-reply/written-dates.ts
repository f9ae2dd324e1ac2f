/**
 * Dates as people write them: "14 December 2026", "Dec 14th", "le 3 janvier", "3.1.2027", "2026-12-14", "12月14日".
 * What they leave out stays null, and so does an order of numbers that could be either.
 */
import { monthOf } from './months.ts';
import { LETTERS } from './phrases.ts';

export interface WrittenDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** True of "12/24/2026", false of "24/12/2026", null where the order does not show or does not matter. */
  readonly monthFirst: boolean | null;
  /** The other reading of "05/07/2026". */
  readonly swapped: { readonly month: number; readonly day: number } | null;
  readonly start: number;
  readonly end: number;
  /** The second day of "10 - 14 December". */
  readonly endsRange: boolean;
}

const JOIN = '(?:-|–|—|~|to|until|bis|au|al|ao|a|tot|t/m|do|по|и|and|und)';
const ORDINAL = '(?:st|nd|rd|th|er|ère|º|°|\\.|-?го)?';
const NOTATIONS: readonly (readonly [notation: RegExp, read: (groups: readonly (string | undefined)[]) => Fields])[] = [
  [/(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g, ([, year, , month, day]) => ({ year, month, day })],
  [
    /(?:(\d{4})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]/g,
    ([, year, month, day]) => ({ year, month, day }),
  ],
  [
    new RegExp(
      `(?<![\\d.,/:])(?:(\\d{1,2})${ORDINAL}\\s?${JOIN}\\s?)?(\\d{1,2})${ORDINAL}\\s?(?:of |de |di |d'|den )?([${LETTERS}]{3,13})\\.?(?:,?\\s(?:de |del |of )?(\\d{4}))?(?![${LETTERS}\\d])`,
      'gi',
    ),
    ([, first, day, month, year]) => ({ year, month, day, endsRange: first !== undefined }),
  ],
  [
    new RegExp(
      `(?<![${LETTERS}])([${LETTERS}]{3,13})\\.?\\s(?:the )?(\\d{1,2})${ORDINAL}(?:\\s?${JOIN}\\s?(\\d{1,2})${ORDINAL}(?!\\s?[${LETTERS}]))?(?:,?\\s(\\d{4}))?(?![\\d:/])`,
      'gi',
    ),
    ([, month, first, last, year]) => ({ year, month, day: last ?? first, endsRange: last !== undefined }),
  ],
  [
    /(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2})|(?=\.))(?![\d:])/g,
    ([, day, separator, month, year]) => ({ year, month, day, unclear: separator !== '.' }),
  ],
];

interface Fields {
  readonly year?: string | undefined;
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  readonly endsRange?: boolean;
  readonly unclear?: boolean;
}

/** In the order of the text; of notations that overlap the first counts. */
export function writtenDates(text: string): readonly WrittenDate[] {
  const found: WrittenDate[] = [];
  for (const [notation, read] of NOTATIONS) {
    for (const match of text.matchAll(notation)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const date = dateOf(read(match));
      if (date !== null) found.push({ ...date, start, end });
      if (found.length === 40) break;
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function dateOf(fields: Fields): Omit<WrittenDate, 'start' | 'end'> | null {
  const day = Number(fields.day);
  const month = monthOf(fields.month ?? '') ?? Number(fields.month);
  const written = fields.year === undefined ? null : Number(fields.year);
  const year = written !== null && written < 100 ? 2000 + written : written;
  const usual = isDay(year, month, day);
  const other = fields.unclear === true && day !== month && isDay(year, day, month);
  if (!usual && !other) return null;
  const endsRange = fields.endsRange === true;
  if (!usual) return { year, month: day, day: month, monthFirst: true, swapped: null, endsRange };
  const monthFirst = fields.unclear === true && day > 12 ? false : null;
  return { year, month, day, monthFirst, swapped: other ? { month: day, day: month } : null, endsRange };
}

/** A leap day needs no year to be one. */
function isDay(year: number | null, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31) || (year !== null && (year < 1990 || year > 2100)))
    return false;
  return new Date(Date.UTC(year ?? 2024, month - 1, day)).getUTCDate() === day;
}
