/** All that sends: the engine, with the rules and policies that it decides by, and who must not be mailed. */

import { join } from 'node:path';
import type { SuppressionPolicies } from '@hearback/bounce';
import type { Resign } from '@hearback/smtp';
import { deliverySettings } from '../config/delivery-settings.ts';
import type { Places } from '../config/folder.ts';
import type { Config } from '../config/schema/schema.ts';
import { suppressionPolicies } from '../config/suppression-policies.ts';
import type { Clock } from '../delivery/clock.ts';
import { createEngine, type Engine } from '../delivery/engine.ts';
import type { Connect, FindRoute, Observe, Sign } from '../delivery/ports.ts';
import type { DeliverySettings } from '../delivery/settings.ts';
import { createForgetting, type Forgetting } from '../ledger/erase.ts';
import type { Ids } from '../ledger/ids.ts';
import { createSuppressionCheck } from '../ledger/suppression.ts';
import { openAtHand } from '../observe/at-hand.ts';
import type { Log } from '../observe/log.ts';
import { type OwnRules, openOwnRules } from '../rules/own-rules.ts';
import type { Store } from '../store/store.ts';

export interface Sending {
  readonly engine: Engine;
  readonly settings: DeliverySettings;
  readonly rules: OwnRules;
  readonly policy: SuppressionPolicies;
  readonly forgetting: Forgetting;
  readonly stop: () => Promise<void>;
}

export interface SendingOptions {
  readonly config: Config;
  readonly places: Pick<Places, 'hostname' | 'data'>;
  readonly store: Store;
  readonly route: FindRoute;
  readonly connect: Connect;
  readonly sign: Sign | undefined;
  readonly resign: Resign;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly observe: Observe;
  readonly hasRoom: () => boolean;
}

/** It sends nothing before `engine.start`. */
export async function openSending(options: SendingOptions): Promise<Sending> {
  const { config, places, store, clock, log } = options;
  const { route, connect, sign, resign, ids, observe, hasRoom } = options;
  const settings = deliverySettings(config, places.hostname);
  const rules = await openOwnRules({ store, now: clock.now, log });
  const policy = suppressionPolicies(config);
  const forgetting = createForgetting({ store, key: config.privacy.erasure_key, now: clock.now });
  const writing = openAtHand(join(places.data, 'writing'));
  const engine = createEngine({
    rules: () => rules.current().book,
    suppression: policy,
    ...{ store, route, connect, clock, settings, log, sign, resign, ids, observe, hasRoom, writing },
    suppressed: createSuppressionCheck(store, clock.now, forgetting),
    random: Math.random,
  });
  return {
    ...{ engine, settings, rules, policy, forgetting },
    async stop() {
      await engine.stop();
      rules.close();
      writing.close();
    },
  };
}
