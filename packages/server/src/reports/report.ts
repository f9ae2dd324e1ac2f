/** One report: gathered, written and queued like any other mail. */

import { composeMessage } from '../compose/message.ts';
import { type Accept, whyUnsent } from '../delivery/submission.ts';
import { healthOf } from '../health/health.ts';
import { type PartStore, partRowsOf } from '../health/parts.ts';
import type { RateThresholds } from '../health/rates.ts';
import { windowOf } from '../health/window.ts';
import { envelopeFor } from '../http/letter.ts';
import type { Incidents } from '../ledger/incidents.ts';
import type { Store } from '../store/store.ts';
import { type ReportFacts, subjectOf, textOf } from './text.ts';

export interface ReportDeps {
  readonly store: PartStore & Pick<Store, 'counts'>;
  readonly incidents: Pick<Incidents, 'list'>;
  readonly accept: Accept;
  readonly thresholds: RateThresholds;
  readonly hostname: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Milliseconds that it tells of. */
  readonly window: number;
}

const mostRows = 20;
const mostIncidents = 50;

/**
 * Queues the report of a day ("2026-11-29"): under a key of its own, so that several processes, or a second try, queue it
 * once. Null: it is queued. Otherwise why not, for people.
 */
export async function sendReport(deps: ReportDeps, day: string, now: number): Promise<string | null> {
  const { accept, from, to } = deps;
  const facts = await gather(deps, now);
  const body = composeMessage({
    from: { name: 'Hearback', address: from },
    to: to.map((address) => ({ name: null, address })),
    ...{ replyTo: [], cc: [], html: null, attachments: [] },
    subject: `${subjectOf(facts)}, ${day}`,
    text: textOf(facts),
    headers: [['Auto-Submitted', 'auto-generated']],
  });
  const accepted = await accept({
    ...{ envelope: envelopeFor('', to, body), body, origin: 'http', submitter: null, notifiable: false },
    ...{ ours: true, client: null, labels: {}, retry: null },
    idempotency: { key: `report:${day}`, fingerprint: day },
  });
  return whyUnsent(accepted, to);
}

async function gather(
  { store, incidents, thresholds, hostname, window: length }: ReportDeps,
  now: number,
): Promise<ReportFacts> {
  const window = windowOf(length, now);
  const parts = async (dimension: 'list' | 'sender_domain') =>
    (await partRowsOf(store, dimension, window, { limit: mostRows }, thresholds)).rows;
  const recent = await incidents.list(null, null, mostIncidents);
  return {
    hostname,
    health: await healthOf(store, null, window, thresholds),
    ...{ lists: await parts('list'), senders: await parts('sender_domain'), queue: await store.counts(now) },
    incidents: recent.data.filter(
      ({ state, incident: { openedAt, closedAt } }) =>
        state === 'open' || openedAt >= window.from || (closedAt ?? 0) >= window.from,
    ),
  };
}
