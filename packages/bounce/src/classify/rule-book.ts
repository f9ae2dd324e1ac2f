/**
 * Rules made ready: which rule's words stand in a reply, in the order in which rules are believed.
 *
 * Where the MX is a known provider's: its rules, then the general ones, then (a gateway passes on what others
 * said) the words of other providers. Where it is not: the words of any provider, which are its own and so tell more
 * than general ones, then the general rules. Rules marked `mxOnly` speak for their provider's MX alone.
 */

import type { Span } from '../match/pattern.ts';
import { PatternSet } from '../match/pattern-set.ts';
import { meets, type Situation } from './conditions.ts';
import { aboutRecipient, type Entry, entryOf } from './entry.ts';
import type { RuleShelf } from './rule-shelf.ts';
import type { Reason } from './taxonomy.ts';
import type { Stage } from './verdict.ts';

export interface Subject extends Situation {
  /** The folded reply. */
  readonly folded: string;
  /** Of the MX; null when not known. */
  readonly provider: string | null;
}

export interface Match {
  readonly entry: Entry;
  readonly spans: readonly Span[];
  /** Why the rule does not count although its words stand there; null when it counts. */
  readonly barred: string | null;
}

/** The key that was not worked out yet, and that of a rule which does not speak. */
const unknown = -2;
const silent = -1;

/** Rules made ready, to be passed on to `explain`, `trace` and `parse`; `compileRules` makes one. */
export class RuleBook {
  readonly #shelf: RuleShelf;
  /** By the rule's number; made when first asked for. */
  readonly #entries: (Entry | undefined)[];
  readonly #patterns: PatternSet;
  /** Number of the rule that each pattern belongs to. */
  readonly #owner: readonly number[];
  /** Per provider: of each pattern its rule's turn and its own number as one number, by which it is tried. */
  readonly #keys = new Map<string | null, Int32Array>();
  /** Per provider: its rules and the general ones without words, decided by code, status and stage alone. */
  readonly #bare = new Map<string | null, readonly Entry[]>();
  #queue = new Int32Array(64);

  /** `signals`: sets of words that `signalled` tells of. @internal */
  constructor(shelf: RuleShelf, signals: readonly (readonly string[])[] = []) {
    this.#shelf = shelf;
    this.#entries = new Array(shelf.count);
    this.#owner = shelf.owners;
    this.#patterns = new PatternSet(shelf.patterns, { signals, words: shelf.words });
  }

  /** The first rule whose words and conditions the reply meets. @internal */
  first(subject: Subject): Match | null {
    for (let count = this.#gather(subject); count > 0; count--) {
      const match = this.#try(this.#take(count), subject, false);
      if (match !== null) return match;
    }
    return null;
  }

  /** Whether a word of the signal stands in the reply. @internal */
  signalled(signal: number, subject: Subject): boolean {
    return this.#patterns.signalled(signal, subject.folded);
  }

