/** All that tells others what happened: the webhooks of the user's programs. */
import type { Config } from '../config/schema/schema.ts';
import type { Clock } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { Duties } from '../duty/duties.ts';
import { createFetch, refusalOf } from '../egress/fetch.ts';
import type { Ids } from '../ledger/ids.ts';
import type { DeliveryResult } from '../publish/endpoint-turn.ts';
import { createPublisher } from '../publish/publisher.ts';
import { createWebhooks, type Webhooks } from '../publish/webhooks.ts';
import type { Store } from '../store/store.ts';

export interface Publishing {
  readonly webhooks: Webhooks;
  /** Something was recorded. */
  readonly recorded: () => void;
  /** Something waits for an endpoint that no event tells. */
  readonly changed: () => void;
  readonly stop: () => Promise<void>;
}

export interface PublishingOptions {
  readonly config: Config;
  readonly store: Store;
  readonly duties: Pick<Duties, 'holds'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly version: string;
  readonly published: (result: DeliveryResult) => void;
}

export function openPublishing(options: PublishingOptions): Publishing {
  const { config, store, duties, clock, ids, log, version, published } = options;
  const { allow_networks: allow, timeout } = config.webhooks;
  const fetch = createFetch({ allow, timeout });
  const publisher = createPublisher({
    ...{ store, clock, ids, log, fetch, version },
    ...{ random: Math.random, delivered: published, duties },
  });
  const webhooks = createWebhooks({
    ...{ store, clock, ids, fetch, version },
    ...{ refusal: (url) => refusalOf(url, allow), wake: publisher.changed },
  });
  publisher.start();
  return { webhooks, recorded: publisher.recorded, changed: publisher.changed, stop: publisher.stop };
}
