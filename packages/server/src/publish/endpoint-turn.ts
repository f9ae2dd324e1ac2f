/**
 * An endpoint's turn: brings what is behind its cursor, a window at a time, and sends it in order. While the head is failing
 * the others wait; once it is given up they go on. At least once: a process that dies may send the last few again, under the
 * same webhook-id.
 */
import type { Ids } from '../ledger/ids.ts';
import type { DeliveryOutcome, Store, WebhookChange, WebhookDelivery, WebhookEndpoint } from '../store/store.ts';
import { type AttemptDeps, type Attempted, attempt } from './attempt.ts';
import { type Publication, publicationsOf } from './publication.ts';
import { longestFailure, waitAfter } from './schedule.ts';
import { eventsFor } from './types.ts';

export type DeliveryResult = 'delivered' | 'retried' | 'given_up';

export interface TurnDeps extends AttemptDeps {
  readonly store: Pick<
    Store,
    'webhook' | 'changeWebhook' | 'waitingDeliveries' | 'eventsBehind' | 'bringDeliveries' | 'settleDeliveries'
  >;
  readonly ids: Ids;
  readonly random: () => number;
  readonly delivered: (result: DeliveryResult) => void;
  /** False: somebody else has the endpoint, or this process is stopping. */
  readonly mayGoOn: (endpoint: string) => Promise<boolean>;
  /** False: the clock has jumped ahead, and nobody knows whether an endpoint has failed for five days. */
  readonly mayDisable: () => boolean;
}

/** Deliveries that wait at most for one endpoint. */
const window = 100;
/** Taken ones that are not written down yet; what may be sent twice. */
const unwritten = 20;

/** When the endpoint is to have its next turn; null: when something new happens. */
export async function takeTurn(deps: TurnDeps, id: string): Promise<number | null> {
  for (;;) {
    const endpoint = await deps.store.webhook(id);
    if (endpoint === null || endpoint.state !== 'active' || !(await deps.mayGoOn(id))) return null;
    const waiting = await deps.store.waitingDeliveries(id, window);
    const [head] = waiting;
    if (head === undefined) {
      if (await bring(deps, endpoint)) continue;
      // It was given all there is: while it is asked nothing, nobody can say that it fails.
      if (endpoint.failingSince !== null) await deps.store.changeWebhook(id, { failingSince: null });
      return null;
    }
    if (!isDue(head, deps.clock.now())) return head.nextAt;
    const next = await sendInOrder(deps, id, waiting);
    if (next !== 'go_on') return next;
  }
}

/** One that was made, or tried, at an instant that has not come has its date from a clock that was ahead: that would be waited for, too. */
const isDue = ({ nextAt, lastAt }: WebhookDelivery, now: number): boolean => nextAt <= now || (lastAt ?? nextAt) > now;

/** Whether there may be more. */
async function bring({ store, ids, clock }: TurnDeps, { id, types, cursor }: WebhookEndpoint): Promise<boolean> {
  const { events, upTo } = await store.eventsBehind(cursor, eventsFor(types), window);
  if (upTo === cursor) return false;
  const now = clock.now();
  const deliveries = events
    .flatMap((event) => publicationsOf(event, types))
    .map((publication) => deliveryOf(ids, id, publication, now));
  await store.bringDeliveries(deliveries, { endpoint: id, to: upTo });
  return true;
}

export function deliveryOf(
  ids: Ids,
  endpoint: string,
  { id: publication, type, at, body }: Publication,
  now: number,
  replay = false,
): WebhookDelivery {
  return {
    ...{ id: ids.make('whd_', now), endpoint, publication, type, body, at, state: 'waiting', replay, attempts: 0 },
    ...{ nextAt: now, lastAt: null, status: null, error: null, duration: null },
  };
}

async function sendInOrder(
  deps: TurnDeps,
  id: string,
  waiting: readonly WebhookDelivery[],
): Promise<'go_on' | number | null> {
  const taken: DeliveryOutcome[] = [];
  let isFailing = false;
  const write = async (): Promise<void> => {
    const recovered = isFailing ? { id, change: { failingSince: null } } : null;
    if (taken.length > 0) await deps.store.settleDeliveries(taken.splice(0), recovered);
  };
  for (const delivery of waiting) {
    // A window may take half an hour: somebody may have moved, stopped or removed the endpoint since the one before.
    const endpoint = await deps.store.webhook(id);
    if (endpoint?.state !== 'active') break;
    isFailing = endpoint.failingSince !== null;
    if (!isDue(delivery, deps.clock.now()) || !(await deps.mayGoOn(id))) break;
    const attempted = await attempt(deps, endpoint, delivery);
    if (attempted.kind === 'taken') {
      deps.delivered('delivered');
      taken.push(outcomeOf(delivery, attempted, 'delivered', null));
      if (taken.length >= unwritten) await write();
      continue;
    }
    // What was taken before it ends the failing there was.
    const failingSince = taken.length > 0 ? null : endpoint.failingSince;
    await write();
    // What another address has answered says nothing of the one it has now.
    if ((await deps.store.webhook(id))?.url !== endpoint.url) return 'go_on';
    return settleFailure(deps, { ...endpoint, failingSince }, delivery, attempted);
  }
  await write();
  return 'go_on';
}

async function settleFailure(
  deps: TurnDeps,
  { id, failingSince }: WebhookEndpoint,
  delivery: WebhookDelivery,
  attempted: Extract<Attempted, { kind: 'refused' }>,
): Promise<'go_on' | number | null> {
  const since = failingSince ?? attempted.at;
  const wait = waitAfter(delivery.attempts + 1, attempted.wish, deps.random());
  const disabled = attempted.gone
    ? 'The endpoint answered 410: it wants nothing more'
    : attempted.at - since >= longestFailure && deps.mayDisable()
      ? `Nothing was taken for five days; the last answer: ${attempted.error}`
      : null;
  const change: WebhookChange = {
    failingSince: since,
    ...(disabled === null ? {} : { state: 'disabled', why: disabled }),
  };
  const nextAt = deps.clock.now() + (wait ?? 0);
  const outcome = outcomeOf(delivery, attempted, wait === null ? 'failed' : 'waiting', attempted.error, nextAt);
  await deps.store.settleDeliveries([outcome], { id, change });
  deps.delivered(wait === null ? 'given_up' : 'retried');
  if (disabled !== null) return null;
  return wait === null ? 'go_on' : nextAt;
}

export function outcomeOf(
  delivery: WebhookDelivery,
  { at, status, duration }: Attempted,
  state: WebhookDelivery['state'],
  error: string | null,
  nextAt = delivery.nextAt,
): DeliveryOutcome {
  return { id: delivery.id, state, attempts: delivery.attempts + 1, nextAt, lastAt: at, status, error, duration };
}
