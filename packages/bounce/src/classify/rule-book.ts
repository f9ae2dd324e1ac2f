/**
 * Rules made ready: which rule's words stand in a reply, in the order in which rules are believed.
 *
 * Where the MX is a known provider's: its rules, then the general ones, then (a gateway passes on what others
 * said) the words of other providers. Where it is not: the words of any provider, which are its own and so tell more
 * than general ones, then the general rules. Rules marked `mxOnly` speak for their provider's MX alone.
 */

import type { Span } from '../match/pattern.ts';
import { PatternSet } from '../match/pattern-set.ts';
import type { Provider, Rule } from '../rules/rule.ts';
import { type Conditions, conditionsOf, meets, type Situation } from './conditions.ts';
import type { Reason } from './taxonomy.ts';
import type { Stage } from './verdict.ts';

export interface Subject extends Situation {
  /** The folded reply. */
  readonly folded: string;
  /** Of the MX; null when not known. */
  readonly provider: string | null;
}

/** A rule and whose it is. */
export interface Entry {
  readonly rule: Rule;
  readonly provider: string | null;
  readonly conditions: Conditions | null;
}

export interface Match {
  readonly entry: Entry;
  readonly spans: readonly Span[];
  /** Why the rule does not count although its words stand there; null when it counts. */
  readonly barred: string | null;
}

export class RuleBook {
  readonly #entries: readonly Entry[];
  /** Rules without words, decided by code, status and stage alone. */
  readonly #bare: readonly Entry[];
  readonly #patterns: PatternSet;
  /** Entry that each pattern belongs to. */
  readonly #owner: readonly number[];
  /** Per provider: the place of each entry, -1 where it does not speak. */
  readonly #places = new Map<string | null, Int32Array>();
  #queue = new Float64Array(64);

  /** `signals`: sets of words that `signalled` tells of. */
  constructor(general: readonly Rule[], providers: readonly Provider[], signals: readonly (readonly string[])[] = []) {
    const all: Entry[] = [];
    for (const provider of providers)
      for (const rule of provider.rules) all.push({ rule, provider: provider.id, conditions: conditionsOf(rule) });
    for (const rule of general) all.push({ rule, provider: null, conditions: conditionsOf(rule) });
    this.#entries = all.filter((entry) => entry.rule.pattern !== undefined);
    this.#bare = all.filter((entry) => entry.rule.pattern === undefined);
    const sources: string[] = [];
    const owner: number[] = [];
    this.#entries.forEach(({ rule }, number) => {
      for (const source of typeof rule.pattern === 'string' ? [rule.pattern] : (rule.pattern ?? [])) {
        sources.push(source);
        owner.push(number);
      }
    });
    this.#patterns = new PatternSet(sources, signals);
    this.#owner = owner;
  }

  /** The first rule whose words and conditions the reply meets. */
  first(subject: Subject): Match | null {
    const count = this.#line(subject);
    for (let at = 0; at < count; at++) {
      const match = this.#try(this.#queue[at] as number, subject, false);
      if (match !== null) return match;
    }
    return null;
  }

  /** Whether a word of the signal stands in the reply. */
  signalled(signal: number, subject: Subject): boolean {
    return this.#patterns.signalled(signal, subject.folded);
  }

  /** Every rule whose words stand in the reply, in order, also those that do not count. */
  all(subject: Subject): readonly Match[] {
    const count = this.#line(subject);
    const queue = Array.from(this.#queue.subarray(0, count));
    const matches = queue.map((key) => this.#try(key, subject, true)).filter((match) => match !== null);
    return matches.filter((match, at) => matches.findIndex((other) => other.entry === match.entry) === at);
  }

  /** Rules without words that the code and status meet, in order: those of the MX's provider, and the general ones. */
  bare(subject: Subject): readonly Entry[] {
    if (this.#bare.length === 0) return this.#bare;
    return this.#bare.filter(
      (entry) => (entry.provider === null || entry.provider === subject.provider) && barrier(entry, subject) === null,
    );
  }

  /** Lines up what may match: `#queue` holds place and pattern number as one number, ascending. */
  #line(subject: Subject): number {
    const patterns = this.#owner.length;
    const found = this.#patterns.candidates(subject.folded);
    const places = this.#placesFor(subject.provider);
    if (found > this.#queue.length) this.#queue = new Float64Array(found * 2);
    const queue = this.#queue;
    let count = 0;
    for (let n = 0; n < found; n++) {
      const pattern = this.#patterns.found[n] as number;
      const owner = this.#owner[pattern] as number;
      const place = places[owner] as number;
      if (place < 0) continue;
      const key = place * patterns + pattern;
      let at = count++;
      for (; at > 0 && (queue[at - 1] as number) > key; at--) queue[at] = queue[at - 1] as number;
      queue[at] = key;
    }
    return count;
  }

  #try(key: number, subject: Subject, barredToo: boolean): Match | null {
    const pattern = key % this.#owner.length;
    const entry = this.#entries[this.#owner[pattern] as number] as Entry;
    const barred = barrier(entry, subject);
    if (barred !== null && !barredToo) return null;
    const spans = this.#patterns.find(pattern, subject.folded);
    return spans === null ? null : { entry, spans, barred };
  }

  #placesFor(provider: string | null): Int32Array {
    const known = this.#places.get(provider);
    if (known !== undefined) return known;
    const places = Int32Array.from(this.#entries, (entry, number) => {
      const turn = turnOf(entry, provider);
      return turn < 0 ? -1 : turn * this.#entries.length + number;
    });
    this.#places.set(provider, places);
    return places;
  }
}

function turnOf({ rule, provider }: Entry, mx: string | null): number {
  if (provider === null) return 1;
  if (provider === mx) return 0;
  if (rule.mxOnly === true) return -1;
  return mx === null ? 0 : 2;
}

const early: ReadonlySet<Stage | null> = new Set<Stage>(['connect', 'ehlo', 'starttls', 'auth', 'mail']);
const aboutRecipient: ReadonlySet<Reason> = new Set<Reason>([
  'user_unknown',
  'user_disabled',
  'user_moved',
  'mailbox_full',
  'mailbox_full_inactive',
]);

/** Before RCPT the server has not heard of the recipient, so words like "user unknown" speak of someone else. */
export const isTooEarly = (reason: Reason, situation: Situation): boolean =>
  aboutRecipient.has(reason) && early.has(situation.stage);
export const tooEarly = 'the server had not heard of the recipient yet';

function barrier({ rule, conditions }: Entry, subject: Subject): string | null {
  if (conditions !== null && !meets(conditions, subject)) return 'code, status or stage is another';
  if (rule.stage === undefined && isTooEarly(rule.reason, subject)) return tooEarly;
  return null;
}
