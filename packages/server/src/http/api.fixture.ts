/** The API over a real store and a real engine that sends nothing: its lanes lead nowhere. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { createAlerts } from '../alerts/alerts.ts';
import { rateRules } from '../alerts/rate-rules.ts';
import { loadConfig } from '../config/load.ts';
import { showSettings } from '../config/show.ts';
import { systemClock } from '../delivery/clock.ts';
import { createEngine, type Engine } from '../delivery/engine.ts';
import { defaultSettings } from '../delivery/settings.ts';
import type { SuppressionCheck } from '../delivery/submission.ts';
import { openDuties } from '../duty/duties.ts';
import { createFetch, refusalOf } from '../egress/fetch.ts';
import { defaultThresholds, type RateThresholds } from '../health/rates.ts';
import { type Imports, openImports } from '../imports/imports.ts';
import { openSources } from '../intake/followed.ts';
import { imapFollowing } from '../intake/imap/source.ts';
import { createIngest } from '../intake/ingest.ts';
import { createIntake } from '../intake/intake.ts';
import { logFollowing } from '../intake/logs/source.ts';
import { maildirFollowing } from '../intake/maildir-source.ts';
import { proveAt } from '../intake/mails.fixture.ts';
import { createProviders, type Secrets } from '../intake/providers/index.ts';
import type { SourceSettings } from '../intake/source-settings.ts';
import { createSourceBook } from '../intake/sources.ts';
import { openTray } from '../intake/tray.ts';
import { webhookFollowing } from '../intake/webhook-source.ts';
import { createForgetting } from '../ledger/erase.ts';
import { createHearing } from '../ledger/hearing.ts';
import { createIds } from '../ledger/ids.ts';
import { countedTypes } from '../ledger/incident-detector.ts';
import { defaultIncidentSettings } from '../ledger/incident-settings.ts';
import { createIncidents, type Incidents } from '../ledger/incidents.ts';
import type { Record } from '../ledger/observe.ts';
import { createSuppressionList } from '../ledger/suppression.ts';
import type { Log } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { createWebhooks } from '../publish/webhooks.ts';
import { createIncidentPause } from '../queue/incident-pause.ts';
import { openOwnRules } from '../rules/own-rules.ts';
import { createRuling, type Ruling } from '../service/ruling.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { asAnybody } from '../submission/sends-as.ts';
import type { Api, App } from './api.ts';
import { createApp } from './app.ts';
import { createKeyRing, newKey, type Scope, scopes } from './keys.ts';
import type { Pace } from './pace.ts';
import { createRateLimit, type RateLimitOptions } from './rate-limit.ts';
import { createVisitorBook } from './visitors.ts';

export interface TestApi {
  readonly folder: string;
  readonly store: Store;
  readonly engine: Engine;
  readonly incidents: Incidents;
  readonly ruling: Ruling;
  readonly imports: Imports;
  readonly closing: AbortController;
  /** As whoever holds keys sees it, and as the operator at the socket does. */
  readonly app: App;
  readonly operator: App;
  /** The header of a new key with these scopes; all of them by default. */
  readonly authorization: (...granted: readonly (Scope | 'masked')[]) => Promise<{ readonly authorization: string }>;
  state: { notReady: string | null; hasRoom: boolean };
  readonly close: () => Promise<void>;
}

export interface TestApiOptions {
  readonly suppressed?: SuppressionCheck;
  readonly bodyLimit?: number;
  readonly rateLimit?: RateLimitOptions;
  /** Where what is ingested ends; by default nobody remembers it. */
  readonly record?: Record;
  readonly page?: Api['page']['files'];
  /** Where people open the page. */
  readonly url?: string;
  readonly thresholds?: RateThresholds;
  readonly log?: Log;
  readonly pace?: Pace;
  /** Whoever comes with a key sees no local part. */
  readonly mask?: boolean;
}

/** Where webhooks may be although it is not public; 127.0.0.1 itself is not. */
const allow = ['127.0.0.2/32'];
const webhook = (provider: string, secrets: Secrets): SourceSettings => ({ kind: 'webhook', provider, secrets });
const webhooks: ReadonlyMap<string, SourceSettings> = new Map([
  ['shop', webhook('postmark', { basic: [{ user: 'post', password: 'mark' }] })],
  ['mailgun', webhook('mailgun', { keys: ['key-1'] })],
  ['ses', webhook('ses', { topics: ['arn:aws:sns:eu-west-1:123456789012:bounces'] })],
]);

const forget: Record = async (observations) => observations.map(() => 'recorded');

