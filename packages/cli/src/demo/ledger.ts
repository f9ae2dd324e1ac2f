/** Events of the server into the ledger of the health report: the demo and `hearback report` count alike. */
import { explain } from '@hearback/bounce';
import { type Attempt, domainOf } from '@hearback/server/logs';
import { Collection } from '../report/collect.ts';
import type { Health } from '../report/health.ts';
import { summarise } from '../report/summarise.ts';
import type { ServerEvent } from './follow.ts';

const outcomes: Readonly<Partial<Record<ServerEvent['type'], Attempt['outcome']>>> = {
  delivered: 'delivered',
  deferred: 'deferred',
  bounced: 'failed',
  expired: 'expired',
};

export interface DemoLedger {
  /** True when the event was an attempt. */
  readonly hear: (event: ServerEvent) => boolean;
  readonly health: () => Health;
}

export function createLedger(): DemoLedger {
  const collection = new Collection(explain, { since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY });
  let latest = 0;
  return {
    hear(event) {
      const attempt = attemptOf(event);
      if (attempt === null) return false;
      latest = Math.max(latest, attempt.at ?? 0);
      collection.logs.record(attempt);
      return true;
    },
    health: () => summarise(collection, latest),
  };
}

function attemptOf({ type, at, message_id, recipient, mx, reply, sender, list }: ServerEvent): Attempt | null {
  const outcome = outcomes[type];
  if (outcome === undefined || message_id === null || recipient === null) return null;
  return {
    at: Date.parse(at),
    message: message_id,
    recipient,
    outcome,
    mx: mx?.host ?? null,
    reply: outcome === 'delivered' ? '' : (reply?.text ?? ''),
    sender: sender === null ? null : domainOf(sender),
    list,
  };
}
