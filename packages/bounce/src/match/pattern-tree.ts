/**
 * The rule pattern language as a tree: a subset of regular expressions that matches in linear time.
 *
 *   pattern  = [^] piece { .* piece } [$]        the pieces come in this order, each at its earliest place
 *   piece    = item { item }
 *   item     = atom [ ? | + | * | {n} | {m,n} ]  + and * on one character class only, and they count to 64
 *   atom     = character | \escaped | . | [class] | \d \w \s \b | ( piece { | piece } )
 *
 * Not in the language: look-around, back-references, flags, a repeat within a repeated group, unbounded groups, capital letters.
 */

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'set'; readonly source: string; readonly members: bigint }
  | { readonly kind: 'edge'; readonly source: '^' | '$' | '\\b' }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly min: number; readonly max: number };

/** What `+` and `*` stand for; a longer run of one class says nothing more. */
const endless = 64;

/** Characters of a set as bits 0 to 127; bit 128 stands for every character beyond ASCII. */
export const bit = (code: number): bigint => 1n << BigInt(Math.min(code, 128));
export const everything: bigint = (1n << 129n) - 1n;

function range(from: number, to: number): bigint {
  let members = 0n;
  for (let code = from; code <= Math.min(to, 128); code++) members |= bit(code);
  return members;
}

const digits = range(48, 57);
const classes: Readonly<Record<string, { source: string; members: bigint }>> = {
  d: { source: '[0-9]', members: digits },
  w: { source: '[a-z0-9_]', members: digits | range(97, 122) | bit(95) },
  s: { source: ' ', members: bit(32) },
};

/** What is wrong with a pattern and where; caught by `compilePattern`'s callers, never shown raw. */
export class PatternError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** The pieces of a pattern. Throws PatternError. */
export function parsePattern(source: string): readonly Node[] {
  return new Parser(source).pattern();
}

class Parser {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  pattern(): readonly Node[] {
    const pieces = [this.#sequence()];
    while (this.#take('.*')) pieces.push(this.#sequence());
    if (this.#at < this.#source.length)
      this.#fail(this.#peek() === '|' ? 'alternatives need a group: (a|b), or several patterns' : 'unmatched )');
    return pieces;
  }

  #sequence(): Node {
    const start = this.#at;
    const items: Node[] = [];
    while (this.#at < this.#source.length && this.#peek() !== '|' && this.#peek() !== ')' && !this.#ahead('.*')) {
      const item = this.#item();
      const last = items.at(-1);
      if (item.kind === 'text' && last?.kind === 'text')
        items[items.length - 1] = { kind: 'text', text: last.text + item.text };
      else items.push(item);
    }
    if (items.length === 0)
      this.#fail(
        this.#depth > 0 ? 'empty alternative; write (…)? for an optional group' : 'nothing between, before or after .*',
        start,
      );
    return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
  }

  #item(): Node {
    const start = this.#at;
    const atom = this.#atom();
    const counts = this.#counts(atom);
    if (counts === null) return atom;
    if (atom.kind === 'edge') this.#fail('^, $ and \\b cannot be repeated', start);
    const [min, max] = counts;
    if (this.#at < this.#source.length && '?+*{'.includes(this.#peek())) this.#fail('one quantifier after another');
    return { kind: 'repeat', item: atom, min, max };
  }

