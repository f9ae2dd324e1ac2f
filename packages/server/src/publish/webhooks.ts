/** What people do with endpoints: add, change, rotate, test, replay. */
import type { Ids } from '../ledger/ids.ts';
import type { Store, WebhookChange, WebhookDelivery, WebhookEndpoint } from '../store/store.ts';
import { type AttemptDeps, attempt } from './attempt.ts';
import { deliveryOf, outcomeOf } from './endpoint-turn.ts';
import { publicationOf, publicationsOf } from './publication.ts';
import { newSecret, rotated } from './signature.ts';
import { eventsFor } from './types.ts';

export interface Webhooks {
  /** Why the address cannot be an endpoint; null: it can. */
  readonly refusal: (url: string) => string | null;
  readonly add: (asked: {
    readonly url: string;
    readonly description: string;
    readonly types: readonly string[];
    /** Left out: a new one is made. */
    readonly secret?: string | undefined;
  }) => Promise<WebhookEndpoint>;
  /** One that is made active, or gets another address, goes on at once where it stood. Null when there is none. */
  readonly change: (
    id: string,
    change: Pick<WebhookChange, 'url' | 'description' | 'types' | 'state'>,
  ) => Promise<WebhookEndpoint | null>;
  readonly remove: (id: string) => Promise<boolean>;
  /** A new secret; the one before signs beside it for `overlap` milliseconds. */
  readonly rotate: (id: string, overlap: number, secret?: string) => Promise<WebhookEndpoint | null>;
  /** Asks the endpoint at once, out of order and only once, whatever its state. */
  readonly test: (id: string) => Promise<WebhookDelivery | null>;
  /** Sends it again, behind what waits. Null when it is not kept any more. */
  readonly replay: (delivery: string) => Promise<WebhookDelivery | null>;
  /** Sends again what happened since, at most 10,000 events: how many, and where to go on (null: all). */
  readonly replaySince: (
    id: string,
    since: number,
  ) => Promise<{ readonly queued: number; readonly next: number | null } | null>;
}

export interface WebhooksDeps extends AttemptDeps {
  readonly store: Pick<
    Store,
    | 'newestEvent'
    | 'addWebhook'
    | 'webhook'
    | 'changeWebhook'
    | 'removeWebhook'
    | 'waitingDeliveries'
    | 'bringDeliveries'
    | 'settleDeliveries'
    | 'delivery'
    | 'events'
  >;
  readonly ids: Ids;
  readonly refusal: Webhooks['refusal'];
  /** Endpoints or what waits for them changed. */
  readonly wake: () => void;
}

const mostReplayed = 10_000;
const page = 500;

export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { store, ids, clock, wake } = deps;

  const changed = async (id: string, change: WebhookChange): Promise<WebhookEndpoint | null> => {
    if (!(await store.changeWebhook(id, change))) return null;
    wake();
    return store.webhook(id);
  };

  return {
    refusal: deps.refusal,

    add: async ({ url, description, types, secret = newSecret() }) => {
      const now = clock.now();
      const endpoint: WebhookEndpoint = {
        ...{ id: ids.make('wh_', now), url, description, types, secrets: [{ secret, until: null }], state: 'active' },
        ...{ why: null, createdAt: now, cursor: await store.newestEvent(), failingSince: null },
      };
      await store.addWebhook(endpoint);
      wake();
      return endpoint;
    },

    change: async (id, change) => {
      const beginsAnew = change.state === 'active' || change.url !== undefined;
      const [head] = beginsAnew ? await store.waitingDeliveries(id, 1) : [];
      // It need not wait for what the schedule had in mind before.
      if (head !== undefined) await store.settleDeliveries([{ ...head, nextAt: clock.now() }], null);
      return changed(id, { ...change, ...whyOf(change.state), ...(beginsAnew ? { failingSince: null } : {}) });
    },

    remove: (id) => store.removeWebhook(id),

    rotate: async (id, overlap, secret = newSecret()) => {
      const endpoint = await store.webhook(id);
      if (endpoint === null) return null;
      return changed(id, { secrets: rotated(endpoint.secrets, secret, clock.now() + overlap) });
    },

    test: async (id) => {
      const endpoint = await store.webhook(id);
      if (endpoint === null) return null;
      const now = clock.now();
      const publication = publicationOf(ids.make('evt_', now), 'webhook.test', now, { webhook: id });
      const delivery = deliveryOf(ids, id, publication, now, true);
      const attempted = await attempt(deps, endpoint, delivery);
      const outcome =
        attempted.kind === 'taken'
          ? outcomeOf(delivery, attempted, 'delivered', null)
          : outcomeOf(delivery, attempted, 'failed', attempted.error);
      const done = { ...delivery, ...outcome };
      await store.bringDeliveries([done], null);
      return done;
    },

    replay: async (id) => {
      const before = await store.delivery(id);
      if (before === null) return null;
      const now = clock.now();
      const again: WebhookDelivery = {
        ...{ ...before, id: ids.make('whd_', now), state: 'waiting', replay: true, attempts: 0, nextAt: now },
        ...{ lastAt: null, status: null, error: null, duration: null },
      };
      await store.bringDeliveries([again], null);
      wake();
      return again;
    },

    replaySince: async (id, since) => {
      const endpoint = await store.webhook(id);
      return endpoint === null ? null : replaySince(deps, endpoint, since);
    },
  };
}

async function replaySince({ store, ids, clock, wake }: WebhooksDeps, { id, types }: WebhookEndpoint, since: number) {
  const wanted = new Set<string>(eventsFor(types));
  let queued = 0;
  let seen = 0;
  let after: string | null = null;
  let next: number | null = null;
  do {
    const found: Awaited<ReturnType<typeof store.events>> = await store.events({ since }, after, page);
    const now = clock.now();
    const deliveries = found.data
      .filter(({ type }) => wanted.has(type))
      .flatMap((event) => publicationsOf(event, types))
      .map((publication) => deliveryOf(ids, id, publication, now, true));
    await store.bringDeliveries(deliveries, null);
    queued += deliveries.length;
    seen += found.data.length;
    after = found.next;
    next = after === null ? null : (found.data.at(-1)?.at ?? null);
  } while (after !== null && seen < mostReplayed);
  wake();
  return { queued, next };
}

function whyOf(state: WebhookChange['state']): Pick<WebhookChange, 'why'> {
  if (state === undefined) return {};
  return { why: state === 'paused' ? 'paused by hand' : null };
}