export async function openTestApi({
  suppressed,
  bodyLimit = 100_000,
  rateLimit,
  record = forget,
  page = null,
  url = 'http://127.0.0.1:8025',
  thresholds = defaultThresholds,
  log = pino({ level: 'silent' }),
  pace,
  mask = false,
}: TestApiOptions = {}): Promise<TestApi> {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-http-'));
  const store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  const clock = systemClock();
  const state: TestApi['state'] = { notReady: null, hasRoom: true };
  const metrics = createMetrics({
    version: '1.2.3',
    dataFolder: folder,
    counts: store.counts,
    standingAlerts: store.standingAlerts,
    now: clock.now,
  });
  const ids = createIds();
  const forgetting = createForgetting({ store, key: 'of this test', now: clock.now });
  const rules = await openOwnRules({ store, now: clock.now, log });
  const engine = createEngine({
    rules: () => rules.current().book,
    ...{ store, clock, log, suppressed, observe: metrics.engine },
    route: async () => ({ kind: 'unanswered', text: '451 4.4.3 Nobody is asked in this test' }),
    connect: () => Promise.reject(new Error('this test connects nowhere')),
    ids,
    random: Math.random,
    settings: defaultSettings('mail.ours.example'),
    hasRoom: () => state.hasRoom,
  });
  await engine.start();
  const closing = new AbortController();
  const keys = createKeyRing(store, clock.monotonic);
  const { now } = clock;
  const tray = await openTray(join(folder, 'tray'), { items: 2, octets: 100_000 });
  const book = createSourceBook(now);
  const intake = createIntake({ record, tray, book, now });
  const ingest = createIngest({
    ...{ intake, now, prove: proveAt(now), header: null, reading: { read: (_, hear) => hear() } },
    providers: createProviders({ fetchText: () => Promise.reject(new Error('this test fetches nothing')) }),
    webhooks: { get: (name) => sources.webhook(name) },
  });
  const duties = openDuties({ store, clock, log, holder: 'this test', lease: 30_000 });
  const followed = { ingest, intake, store, maxSize: 100_000, now, log, every: 3_600_000 };
  const sources = await openSources({
    ...{ configured: webhooks, store, duties, host: 'mail.ours.example', book, now },
    followings: {
      imap: imapFollowing(followed),
      maildir: maildirFollowing(followed),
      log: logFollowing({ ...followed, place: 'log' }),
      webhook: webhookFollowing,
    },
  });
  const incidents = createIncidents({
    ...{
      store,
      recorder: engine.recorder,
      ids,
      now,
      log,
      settings: { ...defaultIncidentSettings, release: 'by_hand' },
    },
    hearing: createHearing({ store, recorder: engine.recorder, clock, log, types: countedTypes }),
    lanes: createIncidentPause({ control: engine.control, sources: new Map() }),
  });
  await incidents.detect();
  const ruling = createRuling({ store, recorder: engine.recorder, rules, ids, now, log, forgetting });
  const { read } = loadConfig({
    ...{ file: null, env: { HEARBACK_CONFIG: '/dev/null' } },
    set: ['delivery.port=2526', 'users.shop.password=scrypt$16384$secret'],
  });
  const house: Api['house'] = {
    settings: read.ok ? showSettings(read.settings) : [],
    checks: async () => [
      { check: 'clock', standing: 'ok', text: 'kept by NTP', advice: null },
      { check: 'fsync', standing: 'warn', text: 'p50 5 ms: slow', advice: 'a faster disk' },
    ],
  };
  const suppressions = createSuppressionList({ store, recorder: engine.recorder, ids, now, forgetting });
  const imports = await openImports({
    ...{ store, suppressions, ids, now, log, folder: join(folder, 'imports'), largest: 2_000_000 },
  });
  const api: Api = {
    ...{ store, accept: engine.accept, control: engine.control, keys, metrics, version: '1.2.3', now, intake, ingest },
    ...{ sources, tray },
    webhooks: createWebhooks({
      ...{ store, ids, clock, fetch: createFetch({ allow }), version: '1.2.3' },
      ...{ refusal: (url) => refusalOf(url, allow), wake: () => {} },
    }),
    house,
    simulator: null,
    ruling,
    incidents,
    thresholds,
    alerts: createAlerts({
      ...{ store, clock, ids, rules: rateRules(store, thresholds), poke: () => {} },
      channels: new Map([
        [
          'ops',
          { settings: { kind: 'email', to: ['ops@ours.example'], severity: 'critical' }, tell: async () => null },
        ],
        ['broken', { settings: { kind: 'slack', url: '', severity: 'warning' }, tell: async () => 'answered 500' }],
      ]),
    }),
    ...{ suppressions, imports },
    visitors: createVisitorBook(store, now),
    page: {
      hostname: 'mail.ours.example',
      url: () => url,
      speed: () => 1,
      simulated: false,
      files: page,
    },
    notReady: () => state.notReady,
    closing: closing.signal,
    largestMessage: 50_000,
    openMetrics: false,
  };
  const options = { hosts: ['api.ours.example:8025'], bodyLimit, log, ...(pace === undefined ? {} : { pace }) };
  const limit = rateLimit === undefined ? {} : { rateLimit: createRateLimit(rateLimit) };
  const app = createApp(api, { ...options, ...limit, mask, openTo: 'keys' });
  const operator = createApp(api, { ...options, openTo: 'operator' });
  return {
    ...{ folder, store, engine, incidents, ruling, imports, closing, app, operator, state },
    async authorization(...granted) {
      const may = { ...asAnybody, scopes: granted.length === 0 ? scopes : granted };
      const { key, shown } = newKey('test', may, clock.now());
      await store.addKey(key);
      keys.forget();
      return { authorization: `Bearer ${shown}` };
    },
    async close() {
      closing.abort();
      await Promise.all([app.close(), operator.close()]);
      await sources.stop();
      await incidents.stop();
      await duties.stop();
      metrics.close();
      await Promise.all([ruling.history.close(), imports.close()]);
      await engine.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
