/**
 * The service as a whole, from parts that main.ts has chosen: starts them in order, says when mail is taken, ends them in
 * order. Nothing here knows a database or a resolver.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Resign, Resolver } from '@hearback/smtp';
import type { Places } from './config/folder.ts';
import { rateThresholds } from './config/health-settings.ts';
import type { Setting } from './config/read.ts';
import type { Config } from './config/schema/schema.ts';
import type { Clock } from './delivery/clock.ts';
import type { PacedClock } from './delivery/paced-clock.ts';
import type { Connect, FindRoute, Sign } from './delivery/ports.ts';
import { openDuties } from './duty/duties.ts';
import type { Api } from './http/api.ts';
import { createKeyRing, scopes } from './http/keys.ts';
import { readPage } from './http/page.ts';
import type { Simulator } from './http/routes/simulator.ts';
import { createVisitorBook, loginLink } from './http/visitors.ts';
import { openImports } from './imports/imports.ts';
import { createIds } from './ledger/ids.ts';
import { createRecord } from './ledger/observe.ts';
import { createVerifyPath } from './ledger/signed-path.ts';
import { createSuppressionList } from './ledger/suppression.ts';
import { watchDisk } from './observe/disk-room.ts';
import type { Log } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import type { SealedStore } from './secrets/sealed-store.ts';
import { openAlerting } from './service/alerting.ts';
import { createOpened, type Opened, withinTime } from './service/closing.ts';
import { openDetecting } from './service/detecting.ts';
import { createHouse } from './service/house.ts';
import { openListening } from './service/listening.ts';
import { openPublishing } from './service/publishing.ts';
import { startReporting } from './service/reporting.ts';
import { startRetention } from './service/retention.ts';
import { createRuling } from './service/ruling.ts';
import { openSending } from './service/sending.ts';
import { openSubmitting } from './service/submitting.ts';
import { addressOf, type Bound, openWeb } from './service/web.ts';
import type { Store } from './store/store.ts';

export interface Parts {
  readonly config: Config;
  readonly places: Places;
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly store: SealedStore;
  readonly route: FindRoute;
  readonly connect: Connect;
  readonly sign: Sign | undefined;
  readonly resign: Resign;
  /** Folder of the page as it was built; not given: there is none. */
  readonly page?: string | undefined;
  /** The clock, where its speed changes while it runs. */
  readonly paced?: PacedClock | undefined;
  readonly settings?: readonly Setting[] | undefined;
  readonly dns: Resolver;
  /** What simulated receivers can play, where there are some. */
  readonly simulator?: Simulator | undefined;
}

export interface Service {
  /** Where SMTP and HTTP are listening, by the names of the configuration ("http" for HTTP). */
  readonly ports: ReadonlyMap<string, { readonly address: string; readonly port: number }>;
  /** Resolves when the store has failed for good: nothing is taken any more, and only a new start can help. */
  readonly failed: Promise<Error>;
  /** A link to the page that works once; null: there is no page. `onlyFirst`: null as well when somebody has been there. */
  readonly invite: (onlyFirst: boolean) => Promise<string | null>;
  /** Certificates, users, networks and the log level as the new configuration has them. Throws a StartError; then all is as before. */
  readonly reload: (config: Config) => void;
  /** Takes nothing more, ends what runs within `server.drain`, gives the rest back, closes the store. */
  readonly drain: () => Promise<void>;
  /** Breaks everything off; also a drain that goes on. Nothing is lost: the store has it. */
  readonly stop: () => Promise<void>;
}

