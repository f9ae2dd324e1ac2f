/**
 * What the suppression list promises, said plainly and without the code that keeps it: which addresses were proven dead, what
 * people said of them, whom nobody may mail though he was erased, and what was counted. It is told all that happens.
 */
import { taxonomy } from '@hearback/bounce';
import { day } from '../store/store.fixture.ts';
import type { SuppressionEntry } from '../store/store.ts';
import { correctionsIn, follow } from './corrected.ts';
import type { LedgerEvent, SuppressionScope } from './event.ts';
import type { Incident } from './incident.ts';

/** The latest word of a person about one address in one place. */
interface Word {
  readonly stops: boolean;
  readonly expiresAt: number | null;
}
export interface Place {
  readonly scope: SuppressionScope;
  readonly value: string;
}
/** What is counted over all mail. */
export type Sums = Readonly<Record<'attempted' | 'delivered' | 'hard' | 'complaints', number>>;

const placeOf = ({ scope, value }: Place): string => `${scope} ${value}`;

export class SuppressionModel {
  /** Also those that are kept no more. */
  readonly #told: LedgerEvent[] = [];
  readonly #incidents = new Map<string, Incident>();
  readonly #words = new Map<string, Map<string, Word>>();
  readonly #erased = new Map<string, Map<string, number | null>>();
  /** What is kept no more counts as it did: whether each was excused by then. */
  readonly #gone = new Map<string, boolean>();

  heard(event: LedgerEvent): void {
    this.#told.push(event);
  }
  knows(incidents: readonly Incident[]): void {
    for (const incident of incidents) this.#incidents.set(incident.id, incident);
  }
  get incidents(): readonly string[] {
    return [...this.#incidents.keys()];
  }

  said(address: string, place: Place, stops: boolean, expiresAt: number | null = null): void {
    const words = this.#words.get(address) ?? new Map<string, Word>();
    this.#words.set(address, words.set(placeOf(place), { stops, expiresAt }));
    if (!stops) this.#erased.delete(address);
  }

  /** `standing`: the entries that stopped its mail. */
  erased(address: string, standing: readonly SuppressionEntry[]): void {
    const kept = this.#erased.get(address) ?? new Map<string, number | null>();
    for (const entry of standing) kept.set(placeOf(entry), entry.expires_at);
    this.#erased.set(address, kept);
    this.#words.delete(address);
    this.#forget((event) => event.recipient === address);
  }
  swept(before: number): void {
    this.#forget(({ at }) => at < before);
  }

  /** Whether a delivery is known no more: what bounced after it would be confirmed if it were decided about anew. */
  hasForgotten(address: string | null): boolean {
    return this.#told.some(
      ({ id, type, recipient }) => type === 'delivered' && recipient === address && this.#gone.has(id),
    );
  }

  /** Where mail to it must be stopped: by a person's word, or though it was erased. */
  mustStop(address: string, now: number): readonly string[] {
    const stands = (ends: number | null): boolean => ends === null || ends > now;
    const words = [...(this.#words.get(address) ?? [])].filter(([, word]) => word.stops && stands(word.expiresAt));
    const erased = [...(this.#erased.get(address) ?? [])].filter(([, ends]) => stands(ends));
    return [...words, ...erased].map(([place]) => place);
  }

  /** Null: it may be confirmed dead by what was heard of it outside of incidents. */
  whyNotDead(address: string, confirmAfter: number): string | null {
    const about = this.#corrected().filter(({ recipient, trusted }) => recipient === address && trusted);
    const proofs = about.filter((event) => isHard(event) && !this.#isExcused(event));
    if (proofs.length === 0) return 'no bounce outside of an incident';
    const clears = ({ type, suppression }: LedgerEvent): boolean =>
      type === 'delivered' || (type === 'address_released' && suppression?.who != null);
    const cleared = (from: number, to: number): boolean =>
      about.some((event) => clears(event) && event.at > from && event.at < to);
    const isProven = proofs.some(
      ({ at }) =>
        !about.some((event) => event.type === 'delivered' && event.at < at && !this.#gone.has(event.id)) ||
        proofs.some((first) => at - first.at >= confirmAfter && !cleared(first.at, at)),
    );
    return isProven ? null : 'it took mail, and bounced once';
  }

  sums(): Sums {
    const outcomes = new Map<string, LedgerEvent[]>();
    for (const event of this.#corrected()) {
      if (!event.trusted || event.message_id === null) continue;
      const name = `${event.message_id} ${event.recipient}`;
      outcomes.set(name, [...(outcomes.get(name) ?? []), event]);
    }
    const sums = { attempted: 0, delivered: 0, hard: 0, complaints: 0 };
    for (const events of outcomes.values()) {
      const bounced = events.filter(isHard);
      sums.attempted++;
      if (bounced.length > 0) sums.hard += bounced.some((event) => this.#isExcused(event)) ? 0 : 1;
      else if (events.some(({ type }) => type === 'delivered')) sums.delivered++;
      if (events.some(({ type }) => type === 'feedback_received')) sums.complaints++;
    }
    return sums;
  }

  /** Days on which something was told. */
  get span(): { readonly from: number; readonly to: number } {
    const instants = this.#told.map(({ at }) => at);
    return { from: Math.min(...instants) - 2 * day, to: Math.max(...instants) + 2 * day };
  }

  #forget(isGone: (event: LedgerEvent) => boolean): void {
    for (const event of this.#corrected())
      if (isGone(event) && !this.#gone.has(event.id)) this.#gone.set(event.id, this.#isExcused(event));
  }

  #corrected(): readonly LedgerEvent[] {
    const corrections = correctionsIn(this.#told);
    return this.#told
      .filter(({ type }) => type !== 'reclassified')
      .map((event) => follow(event, corrections.get(event.id)));
  }

  #isExcused({ id, at, verdict }: LedgerEvent): boolean {
    const then = this.#gone.get(id);
    if (then !== undefined) return then;
    return [...this.#incidents.values()].some(
      ({ kind, provider, reason, from, until }) =>
        kind === 'receiver' &&
        provider === (verdict?.provider ?? 'other') &&
        reason === verdict?.reason &&
        at >= from &&
        (until === null || at < until),
    );
  }
}

const isHard = ({ type, verdict }: LedgerEvent): boolean =>
  (type === 'bounced' || type === 'bounce_received') &&
  verdict !== null &&
  verdict.final &&
  taxonomy[verdict.reason].action === 'suppress';
