/**
 * Events `health_changed`: the hard rate of a list, or the soft rate of a sending domain, over the last day is in another
 * state than before. What was told last stands in the ledger itself, so that a restart, or another process, tells nothing
 * anew: an event has its id from the one before it about the same, so that of two processes that see a change one tells it.
 * What an incident holds is told as the incident, and changes nothing here. Too little mail says nothing: the state before
 * stays, and a beginning that is well is not worth an event.
 */
import { hash } from 'node:crypto';
import type { HealthTold, LedgerEvent } from '../ledger/event.ts';
import type { Store } from '../store/store.ts';
import { type JudgedStore, judgedRatesOf } from './judged-rates.ts';
import type { Rate, RateThresholds } from './rates.ts';
import { windowOf } from './window.ts';

const day = 86_400_000;
const atOnce = 500;
const looked = [
  { dimension: 'list', rate: 'hard' },
  { dimension: 'sender_domain', rate: 'soft' },
] as const;

interface HealthChangesDeps {
  readonly store: JudgedStore & Pick<Store, 'eventsBehind' | 'commit'>;
  readonly thresholds: RateThresholds;
}

/** What was told last, by which event. */
interface Told {
  readonly to: HealthTold['to'];
  readonly event: string | null;
}
const nothingTold: Told = { to: 'ok', event: null };

/** Looks once, and records what has changed. One process at a time (the duty of the alerts), or a second that froze in its look. */
export function createHealthChanges({ store, thresholds }: HealthChangesDeps): (now: number) => Promise<void> {
  const last = new Map<string, Told>();
  const lastOf = (about: Judged): Told => last.get(keyOf(about)) ?? nothingTold;
  let upTo = 0;

  const catchUp = async (): Promise<void> => {
    for (let before = -1; before !== upTo; ) {
      before = upTo;
      const read = await store.eventsBehind(upTo, ['health_changed'], atOnce);
      for (const { id, health } of read.events)
        if (health !== undefined) last.set(keyOf(health), { to: health.to, event: id });
      upTo = read.upTo;
    }
  };

  return async (now) => {
    await catchUp();
    for (const { dimension, rate: kind } of looked) {
      const { rates } = await judgedRatesOf(store, dimension, windowOf(day, now), thresholds);
      for (const { judged } of rates) {
        const about = { dimension, key: judged.key, rate: kind } as const;
        const before = lastOf(about);
        const health = changeOf(before.to, about, judged[kind]);
        if (health === null) continue;
        const event = healthEvent(idBehind(before.event, about), now, health);
        // Told by another process meanwhile: it is read at the next look.
        if ((await store.commit({ events: [event] })) === 'duplicate') continue;
        last.set(keyOf(about), { to: health.to, event: event.id });
      }
    }
  };
}

type Judged = Pick<HealthTold, 'dimension' | 'key' | 'rate'>;

const keyOf = ({ dimension, key }: Judged): string => `${dimension} ${key}`;

const idBehind = (before: string | null, about: Judged): string =>
  `evt_${hash('sha256', JSON.stringify([keyOf(about), before]), 'hex').slice(0, 32)}`;

function changeOf(before: HealthTold['to'], about: Judged, rate: Rate): HealthTold | null {
  const { state } = rate;
  if (state === 'not_enough_mail' || state === before) return null;
  return { ...about, from: before, to: state, value: rate.rate ?? 0, n: rate.n, threshold: rate.threshold };
}

const healthEvent = (id: string, at: number, health: HealthTold): LedgerEvent => ({
  ...{ id, at, type: 'health_changed', message_id: null, recipient: null, original_recipient: null, sender: null },
  ...{ stream: null, list: health.dimension === 'list' ? health.key : null, campaign: null, tags: [], attempt: null },
  ...{ mx: null, source_ip: null, tls: null, stage: null, reply: null, verdict: null, source: 'queue', trusted: true },
  ...{ duration_ms: null, incident_id: null, ambiguous: false, next_attempt_at: null, attempts: null },
  ...{ dominant_reason: null, health },
});
