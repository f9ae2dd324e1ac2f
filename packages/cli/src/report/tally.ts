/**
 * Counters of recipients. A recipient adds itself with sign 1 and, when a later attempt changes its fate, takes
 * itself back with sign -1: so the counters are a function of the attempts seen, whatever their order.
 */
import type { Verdict } from '@hearback/bounce';

export type Reason = Verdict['reason'];

/** Where a recipient stands: `refused` is a soft bounce that is final (a block, a policy), `waiting` may still be delivered. */
export type Fate = 'delivered' | 'waiting' | 'hard' | 'refused';

export class Tally {
  /** Message-recipients attempted. */
  n = 0;
  delivered = 0;
  waiting = 0;
  hard = 0;
  refused = 0;
  /** Recipients with at least one soft bounce, whatever became of them. */
  soft = 0;
  /** Delivered after a soft bounce. */
  recovered = 0;
  private reasons: Map<Reason, number> | null = null;
  private foldedInto: Tally | null = null;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  count(fate: Fate, soft: boolean, reason: Reason | null, sign: 1 | -1): void {
    if (this.foldedInto !== null) {
      this.foldedInto.count(fate, soft, reason, sign);
      return;
    }
    this.n += sign;
    this[fate] += sign;
    if (soft) this.soft += sign;
    if (soft && fate === 'delivered') this.recovered += sign;
    if (reason !== null) this.countReason(reason, sign);
  }

  /** One more, delivered at once: what nearly all are. */
  deliver(): void {
    if (this.foldedInto !== null) {
      this.foldedInto.deliver();
      return;
    }
    this.n++;
    this.delivered++;
  }

  add(other: Tally): void {
    this.n += other.n;
    this.delivered += other.delivered;
    this.waiting += other.waiting;
    this.hard += other.hard;
    this.refused += other.refused;
    this.soft += other.soft;
    this.recovered += other.recovered;
    if (other.reasons !== null) for (const [reason, n] of other.reasons) this.countReason(reason, n);
  }

  /** From now on counts for `other`. */
  fold(other: Tally): void {
    other.add(this);
    this.foldedInto = other;
  }

  /** Why recipients bounced, most frequent first. */
  causes(): readonly (readonly [Reason, number])[] {
    return [...(this.reasons ?? [])].filter(([, n]) => n > 0).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  }

  private countReason(reason: Reason, n: number): void {
    this.reasons ??= new Map();
    const now = (this.reasons.get(reason) ?? 0) + n;
    if (now === 0) this.reasons.delete(reason);
    else this.reasons.set(reason, now);
  }
}

export function sumOf(name: string, tallies: Iterable<Tally>): Tally {
  const sum = new Tally(name);
  for (const tally of tallies) sum.add(tally);
  return sum;
}

/** How much a row matters: what bounced, then what was sent. */
export const weightOf = (tally: Tally): number => (tally.hard + tally.soft) * 1000 + tally.n;
