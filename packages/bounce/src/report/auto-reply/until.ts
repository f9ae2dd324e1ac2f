/**
 * When the person will be back: the date that the words call the return, else the last day of the absence.
 * There is no clock: what a date leaves out comes from the mail's own Date.
 */
import { monthOf } from './months.ts';
import { type WrittenDate, writtenDates } from './written-dates.ts';

/** Right before the date; between them may stand a weekday or an article. */
const UNTIL =
  /(?<![a-z\u00c0-\u024f\u0370-\u052f])(?:until|untill|till?|through|thru|up to|bis|jusqu'(?:au|à|en)|hasta|fino|sino|até|tot|t\/m|do|până|до|по|t\.?o\.?m\.?|asti|έως|μέχρι|sampai|đến)(?![a-z\u00c0-\u024f\u0370-\u052f])[^\d.!?]{0,30}$/i;
const UNTIL_UNSPACED = /(?:至|到|直到|直至)\s?$/;
/** Right behind the date. */
const UNTIL_BEHIND = /^-[éje]{0,2}ig\b|^[^\d.!?\n]{0,14}(?:kadar|まで|迄|为止|為止|止|까지|asti|saakka)/i;
/** Somewhere before the date in its sentence. */
const RETURN =
  /(?<![a-z\u00c0-\u024f\u0370-\u052f])(?:back|return(?:ing|s)?|resum(?:e|ing)|reachable again|available again|zurück|wieder|retour|reviens|reviendrai|regreso|regresar[ée]|regresando|volver[ée]|vuelvo|vuelta|reincorpor[a-z\u00c0-\u024f\u0370-\u052f]{1,4}|rientr[a-z\u00c0-\u024f\u0370-\u052f]{1,4}|torner[òo]|torno|ritorno|retorno|retornarei|regresso|voltarei|volto|terug|wracam|wrócę|powrót|powrotem|вернусь|возвращ[a-z\u00c0-\u024f\u0370-\u052f]{1,6}|выйду|tillbaka|åter|tilbage|tilbake|takaisin|zpět)(?![a-z\u00c0-\u024f\u0370-\u052f])/i;
const RETURN_BEHIND =
  /^[^.!?\n。]{0,20}(?:wieder|zurück|terug|dön|回来|回來|返回|恢复|上班|返工|出社|復帰|戻|より(?:通常|営業)|から(?:通常|営業)|복귀)/i;
/** All that stands between the two dates of "from … to …". */
const BETWEEN =
  /^[\s,(]{0,3}(?:-|–|—|~|〜|～|to|through|thru|and|bis(?: zum)?|au|hasta(?: el)?|al?|ao?|até|tot(?: en met)?|t\/m|do|по|til|till|至|到|から)\s{0,2}(?:[a-z\u00c0-\u024f\u0370-\u052f]{1,12}\.?,?\s){0,3}$/i;

/**
 * "2026-12-14"; null when the words name no such day, or one that could be two.
 * @param date the mail's Date
 */
export function returnDay(words: string, date: string | null): string | null {
  const sent = dayOf(date);
  const dates = writtenDates(words);
  const chosen =
    dates.find((written) => isReturn(words, written)) ??
    dates.find((written, at) => isEnd(words, written, dates[at - 1]));
  if (chosen === undefined) return null;
  return settled(inOrder(chosen, monthFirst(words, chosen, dates)), sent);
}

function isReturn(words: string, { start, end }: WrittenDate): boolean {
  const sentence =
    words
      .slice(Math.max(0, start - 60), start)
      .split(/[!?;。]|\.\s|\n[ \t]*\n/)
      .at(-1) ?? '';
  return RETURN.test(sentence) || RETURN_BEHIND.test(words.slice(end, end + 32));
}

function isEnd(words: string, date: WrittenDate, before: WrittenDate | undefined): boolean {
  if (date.endsRange) return true;
  const lead = words.slice(Math.max(0, date.start - 44), date.start);
  if (UNTIL.test(lead) || UNTIL_UNSPACED.test(lead) || UNTIL_BEHIND.test(words.slice(date.end, date.end + 30)))
    return true;
  return before !== undefined && date.start - before.end < 50 && BETWEEN.test(words.slice(before.end, date.start));
}

/** Another date of the text shows the order; and only English has the month first. */
function monthFirst(words: string, chosen: WrittenDate, dates: readonly WrittenDate[]): boolean | null {
  const shown = dates.find((date) => date.monthFirst !== null);
  if (shown) return shown.monthFirst;
  return ENGLISH.test(words.slice(Math.max(0, chosen.start - 60), chosen.start)) ? null : false;
}

const ENGLISH =
  /(?<![a-z\u00c0-\u024f\u0370-\u052f])(?:until|untill|till|through|thru|to|back|return(?:ing|s)?|resum(?:e|ing)|available|reachable)(?![a-z\u00c0-\u024f\u0370-\u052f])/i;

function inOrder(date: WrittenDate, monthFirst: boolean | null): WrittenDate {
  if (date.swapped === null || monthFirst === null) return date;
  return monthFirst ? { ...date, ...date.swapped, swapped: null } : { ...date, swapped: null };
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS = 86_400_000;
const time = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day);

/** RFC 5322 §3.3, without the time. */
function dayOf(date: string | null): Day | null {
  const [, day, name, year] = /(\d{1,2})\s+([a-z]{3})[a-z]{0,6}\s+(\d{4})/i.exec(date ?? '') ?? [];
  const month = monthOf(name ?? '');
  return month === undefined ? null : { year: Number(year), month, day: Number(day) };
}

function settled(date: WrittenDate, sent: Day | null): string | null {
  const readings = [date, ...(date.swapped ? [date.swapped] : [])].flatMap(({ month, day }) => {
    const year = date.year ?? (sent && yearOf(month, day, sent));
    return year === null ? [] : [{ year, month, day }];
  });
  // "05/07" is the 5th of July or the 7th of May; nobody is away until a day that is over, or for most of a year.
  const likely = (day: Day): boolean =>
    sent !== null && time(day) >= time(sent) - DAYS && time(day) <= time(sent) + 180 * DAYS;
  const [only, ...more] = readings.length > 1 ? readings.filter(likely) : readings;
  if (only === undefined || more.length > 0) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${only.year}-${two(only.month)}-${two(only.day)}`;
}

/** The year in which that day is nearest to the mail, with more room ahead than behind. */
const yearOf = (month: number, day: number, sent: Day): number =>
  time({ year: sent.year, month, day }) < time(sent) - 60 * DAYS ? sent.year + 1 : sent.year;