/** Rejects with a StartError for what the operator can mend; everything that was opened is closed then. */
export async function startService(parts: Parts): Promise<Service> {
  const opened = createOpened(() => parts.store.close());
  try {
    return await start(parts, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function start(parts: Parts, opened: Opened): Promise<Service> {
  const { config, places, version, log, clock, store, route, connect, sign, resign, page, paced, dns } = parts;
  const condition = conditionOf(store);
  const disk = await watchDisk(places.data, config.server.min_free, log);
  opened.push(disk.close);
  const { counts, standingAlerts } = store;
  const metrics = createMetrics({ version, dataFolder: places.data, counts, standingAlerts, now: clock.now });
  opened.push(metrics.close);

  const ids = createIds();
  const shared = { config, places, store, clock, ids, log };
  const sending = await openSending({
    ...{ ...shared, route, connect, sign, resign, observe: metrics.engine, hasRoom: disk.hasRoom },
  });
  const { engine, settings, rules, policy, forgetting } = sending;
  const { accept, control, recorder } = engine;
  opened.push(sending.stop, control.watch(metrics.observe));
  await store.sealAnew();
  await engine.start();
  opened.push(
    store.onNews((subjects) => {
      if (subjects.has('lanes')) engine.lanesChanged();
      if (subjects.has('queue')) control.changedElsewhere();
      if (subjects.has('recalls')) engine.recallsChanged();
    }),
  );
  const duties = openDuties({ store, clock, log, holder: randomUUID(), lease: settings.lease });
  opened.push(duties.stop);
  const incidents = await openDetecting({ ...shared, engine, settings, duties });
  opened.push(incidents.stop);

  const { returnPath } = settings;
  const verify = createVerifyPath(returnPath?.keys ?? null, clock.now);
  const record = createRecord({ store, recorder, verify, now: clock.now, rules: () => rules.current().book });
  const listening = await openListening({ ...shared, returnPath, verify, duties, record, now: clock.now });
  opened.push(listening.stop);
  const listeners = await openSubmitting({ ...shared, accept, desk: listening.desk, hasRoom: disk.hasRoom });
  opened.push(() => listeners.close());

  const publishing = openPublishing({ ...shared, duties, version, published: metrics.published });
  opened.push(publishing.stop, control.watch(publishing.recorded));
  const alerting = await openAlerting({
    ...{ ...shared, duties, accept, published: publishing.changed },
    sources: async () => listening.meantToSpeak(),
  });
  opened.push(alerting.stop, control.watch(alerting.recorded));
  const reporting = { ...shared, incidents, accept };
  opened.push((await duties.lead('report', () => startReporting(reporting))).stop);

  const ruling = createRuling({ store, recorder, rules, ids, now: clock.now, log, policy, forgetting });
  opened.push(ruling.history.close);
  const suppressions = createSuppressionList({ store, recorder, ids, now: clock.now, forgetting });
  const imports = await openImports({
    ...{ store, suppressions, ids, now: clock.now, log, folder: join(places.data, 'imports') },
  });
  opened.push(imports.close);
  const keys = createKeyRing(store, clock.monotonic);
  let boundTo: Bound | undefined;
  const api: Api = {
    ...{ store, accept, control, metrics, version, now: clock.now, suppressions, imports, ruling, incidents, keys },
    ...{ ingest: listening.ingest, intake: listening.intake, sources: listening.sources, tray: listening.tray },
    ...{ webhooks: publishing.webhooks, alerts: alerting.alerts },
    simulator: parts.simulator ?? null,
    house: createHouse({ config, places, settings: parts.settings ?? [], dns, store, unopened: store.unopened }),
    thresholds: rateThresholds(config),
    // People at the page live in real time, also where the clock of a simulation runs.
    visitors: createVisitorBook(store, Date.now),
    page: {
      ...{ hostname: places.hostname, simulated: paced !== undefined || config.clock.speed !== 1 },
      speed: paced?.speed ?? (() => config.clock.speed),
      url: () => config.http.url ?? addressOf(boundTo),
      files: page === undefined ? null : { folder: page, html: await readPage(page) },
    },
    notReady: () => condition.notReady() ?? (disk.hasRoom() ? null : 'The disk has no room for more mail'),
    closing: condition.closing,
    largestMessage: config.smtp.max_size,
    openMetrics: config.http.open_metrics,
  };
  const web = await openWeb(api, parts);
  boundTo = web.ports.get('http');
  opened.push(web.close);
  const kept = { ...config.retention, deliveriesOfEach: config.webhooks.keep };
  const retention = await duties.lead('retention', () => startRetention(store, kept, clock, log, engine.lanesChanged));
  opened.push(retention.stop);
  opened.push(
    store.onNews((subjects) => {
      if (subjects.has('webhooks')) publishing.changed();
      if (subjects.has('keys')) keys.forget();
      if (subjects.has('alerts')) alerting.changed();
      if (subjects.has('duties')) duties.look();
    }),
  );
  condition.isReady();

  const end = async (drain: boolean): Promise<void> => {
    condition.close();
    if (drain) {
      await Promise.all([withinTime(config.server.drain, listeners.close({ drain: true })), retention.stop()]);
      await withinTime(config.server.drain, engine.drain());
    }
    await opened.close();
  };
  let stopping: Promise<void> | null = null;
  return {
    failed: condition.failed,
    ports: new Map([...listeners.receivers, ...web.ports]),
    async invite(onlyFirst) {
      if (api.page.files === null || boundTo === undefined) return null;
      if (onlyFirst && (await api.visitors.sessions()).length > 0) return null;
      const { secret } = await api.visitors.invite('operator', scopes);
      return loginLink(api.page.url(), secret);
    },
    reload(fresh) {
      listeners.renew(fresh);
      log.level = fresh.server.log_level;
    },
    drain: () => {
      stopping ??= end(true);
      return stopping;
    },
    stop: async () => {
      if (stopping === null) stopping = end(false);
      else await Promise.all([engine.stop(), listeners.close()]);
      await stopping;
    },
  };
}

/** What keeps mail from being taken, of the service itself. */
function conditionOf(store: Pick<Store, 'failed'>) {
  let ready = false;
  let broken: Error | null = null;
  const closing = new AbortController();
  const failed = store.failed.then((error): Error => {
    broken = error;
    return error;
  });
  return {
    failed,
    closing: closing.signal,
    isReady: (): void => {
      ready = true;
    },
    close: (): void => closing.abort(),
    notReady: (): string | null => {
      if (closing.signal.aborted) return 'The service is shutting down';
      if (!ready) return 'The service is starting';
      return broken === null ? null : `The store has failed: ${broken.message}`;
    },
  };
}
