/**
 * The header block of a part (RFC 5322 §2.2), found by name. Values are decoded when asked for.
 */
import { decodeWords } from './encoded-word.ts';
import { type Field, type HeaderBlock, lowered, markOf, readHeaderBlock } from './header-block.ts';
import { Reading } from './limits.ts';
import { isBlank, withPlainLineEnds } from './line.ts';
import { type Source, sourceOfText } from './source.ts';

export interface Headers {
  /** First field of that name (any case): unfolded, tabs as blanks, encoded words decoded (RFC 2047), trimmed. */
  get(name: string): string | null;
  /** Every field of that name, in order. */
  all(name: string): readonly string[];
  /** Field body as written, folds included; bytes above 0x7f are read as UTF-8, else windows-1252. */
  raw(name: string): string | null;
  /** The whole block as written. */
  readonly block: string;
}

/** Fields at the beginning of a text that is decoded already: one block of a message/delivery-status, say. */
export function parseHeaders(text: string, reading: Reading = new Reading()): Headers {
  const source = sourceOfText(text);
  return new FieldList(source, readHeaderBlock(source, 0, text.length, reading, 0), reading);
}

/** Few names are asked of a block, so looking through its fields each time costs less than an index of them. */
export class FieldList implements Headers {
  readonly #source: Source;
  readonly #block: HeaderBlock;
  readonly #reading: Reading;
  /** Values asked for so far, by the number of their field. */
  readonly #values: string[] = [];

  constructor(source: Source, block: HeaderBlock, reading: Reading) {
    this.#source = source;
    this.#block = block;
    this.#reading = reading;
  }

  get(name: string): string | null {
    const number = this.#find(name, 0);
    const field = this.#block.fields[number];
    if (field === undefined) return null;
    this.#values[number] ??= this.#value(field);
    return this.#values[number];
  }

  all(name: string): readonly string[] {
    const values: string[] = [];
    for (let number = this.#find(name, 0); number !== -1; number = this.#find(name, number + 1)) {
      const field = this.#block.fields[number];
      if (field !== undefined) values.push(this.#value(field));
    }
    return values;
  }

  raw(name: string): string | null {
    const field = this.#block.fields[this.#find(name, 0)];
    return field === undefined ? null : this.#body(field);
  }

  get block(): string {
    return this.#source.decode(this.#block.start, this.#block.end, null);
  }

  /** Number of the next field of that name; -1 when there is none. */
  #find(name: string, from: number): number {
    const { fields, marks } = this.#block;
    const mark = markOf(name, 0, name.length);
    for (let number = from; number < marks.length; number++) {
      if (marks[number] !== mark) continue;
      const field = fields[number];
      if (field !== undefined && isNamed(this.#source.text, field.start, name)) return number;
    }
    return -1;
  }

  #body(field: Field): string {
    const { headerLine } = this.#reading.limits;
    const start = field.colon + 1;
    if (field.end - field.start <= headerLine) return this.#source.decode(start, field.end, null);
    this.#reading.note(`header field longer than ${headerLine} bytes`);
    return this.#source.decode(start, Math.max(start, field.start + headerLine), null);
  }

  #value(field: Field): string {
    return decodeWords(unfold(this.#body(field)).replaceAll('\t', ' '), this.#reading).trim();
  }
}

/** In any case; of a field whose name has the mark of this one. */
function isNamed(text: string, start: number, name: string): boolean {
  for (let at = 1; at < name.length; at++)
    if (lowered(text.charCodeAt(start + at)) !== lowered(name.charCodeAt(at))) return false;
  return true;
}

/** RFC 5322 §2.2.3; a fold that is not indented leaves a blank. */
export function unfold(body: string): string {
  const plain = withPlainLineEnds(body);
  let joined = '';
  let from = 0;
  for (let at = plain.indexOf('\n'); at !== -1; at = plain.indexOf('\n', from)) {
    joined += plain.slice(from, at);
    from = at + 1;
    if (!isBlank(plain.charCodeAt(from))) joined += ' ';
  }
  return from === 0 ? plain : joined + plain.slice(from);
}
