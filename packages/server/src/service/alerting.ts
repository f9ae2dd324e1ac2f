/** Alerts with their rules and the channels of the configuration. */
import { statfs } from 'node:fs/promises';
import { type Alerts, createAlerts } from '../alerts/alerts.ts';
import { type ChannelSettings, type Tell, tellThrough } from '../alerts/channels.ts';
import { incidentRule } from '../alerts/incident-rule.ts';
import { rateRules } from '../alerts/rate-rules.ts';
import { type RunningDeps, runningRules } from '../alerts/running-rules.ts';
import { createAlertWatch } from '../alerts/watch.ts';
import type { Places } from '../config/folder.ts';
import { rateThresholds } from '../config/health-settings.ts';
import type { Config } from '../config/schema/schema.ts';
import type { Clock } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import { createSteadyFor } from '../delivery/steady-clock.ts';
import type { Accept } from '../delivery/submission.ts';
import type { Duties } from '../duty/duties.ts';
import { createFetch } from '../egress/fetch.ts';
import { createHealthChanges } from '../health/changes.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { Ids } from '../ledger/ids.ts';
import type { Store } from '../store/store.ts';

export interface Alerting {
  readonly alerts: Alerts;
  readonly recorded: (events: readonly LedgerEvent[]) => void;
  /** Somebody has changed a rule or a silence. */
  readonly changed: () => void;
  readonly stop: () => Promise<void>;
}

export interface AlertingOptions {
  readonly config: Config;
  readonly places: Places;
  readonly store: Store;
  readonly duties: Pick<Duties, 'lead'>;
  readonly accept: Accept;
  readonly sources: RunningDeps['sources'];
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Deliveries to webhooks wait. */
  readonly published: () => void;
}

export async function openAlerting(options: AlertingOptions): Promise<Alerting> {
  const { config, places, store, duties, accept, sources, clock, ids, log, published } = options;
  const { allow_networks: allow, timeout } = config.webhooks;
  const fetch = createFetch({ allow, timeout });
  const from = config.notices.from ?? `mailer-daemon@${places.hostname}`;
  const tellers = { accept, fetch, from, hostname: places.hostname };
  const channels = new Map(
    channelSettings(config).map(([name, settings]): readonly [string, Channel] => [
      name,
      { settings, tell: tellThrough(tellers, settings) },
    ]),
  );
  const free = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(places.data);
    return bavail * bsize;
  };
  const rules = [
    ...rateRules(store, rateThresholds(config)),
    incidentRule(store),
    ...runningRules({ store, sources, free, minFree: config.server.min_free, steadyFor: createSteadyFor(clock) }),
  ];
  const shared = { store, rules, channels, clock, ids };
  const healthChanges = createHealthChanges({ store, thresholds: rateThresholds(config) });
  const watch = createAlertWatch({
    ...shared,
    healthChanges,
    log,
    published,
    every: config.alerts.every,
  });
  const watching = await duties.lead('alerts', () => {
    watch.start();
    return watch;
  });
  return {
    alerts: createAlerts({ ...shared, poke: watch.poke }),
    recorded: (events) => {
      if (events.some(({ type }) => type.startsWith('incident_'))) watch.poke();
    },
    changed: watch.poke,
    stop: watching.stop,
  };
}

interface Channel {
  readonly settings: ChannelSettings;
  readonly tell: Tell;
}

/** What lacks its address was refused when the configuration was checked. */
const channelSettings = ({ alerts }: Config): readonly (readonly [string, ChannelSettings])[] =>
  Object.entries(alerts.channels).map(([name, { kind, to, url, severity }]) => [
    name,
    kind === 'email' ? { kind, to, severity } : { kind, url: url ?? '', severity },
  ]);
