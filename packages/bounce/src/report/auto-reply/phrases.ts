/**
 * Finds phrases in the words of a mail. Phrases are small expressions, by language; a word of them ends where a word of
 * the text ends, but in scripts that write without blanks. They are written in lower case and match any.
 */
import type { Evidence } from '../../classify/verdict.ts';

export type Phrases = Readonly<Record<string, readonly string[]>>;

/** Chinese, Japanese, Thai and Korean particles stand without blanks. */
const UNSPACED = new Set(['zh', 'ja', 'ko']);

/** Letters of the scripts that have blanks between words, in lower case. */
export const LETTERS = 'a-z\\u00df-\\u024f\\u0370-\\u052f';

/** Finds the first phrase in a text. */
export type Finder = (text: string) => Evidence | null;

export function finder(phrases: Phrases): Finder {
  const spaced = Object.entries(phrases).flatMap(([language, list]) => (UNSPACED.has(language) ? [] : list));
  const unspaced = Object.entries(phrases).flatMap(([language, list]) => (UNSPACED.has(language) ? list : []));
  const source = [
    ...(spaced.length > 0 ? [`(?<![${LETTERS}0-9])(?:${spaced.join('|')})(?![${LETTERS}0-9])`] : []),
    ...unspaced,
  ].join('|');
  let compiled: RegExp | undefined;
  return (text) => {
    // Compiled when first asked for: most mails are no automatic replies.
    compiled ??= new RegExp(withLetters(blanksAreAny(source)));
    const match = compiled.exec(lowered(text));
    if (match === null) return null;
    const end = match.index + match[0].length;
    return { start: match.index, end, text: text.slice(match.index, end) };
  };
}

/** The flag i would cost more than all else. A few letters (İ) grow when lowered; then offsets would not fit. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-ZÀ-ÞΑ-ЯĀ-ŽŞ]/g, (letter) => letter.toLowerCase());
}

/** A blank between words may be a line end, with the indentation of the next line. */
const blanksAreAny = (source: string): string =>
  source.replaceAll('[- ]', '[-\\s]').replaceAll(' ?', '\\s{0,3}').replaceAll(' ', '\\s{1,3}');

const withLetters = (source: string): string =>
  source.replaceAll('[\\p{L}', `[${LETTERS}`).replaceAll('\\p{L}', `[${LETTERS}]`);
