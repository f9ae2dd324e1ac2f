/**
 * JSON (RFC 8259) from strangers to a value, with limits: total, never throws. Objects are maps, so that no name in them
 * ("__proto__") means anything to the language; a name that stands twice is refused, since two readers would read two
 * things; whole numbers beyond 2^53 stay as their digits (Mailjet's message ids are such).
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

export type Parsed = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

const deepest = 32;
const mostItems = 10_000;
const mostMembers = 2_000;
const megabyte = 1 << 20;

/** What a body may have that must be read to find its signature: one event, never near this. */
export const mostUnproven = megabyte;

/** Octets of a body; UTF-8 only (RFC 8259 §8.1). */
export function parseJsonBody(octets: Uint8Array, most: number = 10 * megabyte): Parsed {
  if (octets.length > most) return { ok: false, why: `The body is larger than ${most / megabyte} MB.` };
  const text = decode(octets);
  return text === null ? { ok: false, why: 'The body is not UTF-8.' } : parseJson(text);
}

function decode(octets: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return null; // the decoder has no other way to say that the octets are no UTF-8
  }
}

export function parseJson(text: string): Parsed {
  const reader = new Reader(text);
  const value = reader.document();
  return value === undefined ? { ok: false, why: reader.problem ?? 'This is no JSON.' } : { ok: true, value };
}

const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const words: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** Every method returns undefined once there is a problem. */
class Reader {
  problem: string | null = null;
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): Json | undefined {
    const value = this.value(0);
    if (value === undefined) return undefined;
    this.space();
    return this.at === this.text.length ? value : this.wrong();
  }

  private value(depth: number): Json | undefined {
    this.space();
    const sign = this.text[this.at];
    if (sign === '"') return this.string();
    if (sign === '{' || sign === '[') {
      if (depth === deepest) return this.fail(`The JSON nests more than ${deepest} levels.`);
      this.at++;
      return sign === '{' ? this.object(depth + 1) : this.array(depth + 1);
    }
    for (const [word, value] of words) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  private object(depth: number): JsonObject | undefined {
    const members = new Map<string, Json>();
    if (this.take('}')) return members;
    do {
      this.space();
      const name = this.text[this.at] === '"' ? this.string() : undefined;
      if (name === undefined || !this.take(':')) return this.wrong();
      if (members.has(name))
        return this.fail(`The name ${JSON.stringify(name.slice(0, 40))} stands twice in one object.`);
      const value = this.value(depth);
      if (value === undefined) return undefined;
      members.set(name, value);
      if (members.size > mostMembers) return this.fail(`An object has more than ${mostMembers} names.`);
    } while (this.take(','));
    return this.take('}') ? members : this.wrong();
  }

  private array(depth: number): readonly Json[] | undefined {
    const items: Json[] = [];
    if (this.take(']')) return items;
    do {
      const value = this.value(depth);
      if (value === undefined) return undefined;
      items.push(value);
      if (items.length > mostItems) return this.fail(`A list has more than ${mostItems} items.`);
    } while (this.take(','));
    return this.take(']') ? items : this.wrong();
  }

  private number(): number | string | undefined {
    number.lastIndex = this.at;
    const match = number.exec(this.text);
    if (match === null) return this.wrong();
    this.at = number.lastIndex;
    const [digits, fraction, exponent] = match;
    const value = Number(digits);
    const whole = fraction === undefined && exponent === undefined;
    return whole && !Number.isSafeInteger(value) ? digits : value;
  }

  private string(): string | undefined {
    let from = ++this.at;
    let said = '';
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code < 0x20) return this.wrong();
      if (code === 0x22) return said + this.text.slice(from, this.at++);
      if (code !== 0x5c) continue;
      said += this.text.slice(from, this.at++);
      const escaped = this.escaped();
      if (escaped === undefined) return this.wrong();
      said += escaped;
      from = this.at + 1;
    }
    return this.wrong();
  }

  /** The character behind a backslash; leaves the place at its last character. */
  private escaped(): string | undefined {
    const letter = this.text[this.at] ?? '';
    if (letter !== 'u') return escapes.get(letter);
    const digits = this.text.slice(this.at + 1, this.at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private take(sign: string): boolean {
    this.space();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private space(): void {
    for (; ; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  private wrong(): undefined {
    return this.fail(
      this.at < this.text.length ? `The JSON is wrong at character ${this.at}.` : 'The JSON ends too early.',
    );
  }

  /** The first problem is the one that is told. */
  private fail(why: string): undefined {
    this.problem ??= why;
    return undefined;
  }
}
