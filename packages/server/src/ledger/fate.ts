/** What became of one message to one recipient, in a word: what a list of messages is searched by. */
import { bit } from './effect.ts';
import type { EventType } from './event.ts';

/**
 * `queued`: not tried yet; `deferred`: put off, as far as is known; `bounced`: refused, or taken and sent back later; `complained`:
 * delivered, and reported as spam; `suppressed`: never tried, for the address must not be mailed.
 */
export const fates = [
  ...(['queued', 'deferred', 'held', 'delivered', 'bounced', 'complained', 'expired', 'cancelled'] as const),
  'suppressed',
] as const;
export type Fate = (typeof fates)[number];

/** Something of it is still in the queue. */
export const openFates: ReadonlySet<Fate> = new Set<Fate>(['queued', 'deferred', 'held']);

/** The events without which nothing becomes so: what is seldom is looked for through them. */
export const toldBy: Readonly<Partial<Record<Fate, readonly EventType[]>>> = {
  bounced: ['bounced', 'bounce_received'],
  complained: ['feedback_received'],
  expired: ['expired'],
  cancelled: ['cancelled'],
  suppressed: ['suppressed_send'],
};

/** By the bits of its effect: what came last in the life of a message counts, not what was heard last. */
export function fateOfBits(bits: number): Fate {
  if (bits & bit.complaint) return 'complained';
  if (bits & bit.failed) return bits & bit.expired ? 'expired' : 'bounced';
  return bits & bit.delivered ? 'delivered' : 'deferred';
}

export const fateOfEntry = (held: boolean, attempts: number): Fate =>
  held ? 'held' : attempts > 0 ? 'deferred' : 'queued';
