/**
 * What rules would make of what was recorded before they were there. A person's word stands whatever rules say; what was read
 * from a report that says more than its reply does is left as it was read, unless an own rule speaks or spoke.
 */
import { setTimeout } from 'node:timers/promises';
import type { RuleBook, Verdict } from '@hearback/bounce';
import { correctable, correctionsIn, follow } from '../ledger/corrected.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { byHand } from '../ledger/reclassify.ts';
import type { Store } from '../store/store.ts';
import { isOwn, ownVerdict, read } from './judge.ts';

export interface Change {
  /** With the verdict that counts now. */
  readonly event: LedgerEvent;
  readonly from: Verdict;
  readonly to: Verdict;
}

/** Null when nothing that counts would be another. */
export function changeOf(recorded: LedgerEvent, correction: LedgerEvent | undefined, rules: RuleBook | undefined) {
  const event = follow(recorded, correction);
  const { verdict: from } = event;
  if (from === null || !event.trusted || !correctable.has(event.type) || from.rule === byHand) return null;
  const to = ownVerdict(recorded, rules) ?? withoutOwn(recorded, from);
  return to === null || isSame(from, to) ? null : ({ event, from, to } satisfies Change);
}

/** No own rule speaks. */
function withoutOwn(recorded: LedgerEvent, from: Verdict): Verdict | null {
  if (isOwn(from) && !isOwn(recorded.verdict)) return recorded.verdict;
  // What our own sessions heard is read from the reply alone: the shipped rules of now may know better.
  return isOwn(from) || recorded.source === 'smtp_session' ? read(recorded, undefined) : null;
}

const isSame = (a: Verdict, b: Verdict): boolean =>
  a.reason === b.reason &&
  a.bounce === b.bounce &&
  a.action === b.action &&
  a.final === b.final &&
  a.last_transient === b.last_transient;

export interface Reading {
  read: number;
  /** False: there was more than could be read. */
  complete: boolean;
  /** Instant of the last event that was read. */
  until: number | null;
}

export interface ReadOptions {
  readonly store: Pick<Store, 'events'>;
  readonly since: number;
  readonly rules: RuleBook | undefined;
  /** Asked before each page: whether to go on. */
  readonly more: (reading: Readonly<Reading>) => boolean;
}

const atOnce = 1000;

/** Events since an instant in the order of their time, a page at a time; `reading` tells how far it came. */
export async function* changesSince(options: ReadOptions, reading: Reading): AsyncGenerator<readonly Change[]> {
  const { store, since, rules, more } = options;
  const corrections = correctionsIn(await correctionEvents(store, since));
  let after: string | null = null;
  do {
    if (!more(reading)) {
      reading.complete = false;
      return;
    }
    const page = await store.events({ since }, after, atOnce);
    reading.read += page.data.length;
    reading.until = page.data.at(-1)?.at ?? reading.until;
    yield page.data.flatMap((event) => changeOf(event, corrections.get(event.id), rules) ?? []);
    after = page.next;
  } while (after !== null);
}

export interface BehindOptions {
  readonly store: Pick<Store, 'eventsBehind' | 'newestEvent'>;
  /** Number of an event. */
  readonly from: number;
  readonly since: number;
  /** The run that asks. */
  readonly run: string;
  readonly more: () => boolean;
}

/** Between two looks whether transactions that were under way have ended. */
const unsettled = 100;

/**
 * Ids of the events of since then that were recorded, or corrected by another run, after the event of this number and before the
 * call: by rules that were not these, perhaps.
 */
export async function* recordedBehind({
  store,
  from,
  since,
  run,
  more,
}: BehindOptions): AsyncGenerator<readonly string[]> {
  const end = await store.newestEvent();
  for (let cursor = from; cursor < end && more(); ) {
    const { events, upTo } = await store.eventsBehind(cursor, [...correctable, 'reclassified'], atOnce);
    // Numbers began anew: all was deleted.
    if (upTo < cursor) return;
    if (upTo === cursor) await setTimeout(unsettled);
    cursor = upTo;
    const ids = events.flatMap(({ id, at, reclassification: told }) => {
      if (told === undefined) return at >= since ? id : [];
      return told.run === null || told.run === run || told.undoes !== null ? [] : told.event;
    });
    if (ids.length > 0) yield [...new Set(ids)];
  }
}

/** A correction is never earlier than what it corrects. */
async function correctionEvents(store: Pick<Store, 'events'>, since: number): Promise<readonly LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  let after: string | null = null;
  do {
    const page = await store.events({ type: 'reclassified', since }, after, atOnce);
    found.push(...page.data);
    after = page.next;
  } while (after !== null);
  return found;
}