  #counts(atom: Node): readonly [number, number] | null {
    if (this.#take('?')) return [0, 1];
    if (this.#peek() === '+' || (this.#peek() === '*' && atom.kind !== 'edge')) {
      if (atom.kind === 'choice' || atom.kind === 'sequence')
        this.#fail('unbounded repeat of a group; give it a count {m,n}');
      const min = this.#take('+') ? 1 : 0;
      if (min === 0) this.#at++;
      return [min, endless];
    }
    if (!this.#take('{')) return null;
    const start = this.#at;
    const end = this.#source.indexOf('}', start);
    const [, low, high] =
      /^(\d{1,3})(?:,(\d{1,3}))?$/.exec(this.#source.slice(start, end < 0 ? start : end)) ??
      this.#fail('expected {n} or {m,n}');
    const min = Number(low);
    const max = high === undefined ? min : Number(high);
    if (max < min || max === 0 || max > 200) this.#fail('a count goes from low to high, to 200 at most', start);
    this.#at = end + 1;
    return [min, max];
  }

  #atom(): Node {
    const start = this.#at;
    const char = this.#peek();
    this.#at++;
    switch (char) {
      case '(':
        return this.#group();
      case '[':
        return this.#set(start);
      case '.':
        return { kind: 'set', source: '.', members: everything };
      case '^':
        if (start > 0) this.#fail('^ stands at the start only', start);
        return { kind: 'edge', source: '^' };
      case '$':
        if (this.#at < this.#source.length) this.#fail('$ stands at the end only', start);
        return { kind: 'edge', source: '$' };
      case '\\':
        return this.#escape();
      case '?':
      case '+':
      case '*':
      case '{':
        return this.#fail('nothing to repeat', start);
      default:
        return { kind: 'text', text: this.#literal(char, start) };
    }
  }

  #group(): Node {
    const start = this.#at - 1;
    if (this.#peek() === '?' && !this.#take('?:')) this.#fail('no look-around, names or flags: only ( and (?:', start);
    if (++this.#depth > 5) this.#fail('groups deeper than 5', start);
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    if (this.#ahead('.*')) this.#fail('.* stands between pieces only, not in a group; write .{0,40}');
    if (!this.#take(')')) this.#fail('group never closed', start);
    this.#depth--;
    return options.length === 1 && options[0] !== undefined
      ? { kind: 'sequence', items: options }
      : { kind: 'choice', options };
  }

  #set(start: number): Node {
    const negated = this.#take('^');
    let members = 0n;
    while (this.#peek() !== ']') {
      if (this.#at >= this.#source.length) this.#fail('class never closed', start);
      const low = this.#member();
      if (typeof low !== 'number') members |= low;
      else if (this.#peek() !== '-' || this.#source[this.#at + 1] === ']') members |= bit(low);
      else {
        this.#at++;
        const high = this.#member();
        if (typeof high !== 'number' || high < low) this.#fail('a range goes from low to high');
        members |= range(low, Number(high));
      }
    }
    this.#at++;
    if (members === 0n) this.#fail('empty class', start);
    const source = this.#source.slice(start, this.#at);
    return { kind: 'set', source, members: negated ? (everything & ~members) | bit(128) : members };
  }

  /** One member of a class: a character's code, or the bits of \d \w \s. */
  #member(): number | bigint {
    const start = this.#at;
    const char = this.#peek();
    this.#at++;
    if (char === '[') this.#fail('[ within a class is written \\[', start);
    if (char !== '\\') return this.#literal(char, start).charCodeAt(0);
    if (this.#take('s')) return bit(32);
    const node = this.#escape();
    if (node.kind === 'set') return node.members;
    return node.kind === 'text' ? node.text.charCodeAt(0) : this.#fail('\\b has no place in a class', start);
  }

  #escape(): Node {
    const char = this.#peek();
    const start = this.#at - 1;
    this.#at++;
    if (char === 'b') return { kind: 'edge', source: '\\b' };
    const named = classes[char];
    if (named !== undefined && char === 's') return { kind: 'text', text: ' ' };
    if (named !== undefined) return { kind: 'set', ...named };
    if (char >= '0' && char <= '9') this.#fail('no back-references', start);
    if (char === '' || /[\p{L}]/u.test(char)) this.#fail('unknown escape; there are \\d \\w \\s \\b', start);
    return { kind: 'text', text: char };
  }

  #literal(char: string, start: number): string {
    if (char.toLowerCase() !== char) this.#fail('capital letter; the reply is read in lower case', start);
    if (char < ' ' || char === '\u007f') this.#fail('control character', start);
    return char;
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #ahead(word: string): boolean {
    return this.#source.startsWith(word, this.#at);
  }

  #take(word: string): boolean {
    if (!this.#ahead(word)) return false;
    this.#at += word.length;
    return true;
  }

  #fail(message: string, at: number = this.#at): never {
    throw new PatternError(message, at);
  }
}
