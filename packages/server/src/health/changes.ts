/**
 * Events `health_changed`: the hard rate of a list, or the soft rate of a sending domain, over the last day is in another
 * state than before. What was told last stands in the ledger itself, so that a restart, or another process, tells nothing
 * anew. What an incident holds is told as the incident, and changes nothing here. Too little mail says nothing: the state before stays, and a beginning that is well is not worth an event.
 */
import type { HealthTold, LedgerEvent } from '../ledger/event.ts';
import type { Ids } from '../ledger/ids.ts';
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
  readonly ids: Ids;
  readonly thresholds: RateThresholds;
}

/** Looks once, and records what has changed. One process at a time (the duty of the alerts). */
export function createHealthChanges({ store, ids, thresholds }: HealthChangesDeps): (now: number) => Promise<void> {
  const last = new Map<string, HealthTold['to']>();
  let upTo = 0;

  const catchUp = async (): Promise<void> => {
    for (let before = -1; before !== upTo; ) {
      before = upTo;
      const read = await store.eventsBehind(upTo, ['health_changed'], atOnce);
      for (const { health } of read.events) if (health !== undefined) last.set(keyOf(health), health.to);
      upTo = read.upTo;
    }
  };

  return async (now) => {
    await catchUp();
    for (const { dimension, rate: kind } of looked) {
      const { rates } = await judgedRatesOf(store, dimension, windowOf(day, now), thresholds);
      const changes = rates.flatMap(({ judged: { key, [kind]: rate } }) => {
        const health = changeOf(last, { dimension, key, rate: kind }, rate);
        return health === null ? [] : [health];
      });
      for (let from = 0; from < changes.length; from += atOnce) {
        const told = changes.slice(from, from + atOnce);
        await store.commit({ events: told.map((health) => healthEvent(ids.event(now), now, health)) });
        for (const health of told) last.set(keyOf(health), health.to);
      }
    }
  };
}

type Judged = Pick<HealthTold, 'dimension' | 'key' | 'rate'>;

const keyOf = ({ dimension, key }: Judged): string => `${dimension} ${key}`;

function changeOf(last: ReadonlyMap<string, HealthTold['to']>, about: Judged, rate: Rate): HealthTold | null {
  const { state } = rate;
  const before = last.get(keyOf(about)) ?? 'ok';
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