  /** Every rule whose words stand in the reply, in order, also those that do not count. @internal */
  all(subject: Subject): readonly Match[] {
    const count = this.#gather(subject);
    const keys = Array.from(this.#queue.subarray(0, count).sort());
    const matches = keys.map((key) => this.#try(key, subject, true)).filter((match) => match !== null);
    return matches.filter((match, at) => matches.findIndex((other) => other.entry === match.entry) === at);
  }

  /** Rules without words that the code and status meet, in order: those of the MX's provider, and the general ones. @internal */
  bare(subject: Subject): readonly Entry[] {
    const bare = this.#bare.get(subject.provider) ?? this.#bareOf(subject.provider);
    return bare.length === 0 ? bare : bare.filter((entry) => barrierOf(entry, subject) === null);
  }

  /** Gathers the keys of what may match in `#queue`, in no order. */
  #gather(subject: Subject): number {
    const found = this.#patterns.candidates(subject.folded);
    const numbers = this.#patterns.found;
    const keys = this.#keysFor(subject.provider);
    if (found > this.#queue.length) this.#queue = new Int32Array(found * 2);
    const queue = this.#queue;
    let count = 0;
    for (let n = 0; n < found; n++) {
      const pattern = numbers[n] as number;
      // Behind the patterns come the signals.
      if (pattern >= keys.length) continue;
      let key = keys[pattern] as number;
      if (key === unknown) key = keys[pattern] = this.#keyOf(pattern, subject.provider);
      if (key !== silent) queue[count++] = key;
    }
    return count;
  }

  #keyOf(pattern: number, provider: string | null): number {
    const turn = turnOf(this.#entry(this.#owner[pattern] as number), provider);
    return turn === silent ? silent : turn * this.#owner.length + pattern;
  }

  /** The least of the queue, the last put in its place. One of the first mostly matches, so sorting all would cost more. */
  #take(count: number): number {
    const queue = this.#queue;
    let least = 0;
    for (let at = 1; at < count; at++) if ((queue[at] as number) < (queue[least] as number)) least = at;
    const key = queue[least] as number;
    queue[least] = queue[count - 1] as number;
    return key;
  }

  #try(key: number, subject: Subject, barredToo: boolean): Match | null {
    const pattern = key % this.#owner.length;
    const entry = this.#entry(this.#owner[pattern] as number);
    const barrier = barrierOf(entry, subject);
    if (barrier !== null && !barredToo) return null;
    const spans = this.#patterns.find(pattern, subject.folded);
    return spans === null ? null : { entry, spans, barred: barrier === null ? null : whyBarred(barrier, entry) };
  }

  #entry(number: number): Entry {
    const known = this.#entries[number];
    if (known !== undefined) return known;
    const entry = entryOf(this.#shelf.rule(number), this.#shelf.providerOf(number));
    this.#entries[number] = entry;
    return entry;
  }

  #bareOf(provider: string | null): readonly Entry[] {
    const bare: Entry[] = [];
    const withWords = new Set(this.#owner);
    for (let number = 0; number < this.#shelf.count; number++) {
      const owner = this.#shelf.providerOf(number);
      if (!withWords.has(number) && (owner === null || owner === provider)) bare.push(this.#entry(number));
    }
    this.#bare.set(provider, bare);
    return bare;
  }

  #keysFor(provider: string | null): Int32Array {
    const known = this.#keys.get(provider);
    if (known !== undefined) return known;
    const keys = new Int32Array(this.#owner.length).fill(unknown);
    this.#keys.set(provider, keys);
    return keys;
  }
}

function turnOf({ mxOnly, provider }: Entry, mx: string | null): number {
  if (provider === null) return 1;
  if (provider === mx) return 0;
  if (mxOnly) return silent;
  return mx === null ? 0 : 2;
}

const early: ReadonlySet<Stage | null> = new Set<Stage>(['connect', 'ehlo', 'starttls', 'auth', 'mail']);
/** Replies to AUTH (RFC 4954 §6): the account is the sender's. */
const ofLogin: ReadonlySet<number | null> = new Set([530, 534, 535, 538]);
const hasNotHeard = ({ code, stage }: Situation): boolean => ofLogin.has(code) || early.has(stage);
/** Before RCPT the server has not heard of the recipient, so words like "user unknown" speak of someone else. */
export const isTooEarly = (reason: Reason, situation: Situation): boolean =>
  aboutRecipient.has(reason) && hasNotHeard(situation);
export const tooEarly = 'the server had not heard of the recipient yet';

type Barrier = 'conditions' | 'too_early';

function barrierOf(entry: Entry, subject: Subject): Barrier | null {
  if (entry.conditions !== null && !meets(entry.conditions, subject)) return 'conditions';
  return entry.aboutRecipient && hasNotHeard(subject) ? 'too_early' : null;
}

function whyBarred(barrier: Barrier, { rule: { code, status, stage } }: Entry): string {
  if (barrier === 'too_early') return tooEarly;
  const wanted = Object.entries({ code, status, stage }).flatMap(([name, shapes]) =>
    shapes === undefined ? [] : [`${name} ${[shapes].flat().join(' or ')}`],
  );
  return `it is only for ${wanted.join(', ')}`;
}
