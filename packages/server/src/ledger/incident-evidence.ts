/** What the past says about a wave: how many of such bounces are usual, and whether its recipients were alive lately. */
import type { Store } from '../store/store.ts';
import { day, hour } from './contributions.ts';
import { atMost } from './in-turn.ts';
import type { WaveKey } from './incident.ts';

/** Attempts below which the same hour of seven days is no measure; then all hours of them are taken. */
const least = 200;
const days = 7;

/**
 * The part of the mail that such bounces were, 0 to 1: of the provider's mail in the same hour of the seven days before, of all
 * mail for a sender's wave. Incidents of these days are not in it (effect.ts: `excused`). Templates are not kept by the hour:
 * a reason stands for all of its templates, which makes the baseline higher and the detector slower, never the other way.
 */
export async function baselineOf(store: Pick<Store, 'rollUps'>, wave: WaveKey, now: number): Promise<number> {
  const to = now - (now % hour);
  const asked = { grain: 'hourly', from: to - days * day, to } as const;
  const provider = wave.provider ?? 'other';
  const receiver = wave.kind === 'receiver';
  const [bounced, mail] = await Promise.all([
    receiver
      ? store.rollUps({ ...asked, dimension: 'provider|reason', key: `${provider}|${wave.reason}` })
      : store.rollUps({ ...asked, dimension: 'reason', key: wave.reason }),
    receiver
      ? store.rollUps({ ...asked, dimension: 'provider', key: provider })
      : store.rollUps({ ...asked, dimension: 'all', key: '' }),
  ]);
  const sum = (rows: typeof mail, of: 'attempted' | 'hard' | 'soft', sameHour: boolean): number =>
    rows.reduce((all, { at, counts }) => all + (sameHour && (to - at) % day !== 0 ? 0 : counts[of]), 0);
  const sameHour = sum(mail, 'attempted', true) >= least;
  const n = sum(mail, 'attempted', sameHour);
  return n < least ? 0 : Math.min(1, sum(bounced, receiver ? 'hard' : 'soft', sameHour) / n);
}

const sample = 100;
/** Of one address. */
const mostEvents = 200;
const looksAtOnce = 8;

/** The part of the addresses (hashes), of a sample of them, that took a message since `since` and before `until`. */
export async function deliveredShare(
  store: Pick<Store, 'eventsAbout'>,
  recipients: Iterable<number>,
  since: number,
  until: number,
): Promise<number> {
  const limited = atMost(looksAtOnce);
  // Hashes are in no order: the first of them are a sample.
  const asked = [...recipients].sort((a, b) => a - b).slice(0, sample);
  const answers = await Promise.all(
    asked.map((recipient) =>
      limited(async () => {
        const events = await store.eventsAbout(recipient, null, mostEvents);
        return events.some(
          ({ event: { type, trusted, at } }) => type === 'delivered' && trusted && at >= since && at < until,
        );
      }),
    ),
  );
  return asked.length === 0 ? 0 : answers.filter((alive) => alive).length / asked.length;
}
