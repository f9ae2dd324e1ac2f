/**
 * A file of suppression entries as records, in constant memory: CSV (RFC 4180; spreadsheets write it with semicolons or tabs,
 * and in UTF-16), with a heading that names its columns or with the address first, or a JSON object a line. Whatever is in it, nothing is thrown: a record is its fields or what is
 * wrong with it.
 */
import { repeatedKey } from '../json/repeated-key.ts';
import { type Fields, isAddress, isHash } from './entry.ts';

export type Form = 'csv' | 'jsonl';

export interface ImportRecord {
  /** Of its first line, from 1. */
  readonly line: number;
  /** Null: `wrong` tells why. */
  readonly fields: Fields | null;
  readonly wrong: string | null;
}

interface Line {
  readonly number: number;
  /** Null: longer than a line may be. */
  readonly text: string | null;
}

const longest = 64 * 1024;
const lineFeed = 0x0a;

export async function* recordsOf(octets: AsyncIterable<Uint8Array>, form: Form): AsyncGenerator<ImportRecord> {
  const lines = linesOf(inUtf8(octets));
  yield* form === 'csv' ? csvRecords(lines) : jsonRecords(lines);
}

async function* linesOf(octets: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let rest: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  const end = (last: Uint8Array): Line => {
    const whole = Buffer.concat([...rest, last]);
    const isTooLong = length + last.length > longest;
    rest = [];
    length = 0;
    return { number: ++number, text: isTooLong ? null : decoder.decode(whole).replace(/\r$/, '') };
  };
  for await (const chunk of octets) {
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      yield end(chunk.subarray(from, at));
      from = at + 1;
    }
    const left = chunk.subarray(from);
    length += left.length;
    // An endless line is counted, not kept.
    if (length <= longest) rest.push(left);
  }
  if (length > 0) yield end(new Uint8Array());
}

/** As it is, but for what begins with UTF-16's byte order mark. */
async function* inUtf8(octets: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first: Uint8Array | null = new Uint8Array();
  let decoder: TextDecoder | null = null;
  for await (const chunk of octets) {
    let some = chunk;
    if (first !== null) {
      some = first = Buffer.concat([first, chunk]);
      if (first.length < 2) continue;
      const mark = 256 * (first[0] ?? 0) + (first[1] ?? 0);
      if (mark === 0xfffe || mark === 0xfeff) decoder = new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be');
      first = null;
    }
    yield decoder === null ? some : Buffer.from(decoder.decode(some, { stream: true }));
  }
  if (first !== null) yield first;
  if (decoder !== null) yield Buffer.from(decoder.decode());
}

const tooLong = (line: number): ImportRecord => ({ line, fields: null, wrong: `is longer than ${longest} octets` });

async function* jsonRecords(lines: AsyncIterable<Line>): AsyncGenerator<ImportRecord> {
  for await (const { number: line, text } of lines) {
    if (text === null) yield tooLong(line);
    else if (text.trim() !== '') yield { line, ...readJson(text) };
  }
}

function readJson(text: string): Omit<ImportRecord, 'line'> {
  try {
    const value: unknown = JSON.parse(text);
    const twice = repeatedKey(text);
    if (twice !== null) return { fields: null, wrong: `has the key ${JSON.stringify(twice)} twice` };
    if (typeof value === 'string') return { fields: { address: value }, wrong: null };
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { fields: value as Fields, wrong: null };
    return { fields: null, wrong: 'is no JSON object' };
  } catch (error) {
    if (error instanceof SyntaxError) return { fields: null, wrong: 'is no JSON' };
    throw error;
  }
}

async function* csvRecords(lines: AsyncIterable<Line>): AsyncGenerator<ImportRecord> {
  let columns: readonly string[] | null = null;
  let twice: string | null = null;
  let parts = ',';
  let isFirst = true;
  for await (const { number: line, text } of wholeRecords(lines)) {
    if (text === null) {
      yield tooLong(line);
      continue;
    }
    if (isFirst) parts = whatParts(text);
    const cells = cellsOf(text, parts);
    if (cells.every((cell) => cell === '')) continue;
    if (isFirst) {
      isFirst = false;
      columns = headingOf(cells);
      twice = read.find((name) => columns?.indexOf(name) !== columns?.lastIndexOf(name)) ?? null;
      if (columns !== null) continue;
    }
    if (twice !== null) {
      yield { line, fields: null, wrong: `has two columns for ${twice}` };
      continue;
    }
    const names = columns ?? ['address'];
    yield { line, fields: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])), wrong: null };
  }
}

/** A quoted cell may hold line ends. */
async function* wholeRecords(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  let parts: string[] = [];
  let first = 0;
  let length = 0;
  let isOpen = false;
  for await (const { number, text } of lines) {
    if (!isOpen) first = number;
    length += (text?.length ?? 0) + 1;
    if (text !== null && length <= longest) {
      parts.push(text);
      if (hasOddQuotes(text)) isOpen = !isOpen;
      if (isOpen) continue;
      yield { number: first, text: parts.join('\n') };
    } else yield { number: first, text: null };
    parts = [];
    length = 0;
    isOpen = false;
  }
  if (isOpen) yield { number: first, text: parts.join('\n') };
}

const hasOddQuotes = (text: string): boolean => (text.split('"').length - 1) % 2 === 1;

const subjects: ReadonlyMap<string, string> = new Map([
  ...(['address', 'email', 'email_address', 'e-mail', 'recipient'] as const).map((name) => [name, 'address'] as const),
  ...(['address_sha256', 'sha256'] as const).map((name) => [name, 'address_sha256'] as const),
]);

/** Columns that an entry is read from (entry.ts). */
const read = ['address', 'address_sha256', 'scope', 'value', 'state', 'reason', 'why', 'expires_at'];

/** What comes first of them, but in quotes. */
function whatParts(line: string): string {
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (letter === ',' || letter === ';' || letter === '\t')) return letter;
  }
  return ',';
}

/** Null: it is an entry already. */
function headingOf(cells: readonly string[]): readonly string[] | null {
  const names = cells.map((cell) => {
    const name = cell.toLowerCase();
    return subjects.get(name) ?? name;
  });
  if (names.includes('address') || names.includes('address_sha256')) return names;
  const [first = ''] = cells;
  return isAddress(first) || isHash(first) || cells.length === 1 ? null : ['address'];
}

function cellsOf(line: string, parts: string): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const isQuoted = line[at] === '"';
    const end = isQuoted ? endOfQuoted(line, at) : at;
    const next = line.indexOf(parts, end);
    const stop = next === -1 ? line.length : next;
    // With something behind it the quotes are of the value: a local part.
    const isCell = isQuoted && line.slice(end, stop).trim() === '';
    const cell = isCell ? line.slice(at + 1, end - 1).replaceAll('""', '"') : line.slice(at, stop);
    // An apostrophe before what a spreadsheet would take for a formula is not of the value.
    cells.push(
      cell
        .trim()
        .replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '')
        .trim(),
    );
    at = stop + 1;
  }
  return cells;
}

/** Behind the closing quotation mark. */
function endOfQuoted(line: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote === -1) return line.length + 1;
    if (line[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}
