/** What became of a message to its recipients, in words and tones. */
import type { Outcome } from '../api/shapes.ts';
import { count } from './figures.ts';
import type { Tone } from './verdicts.ts';

/** In the order that they are told: what needs a look first. */
export const outcomes = {
  bounced: ['bad', 'bounced', 'refused, or sent back later'],
  complained: ['bad', 'complaint', 'delivered, and reported as spam'],
  expired: ['bad', 'expired', 'given up after its time in the queue'],
  held: ['watch', 'held', 'waits until somebody releases it'],
  deferred: ['watch', 'put off', 'tried, and to be tried again'],
  queued: ['none', 'queued', 'waits for its first attempt'],
  suppressed: ['none', 'suppressed', 'never tried: the address must not be mailed'],
  cancelled: ['none', 'cancelled', 'taken out of the queue by hand'],
  delivered: ['ok', 'delivered', 'taken by the receiver'],
} as const satisfies Readonly<Record<Outcome, readonly [Tone, string, string]>>;

/** Of one that only a newer server knows, its own name. */
export const outcomeWords = (state: string): readonly [Tone, string, ...string[]] =>
  Object.hasOwn(outcomes, state) ? outcomes[state as Outcome] : ['none', state.replaceAll('_', ' ')];

export const outcomeNames = Object.keys(outcomes) as readonly Outcome[];

/** Of several recipients how many, of one only what. */
export function outcomeParts(
  counts: Partial<Readonly<Record<Outcome, number>>>,
  recipients: number,
): readonly { readonly outcome: Outcome; readonly tone: Tone; readonly text: string }[] {
  return outcomeNames.flatMap((outcome) => {
    const many = counts[outcome] ?? 0;
    const [tone, word] = outcomes[outcome];
    return many === 0 ? [] : [{ outcome, tone, text: recipients === 1 ? word : `${count(many)} ${word}` }];
  });
}
