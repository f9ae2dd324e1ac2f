/**
 * The service as a whole, from parts that main.ts has chosen: starts them in order, says when mail is taken, ends them in
 * order. Nothing here knows a database or a resolver.
 */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Resolver } from '@hearback/smtp';
import { deliverySettings } from './config/delivery-settings.ts';
import type { Places } from './config/folder.ts';
import { rateThresholds } from './config/health-settings.ts';
import { incidentSettings } from './config/incident-settings.ts';
import type { Setting } from './config/read.ts';
import type { Config } from './config/schema/schema.ts';
import { suppressionPolicies } from './config/suppression-policies.ts';
import type { Clock } from './delivery/clock.ts';
import { createEngine } from './delivery/engine.ts';
import type { PacedClock } from './delivery/paced-clock.ts';
import type { Connect, FindRoute, Sign } from './delivery/ports.ts';
import { openDuties } from './duty/duties.ts';
import type { Api, App } from './http/api.ts';
import { createApp } from './http/app.ts';
import { createKeyRing, scopes } from './http/keys.ts';
import { readPage } from './http/page.ts';
import { createRateLimit } from './http/rate-limit.ts';
import type { Simulator } from './http/routes/simulator.ts';
import { createVisitorBook, loginLink } from './http/visitors.ts';
import { openImports } from './imports/imports.ts';
import { createForgetting } from './ledger/erase.ts';
import { createHearing } from './ledger/hearing.ts';
import { createIds } from './ledger/ids.ts';
import { countedTypes } from './ledger/incident-detector.ts';
import { createIncidents } from './ledger/incidents.ts';
import { createRecord } from './ledger/observe.ts';
import { createVerifyPath } from './ledger/signed-path.ts';
import { createSuppressionCheck, createSuppressionList } from './ledger/suppression.ts';
import { watchDisk } from './observe/disk-room.ts';
import type { Log } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import { createIncidentPause } from './queue/incident-pause.ts';
import { openOwnRules } from './rules/own-rules.ts';
import { openAlerting } from './service/alerting.ts';
import { createHouse } from './service/house.ts';
import { openListeners } from './service/listeners.ts';
import { openListening } from './service/listening.ts';
import { opening } from './service/opening.ts';
import { openPublishing } from './service/publishing.ts';
import { createReception } from './service/reception.ts';
import { startReporting } from './service/reporting.ts';
import { startRetention } from './service/retention.ts';
import { createRuling } from './service/ruling.ts';
import { listenOnSocket } from './service/socket.ts';
import type { Store } from './store/store.ts';
import { createSubmissionHandler } from './submission/handler.ts';
import { createPermission, type Permission } from './submission/permission.ts';

