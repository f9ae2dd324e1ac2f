/**
 * Patterns as one list of numbers, which a matcher follows byte by byte (`matcher.ts`). A RegExp for each of two thousand patterns is
 * megabytes of machine code, which falls out of the processor's caches; these lists are some hundred kilobytes.
 *
 * Not written: patterns that would become long, and those where an item that is repeated can be empty. A RegExp does these.
 */
import { bit, type Node, parsePattern } from './pattern-tree.ts';
import { opening } from './ways.ts';

/**
 * Operations; 0 is the end. Behind each stands what it needs. A way is how many numbers further on the program goes on; a set is its
 * place in `sets`.
 */
const done = 0;
/** How many bytes, then the bytes. */
export const word = 1;
/** A set. */
export const oneOf = 2;
/** A set, and how often at least and at most. */
export const repeat = 3;
/** How many options, then of each its first byte (0: any) and the way to it. The first that leads to the end counts. */
export const choice = 4;
/** The way. */
export const jump = 5;
export const atStart = 6;
export const atEnd = 7;
/** Between a letter, digit or underscore and something else. */
export const atEdge = 8;

/** Most numbers of a piece. */
const longest = 1500;
/** Most times that a group is written. */
const mostCopies = 8;
/** What `.` does not match. */
const lineEnds = bit(10) | bit(13);

export class Programs {
  code = new Uint16Array(1024);
  /** Each four numbers, a bit for each character of ASCII. */
  sets = new Int32Array(256);
  #end = 0;
  readonly #known = new Map<bigint, number>();

  /** Where in `code` each piece of the pattern stands: the set of what it may begin with, then its operations. Null when it is not written. */
  add(source: string): readonly number[] | null {
    const before = this.#end;
    const places = parsePattern(source).map((piece) => this.#piece(piece));
    const written = places.filter((place) => place !== null);
    if (written.length === places.length) return written;
    this.#end = before;
    return null;
  }

  #piece(piece: Node): number | null {
    const place = this.#push(this.#set(opening(piece)));
    if (!this.#write(piece)) return null;
    this.#push(done);
    return this.#end - place > longest ? null : place;
  }

  /** False when it cannot be written. */
  #write(node: Node): boolean {
    switch (node.kind) {
      case 'text':
        this.#push(word, node.text.length, ...Array.from(node.text, (_, at) => node.text.charCodeAt(at)));
        return true;
      case 'set':
        this.#push(oneOf, this.#set(membersOf(node)));
        return true;
      case 'edge':
        this.#push(edges[node.source]);
        return true;
      case 'sequence':
        return node.items.every((item) => this.#write(item));
      case 'choice':
        return this.#choose(node.options);
      case 'repeat':
        return this.#repeat(node.item, node.min, node.max);
    }
  }

  #repeat(item: Node, min: number, max: number): boolean {
    const members = singleOf(item);
    if (members !== null) {
      this.#push(repeat, this.#set(members), min, max);
      return true;
    }
    if (canBeEmpty(item) || max > mostCopies) return false;
    for (let n = 0; n < min; n++) if (!this.#write(item)) return false;
    return max === min || this.#choose([upTo(max - min, item), null]);
  }

  /** The option that is null is empty. */
  #choose(options: readonly (Node | null)[]): boolean {
    const table = this.#push(choice, options.length, ...options.flatMap(() => [0, 0])) + 2;
    const exits: number[] = [];
    for (const [n, option] of options.entries()) {
      this.code[table + n * 2] = option === null ? 0 : firstByte(option);
      this.code[table + n * 2 + 1] = this.#end - table - n * 2;
      if (option !== null && !this.#write(option)) return false;
      exits.push(this.#push(jump, 0));
    }
    for (const exit of exits) this.code[exit + 1] = this.#end - exit;
    return true;
  }

  #set(members: bigint): number {
    const known = this.#known.get(members);
    if (known !== undefined) return known;
    const place = this.#known.size * 4;
    if (place === this.sets.length) {
      const { sets } = this;
      this.sets = new Int32Array(sets.length * 2);
      this.sets.set(sets);
    }
    this.sets.set(
      [0n, 32n, 64n, 96n].map((shift) => Number(BigInt.asIntN(32, members >> shift))),
      place,
    );
    this.#known.set(members, place);
    return place;
  }

  /** Where the numbers stand. */
  #push(...numbers: readonly number[]): number {
    const place = this.#end;
    this.#end += numbers.length;
    while (this.#end > this.code.length) {
      const { code } = this;
      this.code = new Uint16Array(code.length * 2);
      this.code.set(code);
    }
    this.code.set(numbers, place);
    return place;
  }
}

const edges = { '^': atStart, $: atEnd, '\\b': atEdge } as const;

const membersOf = ({ source, members }: Extract<Node, { kind: 'set' }>): bigint =>
  source === '.' ? members & ~lineEnds : members;

/** What the node's one character may be; null when it is not one character. */
function singleOf(node: Node): bigint | null {
  if (node.kind === 'set') return membersOf(node);
  return node.kind === 'text' && node.text.length === 1 ? bit(node.text.charCodeAt(0)) : null;
}

/** The item once and then as often as still allowed, or not at all. */
function upTo(max: number, item: Node): Node {
  if (max === 1) return item;
  return { kind: 'sequence', items: [item, { kind: 'repeat', item, min: 0, max: max - 1 }] };
}

/** 0 when it may be any. */
function firstByte(node: Node): number {
  if (node.kind === 'text') return node.text.charCodeAt(0);
  const head = node.kind === 'sequence' ? node.items[0] : undefined;
  return head === undefined ? 0 : firstByte(head);
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'text':
    case 'set':
      return false;
    case 'edge':
      return true;
    case 'choice':
      return node.options.some(canBeEmpty);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.item);
    case 'sequence':
      return node.items.every(canBeEmpty);
  }
}
