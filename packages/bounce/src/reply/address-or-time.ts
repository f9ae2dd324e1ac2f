/**
 * IP addresses, dates and times in a reply: runs of digits with dots, colons and hyphens that are no number and no name.
 */

import { classOf, DIGIT, isAlphanumeric, JOINER, LETTER, trimEnd } from './word-class.ts';

/** End of an IP address (positive) or of a date or time (negative) that begins here; 0 for neither. */
export function addressOrTimeEnd(text: string, start: number, limit: number): number {
  if (isDate(text, start)) return -dateTimeEnd(text, start, limit);
  let colons = 0;
  let dots = 0;
  let others = 0;
  let digits = 0;
  let end = start;
  let last = start;
  for (; last < limit; last++) {
    const c = text.charCodeAt(last);
    if (c === 58) colons++;
    else if (c === 46) dots++;
    else if (c >= 48 && c <= 57) digits++;
    else if ((c | 32) >= 97 && (c | 32) <= 102) others++;
    else break;
    if (c > 58 || (c >= 48 && c <= 57)) end = last + 1;
  }
  for (let i = end; i < last; i++) {
    if (text.charCodeAt(i) === 58) colons--;
    else dots--;
  }
  if (digits === 0 || (end < limit && isAlphanumeric(text, end))) return 0;
  if (colons >= 2 && (others > 0 || colons > 2 || text.slice(start, end).includes('::'))) return end;
  if (others > 0) return 0;
  if (colons > 0) return text.charCodeAt(start + 2) === 58 ? -end : 0;
  return dots === 3 && end - start <= 15 && text.charCodeAt(end) !== 45 ? end : 0;
}

/** "2026-01-31" begins here. */
function isDate(text: string, start: number): boolean {
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return false;
  for (const at of [0, 1, 2, 3, 5, 6, 8, 9]) if (classOf(text.charCodeAt(start + at)) !== DIGIT) return false;
  return true;
}

/** "2026-01-31t12:34:56.789z", to the last digit or letter. */
function dateTimeEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && (classOf(text.charCodeAt(end)) & (DIGIT | LETTER | JOINER)) !== 0) end++;
  return trimEnd(text, start, end);
}
