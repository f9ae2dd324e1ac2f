/**
 * The pieces of a reply that have a digit or a dot in them: which are names, numbers and ids, and which codes, statuses and tags of
 * providers that say something and stay.
 */

import { addressOrTimeEnd } from './address-or-time.ts';
import { statusEnd } from './enhanced-status.ts';
import type { Placeholders } from './placeholders.ts';
import { COLON, classOf, DIGIT, isAlphanumeric, JOINER, LETTER } from './word-class.ts';

/** Letters, digits and joiners from `start` on. Returns where to go on. */
export function replaceToken(writer: Placeholders, start: number, limit: number, kinds: number): number {
  const { text } = writer;
  const numeric = (kinds & COLON) !== 0 || ((kinds & DIGIT) !== 0 && classOf(text.charCodeAt(start)) === DIGIT);
  const special = numeric && (kinds & JOINER) !== 0 ? addressOrTimeEnd(text, start, limit) : 0;
  if (special !== 0) return writer.replace(start, Math.abs(special), special > 0 ? '<ip>' : '<time>');
  const shape = readShape(text, start, limit);
  if (shape.digits === 0 && shape.dots === 0) return shape.end;
  const placeholder = placeholderOf(text, start, shape);
  return placeholder === null ? shape.keep : writer.replace(start, shape.keep, placeholder);
}

interface Shape {
  /** Where the token ends, without joiners that trail. */
  readonly end: number;
  /** Where the part that is judged ends: before the hyphen of "550-5.1.1", before the unit of "10mb". */
  readonly keep: number;
  readonly digits: number;
  readonly letters: number;
  readonly dots: number;
  /** Changes between letters and digits. */
  readonly turns: number;
}

function readShape(text: string, start: number, limit: number): Shape {
  let end = start;
  let last = 0;
  let digits = 0;
  let letters = 0;
  let dots = 0;
  let turns = 0;
  for (let i = start; i < limit; i++) {
    const kind = classOf(text.charCodeAt(i));
    if (kind === DIGIT || kind === LETTER) {
      if (kind === DIGIT) digits++;
      else letters++;
      if (last !== 0 && kind !== last) turns++;
      last = kind;
      dots += end > start && text.charCodeAt(i - 1) === 46 ? 1 : 0;
      end = i + 1;
    } else if ((kind & JOINER) === 0 || (kind & COLON) !== 0 || i > end) break;
    else if (text.charCodeAt(i) === 45 && letters === 0 && dots === 0 && digits === 3) break;
  }
  const unit = turns === 1 && dots === 0 && letters <= 5 && digits <= 7 && classOf(text.charCodeAt(start)) === DIGIT;
  return { end, keep: unit ? lastDigit(text, start) : end, digits, letters, dots, turns };
}

function lastDigit(text: string, start: number): number {
  let end = start;
  while (classOf(text.charCodeAt(end)) === DIGIT) end++;
  return end;
}

/** What stands for the token; null when it stays. */
function placeholderOf(text: string, start: number, shape: Shape): string | null {
  const { digits, letters, dots, turns } = shape;
  if (letters === 0) {
    if (dots === 0) return digits === 3 && isCode(text, start) ? null : '<n>';
    return dots === 2 && isStatus(text, start, shape.end) ? null : '<n>';
  }
  if (dots > 0) return endsInLetters(text, shape.end) ? '<host>' : digits > 0 ? '<id>' : null;
  if (shape.keep < shape.end) return '<n>';
  return isTag(digits, turns, shape.end - start) ? null : '<id>';
}

/** Letters, then at most six digits in one or two groups: "s3150", "aup#1310", "ofr005_104", "dy-001". */
const isTag = (digits: number, turns: number, length: number): boolean => turns === 1 && digits <= 6 && length <= 12;

/** A reply code stands first, behind ":" or ";" or a quote, or before a hyphen or an enhanced status. */
function isCode(text: string, start: number): boolean {
  const c = text.charCodeAt(start);
  if (c < 50 || c > 53) return false;
  if (start === 0 || text.charCodeAt(start + 3) === 45) return true;
  const before = text.charCodeAt(start - 1) === 32 ? text.charCodeAt(start - 2) : text.charCodeAt(start - 1);
  if (before === 58 || before === 59 || before === 39 || before === 10) return true;
  return (
    text.charCodeAt(start + 3) === 32 && text.charCodeAt(start + 4) === c && isWhole(text, statusEnd(text, start + 4))
  );
}

/** Whether a status that ends here is not part of a longer token; 0 is no end. */
const isWhole = (text: string, end: number): boolean =>
  end > 0 &&
  !isAlphanumeric(text, end) &&
  (classOf(text.charCodeAt(end)) === 0 || classOf(text.charCodeAt(end + 1)) === 0);

function isStatus(text: string, start: number, end: number): boolean {
  const c = text.charCodeAt(start);
  return (c === 50 || c === 52 || c === 53) && text.charCodeAt(start + 1) === 46 && end - start <= 9;
}

/** The last label of a host name is two or more letters. */
const endsInLetters = (text: string, end: number): boolean =>
  classOf(text.charCodeAt(end - 1)) === LETTER && classOf(text.charCodeAt(end - 2)) === LETTER;
