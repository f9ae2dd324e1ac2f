/**
 * Changes that break readers: pieces cut, repeated, swapped, taken from another seed, words of the format put in wrong
 * places, line ends and charsets broken, one piece blown up.
 */
import type { Random } from './random.ts';

/** Longest input; a blown-up one stays below. */
const longest = 1 << 20;

type Mutation = (text: string, random: Random, words: readonly string[], others: readonly string[]) => string;

const mutations: readonly Mutation[] = [
  insertWord,
  insertWord,
  insertWord,
  replaceWithWord,
  splice,
  splice,
  cut,
  repeatPiece,
  swapLines,
  repeatLine,
  cutLine,
  changeUnit,
  changeUnit,
  changeLineEnds,
  foldLine,
  (text, random) => text.slice(0, random.int(text.length + 1)),
];

/** A seed with one to eight changes; one in a hundred is blown up to tens or hundreds of kilobytes. */
export function mutate(seeds: readonly string[], words: readonly string[], random: Random): string {
  let text = random.pick(seeds);
  for (let changes = 1 + random.int(random.chance(0.5) ? 2 : 8); changes > 0; changes--) {
    text = random.pick(mutations)(text, random, words, seeds).slice(0, longest);
  }
  return random.chance(0.01) ? blowUp(text, random, words) : text;
}

function insertWord(text: string, random: Random, words: readonly string[]): string {
  const at = place(text, random);
  return text.slice(0, at) + random.pick(words) + text.slice(at);
}

function replaceWithWord(text: string, random: Random, words: readonly string[]): string {
  const [start, end] = piece(text, random);
  return text.slice(0, start) + random.pick(words) + text.slice(end);
}

function splice(text: string, random: Random, _words: readonly string[], others: readonly string[]): string {
  const other = random.pick(others);
  const [start, end] = piece(other, random);
  return (
    text.slice(0, place(text, random)) +
    other.slice(start, random.chance(0.5) ? end : undefined) +
    text.slice(place(text, random))
  );
}

function cut(text: string, random: Random): string {
  const [start, end] = piece(text, random);
  return text.slice(0, start) + text.slice(end);
}

function repeatPiece(text: string, random: Random): string {
  const [start, end] = piece(text, random);
  return text.slice(0, end) + text.slice(start, end).repeat(random.int(12)) + text.slice(end);
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [a, b] = [random.int(lines.length), random.int(lines.length)];
  [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  return lines.join('\n');
}

function repeatLine(text: string, random: Random): string {
  const lines = text.split('\n');
  lines.splice(random.int(lines.length), 0, random.pick(lines));
  return lines.join('\n');
}

function cutLine(text: string, random: Random): string {
  const lines = text.split('\n');
  lines.splice(random.int(lines.length), 1 + random.int(3));
  return lines.join('\n');
}

const oddUnits = [
  '\0',
  '\x1b',
  '\x7f',
  '\x80',
  '\xa0',
  '\xff',
  '\xc3',
  '\r',
  '\n',
  '\t',
  ' ',
  '<',
  '>',
  '"',
  '(',
  '%',
  '=',
] as const;

function changeUnit(text: string, random: Random): string {
  const at = random.int(text.length);
  return text.slice(0, at) + random.pick(oddUnits) + text.slice(at + random.int(2));
}

function changeLineEnds(text: string, random: Random): string {
  const end = random.pick(['\n', '\r\n', '\r', '\n\r', '\r\r\n', '\n\n', '\u0085']);
  return text.replace(/\r?\n/g, () => (random.chance(0.9) ? end : '\n'));
}

function foldLine(text: string, random: Random): string {
  const blank = text.indexOf(' ', place(text, random));
  return blank === -1
    ? text
    : `${text.slice(0, blank)}${random.pick(['\n', '\r\n', '\r'])}${random.pick([' ', '\t', ''])}${text.slice(blank)}`;
}

/** What costs a quadratic reader dear: one word, line or piece a thousand times over. */
function blowUp(text: string, random: Random, words: readonly string[]): string {
  const [start, end] = piece(text, random);
  const unit = random.pick([
    text.slice(start, end),
    random.pick(words),
    `${random.pick(words)}\n`,
    random.pick(words) + random.pick(words),
    ' ',
  ]);
  const size = 1 << (12 + random.int(7));
  const at = place(text, random);
  return (
    text.slice(0, at) +
    unit.repeat(Math.ceil(size / Math.max(1, unit.length))).slice(0, size) +
    text.slice(at)
  ).slice(0, longest);
}

/** Half of the time at the beginning of a line or word. */
function place(text: string, random: Random): number {
  const at = random.int(text.length + 1);
  if (random.chance(0.5)) return at;
  const end = text.indexOf(random.pick(['\n', ' ', ':', ';']), at);
  return end === -1 ? at : end + 1;
}

function piece(text: string, random: Random): readonly [start: number, end: number] {
  const start = place(text, random);
  return [start, Math.min(text.length, start + 1 + random.int(random.chance(0.7) ? 40 : 2000))];
}
