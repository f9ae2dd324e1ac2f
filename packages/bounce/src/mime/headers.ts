/**
 * The header block of a part (RFC 5322 §2.2), found by name. Values are decoded when asked for.
 */
import { decodeWords } from './encoded-word.ts';
import { type Field, type HeaderBlock, readHeaderBlock } from './header-block.ts';
import { Reading } from './limits.ts';
import { withPlainLineEnds } from './line.ts';
import { type Source, sourceOfText } from './source.ts';

export interface Headers {
  /** First field of that name (any case): unfolded, encoded words decoded (RFC 2047), trimmed. */
  get(name: string): string | null;
  /** Every field of that name, in order. */
  all(name: string): readonly string[];
  /** Field body as written, folds included; bytes above 0x7f are read as UTF-8, else windows-1252. */
  raw(name: string): string | null;
  /** Names as written, in order, repeated ones too. */
  readonly names: readonly string[];
  /** The whole block as written. */
  readonly block: string;
}

/** Fields at the beginning of a text that is decoded already: one block of a message/delivery-status, say. */
export function parseHeaders(text: string, reading: Reading = new Reading()): Headers {
  return new FieldIndex(sourceOfText(text), readHeaderBlock(text, 0, text.length, reading, 'fields'), reading);
}

export class FieldIndex implements Headers {
  readonly #source: Source;
  readonly #block: HeaderBlock;
  readonly #reading: Reading;
  /** A Map, so that a field called "__proto__" is a field. */
  readonly #byName = new Map<string, Field[]>();
  readonly #values = new Map<string, string | null>();

  constructor(source: Source, block: HeaderBlock, reading: Reading) {
    this.#source = source;
    this.#block = block;
    this.#reading = reading;
    for (const field of block.fields) {
      const name = this.#nameOf(field).toLowerCase();
      const same = this.#byName.get(name);
      if (same === undefined) this.#byName.set(name, [field]);
      else same.push(field);
    }
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const first = this.#byName.get(key)?.[0];
    const value = first === undefined ? null : this.#value(first);
    if (first !== undefined) this.#values.set(key, value);
    return value;
  }

  all(name: string): readonly string[] {
    return (this.#byName.get(name.toLowerCase()) ?? []).map((field) => this.#value(field));
  }

  raw(name: string): string | null {
    const first = this.#byName.get(name.toLowerCase())?.[0];
    return first === undefined ? null : this.#body(first);
  }

  get names(): readonly string[] {
    return this.#block.fields.map((field) => this.#nameOf(field));
  }

  get block(): string {
    return this.#source.decode(this.#block.start, this.#block.end, null);
  }

  #nameOf(field: Field): string {
    return this.#source.text.slice(field.start, field.nameEnd);
  }

  #body(field: Field): string {
    const { headerLine } = this.#reading.limits;
    if (field.end - field.start <= headerLine) return this.#source.decode(field.bodyStart, field.end, null);
    this.#reading.note(`header field longer than ${headerLine} bytes`);
    return this.#source.decode(field.bodyStart, Math.max(field.bodyStart, field.start + headerLine), null);
  }

  #value(field: Field): string {
    return decodeWords(unfold(this.#body(field)), this.#reading).trim();
  }
}

/** RFC 5322 §2.2.3; a fold that is not indented leaves a blank. */
export function unfold(body: string): string {
  if (!body.includes('\n') && !body.includes('\r')) return body;
  return withPlainLineEnds(body)
    .replace(/\n(?=[ \t])/g, '')
    .replaceAll('\n', ' ');
}