export interface Parts {
  readonly config: Config;
  readonly places: Places;
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly store: Store;
  readonly route: FindRoute;
  readonly connect: Connect;
  readonly sign: Sign | undefined;
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
  const { config, places, log, clock, store } = parts;
  const closers: (() => Promise<void> | void)[] = [() => store.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await start(parts, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }

  async function start(
    { version, route, connect, sign, page, paced, settings: shown = [], dns, simulator }: Parts,
    opened: (() => Promise<void> | void)[],
    close: () => Promise<void>,
  ): Promise<Service> {
    let ready = false;
    let boundTo: Bound | undefined;
    let broken: Error | null = null;
    const failed = store.failed.then((error) => {
      broken = error;
      return error;
    });
    const closing = new AbortController();
    const disk = await watchDisk(places.data, config.server.min_free, log);
    opened.push(disk.close);
    const metrics = createMetrics({
      version,
      dataFolder: places.data,
      counts: store.counts,
      standingAlerts: store.standingAlerts,
      now: clock.now,
    });
    opened.push(metrics.close);

    const settings = deliverySettings(config, places.hostname);
    const ids = createIds();
    const rules = await openOwnRules({ store, now: clock.now, log });
    opened.push(rules.close);
    const policy = suppressionPolicies(config);
    const forgetting = createForgetting({ store, key: config.privacy.erasure_key, now: clock.now });
    const engine = createEngine({
      rules: () => rules.current().book,
      suppression: policy,
      ...{ store, route, connect, clock, settings, log, sign, ids },
      suppressed: createSuppressionCheck(store, clock.now, forgetting),
      random: Math.random,
      observe: metrics.engine,
      hasRoom: disk.hasRoom,
    });
    opened.push(engine.control.watch(metrics.observe));
    await engine.start();
    opened.push(() => engine.stop());
    const { recorder } = engine;
    const duties = openDuties({ store, clock, log, holder: randomUUID(), lease: settings.lease });
    opened.push(duties.stop);
    const incidents = createIncidents({
      ...{ store, recorder, ids, now: clock.now, log, settings: incidentSettings(config) },
      lanes: createIncidentPause({ control: engine.control, sources: settings.sources }),
      hearing: createHearing({ store, recorder, clock, log, types: countedTypes }),
    });
    incidents.start();
    opened.push(incidents.stop, (await duties.lead('incidents', incidents.detect)).stop);
    const { returnPath } = settings;
    const verify = createVerifyPath(returnPath?.keys ?? null, clock.now);
    const record = createRecord({
      ...{ store, recorder, verify },
      rules: () => rules.current().book,
    });
    const listening = await openListening({ config, places, returnPath, verify, store, record, now: clock.now, log });
    opened.push(listening.stop);

    let permission = permissionOf(config, places.hostname);
    const full = { code: 452, status: '4.3.1', text: 'There is no room for more mail, try again later' };
    const submission = createSubmissionHandler({
      permission: () => permission,
      accept: engine.accept,
      full: () => (disk.hasRoom() ? null : full),
      log,
    });
    const reception = createReception(submission, listening.desk);
    const listeners = await openListeners(config, places.hostname, reception, log);
    opened.push(() => listeners.close());

    const publishing = openPublishing({
      config,
      store,
      duties,
      clock,
      ids,
      log,
      version,
      published: metrics.published,
    });
    opened.push(engine.control.watch(publishing.recorded), publishing.stop);
    const alerting = await openAlerting({
      ...{ config, places, store, duties, clock, ids, log, accept: engine.accept, published: publishing.changed },
      sources: async () => listening.meantToSpeak(),
    });
    opened.push(engine.control.watch(alerting.recorded), alerting.stop);
    const reporting = { config, places, store, incidents, accept: engine.accept, clock, log };
    opened.push((await duties.lead('report', () => startReporting(reporting))).stop);

    const ruling = createRuling({ store, recorder, rules, ids, now: clock.now, log, policy, forgetting });
    opened.push(ruling.history.close);
    const suppressions = createSuppressionList({ store, recorder, ids, now: clock.now, forgetting });
    const imports = await openImports({
      ...{ store, suppressions, ids, now: clock.now, log, folder: join(places.data, 'imports') },
    });
    opened.push(imports.close);
    const api: Api = {
      ...{ store, accept: engine.accept, control: engine.control, metrics, version, now: clock.now },
      ...{ ingest: listening.ingest, intake: listening.intake, webhooks: publishing.webhooks, alerts: alerting.alerts },
      ...{ sources: listening.sources, tray: listening.tray },
      ...{ suppressions, imports },
      simulator: simulator ?? null,
      house: createHouse({ config, places, settings: shown, dns, store }),
      thresholds: rateThresholds(config),
      ruling,
      incidents,
      keys: createKeyRing(store, clock.monotonic),
      // People at the page live in real time, also where the clock of a simulation runs.
      visitors: createVisitorBook(store, Date.now),
      page: {
        ...{ hostname: places.hostname, simulated: paced !== undefined || config.clock.speed !== 1 },
        speed: paced?.speed ?? (() => config.clock.speed),
        url: () => config.http.url ?? addressOf(boundTo),
        files: page === undefined ? null : { folder: page, html: await readPage(page) },
      },
      notReady: () => {
        if (closing.signal.aborted) return 'The service is shutting down';
        if (!ready) return 'The service is starting';
        if (broken !== null) return `The store has failed: ${broken.message}`;
        return disk.hasRoom() ? null : 'The disk has no room for more mail';
      },
      closing: closing.signal,
      largestMessage: config.smtp.max_size,
      openMetrics: config.http.open_metrics,
    };
    const web = await openWeb(api, parts);
    boundTo = web.ports.get('http');
    opened.push(web.close);
    const kept = { ...config.retention, deliveriesOfEach: config.webhooks.keep };
    const retention = await duties.lead('retention', () => startRetention(store, kept, clock.now, log));
    opened.push(retention.stop);
    ready = true;

    const end = async (drain: boolean): Promise<void> => {
      closing.abort();
      if (drain) {
        await Promise.all([withinTime(config.server.drain, listeners.close({ drain: true })), retention.stop()]);
        await withinTime(config.server.drain, engine.drain());
      }
      await close();
    };
    let stopping: Promise<void> | null = null;
    return {
      failed,
      ports: new Map([...listeners.receivers, ...web.ports]),
      async invite(onlyFirst) {
        if (api.page.files === null || boundTo === undefined) return null;
        if (onlyFirst && (await api.visitors.sessions()).length > 0) return null;
        const { secret } = await api.visitors.invite('operator', scopes);
        return loginLink(api.page.url(), secret);
      },
      reload(fresh) {
        listeners.renew(fresh);
        permission = permissionOf(fresh, places.hostname);
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
}

const permissionOf = ({ smtp, users, return_path }: Config, hostname: string): Permission =>
  createPermission({
    trustedNetworks: smtp.trusted_networks,
    ownDomains: [hostname, ...smtp.local_domains, ...(return_path.domain === null ? [] : [return_path.domain])],
    postmaster: smtp.postmaster,
    users: Object.entries(users).map(([name, user]) => ({ name, ...user })),
  });

interface Bound {
  readonly address: string;
  readonly port: number;
}

/** As a browser on this machine reaches it. */
function addressOf(bound: Bound | undefined): string {
  const { address, port } = bound ?? { address: 'localhost', port: 0 };
  const host =
    address === '0.0.0.0' || address === '::' ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  return `http://${host}:${port}`;
}

interface Web {
  readonly ports: ReadonlyMap<string, { readonly address: string; readonly port: number }>;
  readonly close: () => Promise<void>;
}

async function openWeb(api: Api, { config, places, log, clock }: Parts): Promise<Web> {
  const { http } = config;
  const options = { hosts: [...http.hosts, places.hostname], bodyLimit: http.max_body, log };
  const apps: App[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(apps.map((app) => app.close()));
  };
  const ports = new Map<string, { readonly address: string; readonly port: number }>();
  try {
    const local = createApp(api, { ...options, openTo: 'operator' });
    apps.push(local);
    await listenOnSocket(local, places.socket);
    if (http.enabled) {
      const rateLimit = createRateLimit({
        ...{ perSecond: http.requests_per_second, burst: http.request_burst, now: clock.monotonic },
      });
      const open = createApp(api, { ...options, rateLimit, mask: http.mask, openTo: 'keys' });
      apps.push(open);
      await opening('http', http, () => open.listen({ host: http.address, port: http.port }));
      const [bound] = open.addresses();
      if (typeof bound === 'object') {
        ports.set('http', bound);
        log.info({ address: bound.address, port: bound.port }, 'HTTP is listening');
      }
    }
    return { ports, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What has not ended by then is broken off by what comes next. */
async function withinTime(milliseconds: number, ending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([ending, over]);
  clearTimeout(timer);
}
