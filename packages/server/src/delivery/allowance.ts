/**
 * How many mails with notices one sender may still have within the hour: a program that mails a dead list must not be mailed
 * back thousands. Counted from the ledger, and so over restarts and for all processes. No lock is needed between these: each
 * tells what is due from its oldest on, so that the later of two that tell one sender at the same time finds it gone.
 */
import { addressKey, normalAddress } from '../ledger/address-key.ts';
import { isOurLetter } from '../ledger/subject.ts';
import type { Recorded, Store } from '../store/store.ts';

export interface Allowance {
  readonly free: number;
  /** Where none is: when the first one of the hour is an hour old. */
  readonly freeAt: number;
}

const hour = 3_600_000;
const page = 100;

export async function allowanceOf(
  store: Pick<Store, 'eventsAbout'>,
  sender: string,
  perHour: number,
  now: number,
): Promise<Allowance> {
  const { recipient } = addressKey(sender);
  const address = normalAddress(sender);
  const had: number[] = [];
  for (let before: number | null = null; had.length < perHour; ) {
    const recorded: readonly Recorded[] = await store.eventsAbout(recipient, before, page);
    for (const { event } of recorded)
      if (isOurLetter(event) && isOfTheHour(event.at, now) && normalAddress(event.recipient ?? '') === address)
        had.push(event.at);
    // What others report may come late; what we do ourselves is recorded in its order.
    const isPast = recorded.some(({ event: { source, at } }) => ours.has(source) && at <= now - hour);
    if (recorded.length < page || isPast) break;
    before = recorded.at(-1)?.seq ?? null;
  }
  const latest = had.slice(0, perHour);
  return { free: perHour - latest.length, freeAt: Math.min(now, ...latest) + hour };
}

const ours: ReadonlySet<string> = new Set<Recorded['event']['source']>(['smtp_session', 'submission', 'queue']);

/** Clocks differ, and are set back: one that seems to be of the next hour counts as well. */
const isOfTheHour = (at: number, now: number): boolean => at > now - hour && at < now + hour;
