/** What Prometheus reads. No address, no id and no domain is ever a label; providers are those of our rules. */
import { statfs } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Observe } from '../delivery/ports.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { DeliveryResult } from '../publish/endpoint-turn.ts';
import type { Store } from '../store/store.ts';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Counter<'route' | 'method' | 'status'>;
  /** What the engine tells as it works. */
  readonly engine: Observe;
  /** An attempt to tell a webhook. */
  readonly published: (result: DeliveryResult) => void;
  /** Counts what is committed. */
  readonly observe: (events: readonly LedgerEvent[]) => void;
  readonly close: () => void;
}

export interface MetricsOptions {
  readonly version: string;
  readonly dataFolder: string;
  readonly counts: Store['counts'];
  readonly standingAlerts: Store['standingAlerts'];
  readonly now: () => number;
}

/** What becomes of messages here. */
const outcomes = new Set(['delivered', 'deferred', 'bounced', 'expired', 'cancelled']);

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const attempts = new Counter({
    name: 'hearback_smtp_out_attempts_total',
    help: 'Delivery attempts, one per recipient',
    labelNames: ['result', 'phase', 'provider'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'hearback_smtp_out_attempt_duration_seconds',
    help: 'From MAIL to the last reply',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600],
    registers,
  });
  const bounces = new Counter({
    name: 'hearback_bounces_total',
    help: 'Failed deliveries by what they mean',
    labelNames: ['class', 'reason', 'source'] as const,
    registers,
  });
  const unknown = new Counter({
    name: 'hearback_classify_unknown_total',
    help: 'Replies that no rule explains',
    registers,
  });
  const requests = new Counter({
    name: 'hearback_http_requests_total',
    help: 'HTTP requests by route',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  });
  const deliveries = new Counter({
    name: 'hearback_webhook_deliveries_total',
    help: 'Attempts to tell webhooks',
    labelNames: ['result'] as const,
    registers,
  });
  new Gauge({ name: 'hearback_build_info', help: 'Version', labelNames: ['version'] as const, registers }).set(
    { version: options.version },
    1,
  );
  const stopLag = eventLoopLag(registers);
  queueGauges(options, registers);
  alertGauge(options, registers);
  const heard = listeningMetrics(registers);

  const observe = (events: readonly LedgerEvent[]): void => {
    for (const event of events) {
      const { type, attempt, stage, verdict, source, duration_ms } = event;
      heard(event);
      if (!outcomes.has(type) && type !== 'bounce_received') continue;
      if (attempt !== null)
        attempts.inc({ result: type, phase: stage ?? 'none', provider: verdict?.provider ?? 'other' });
      if (duration_ms !== null) durations.observe(duration_ms / 1000);
      if (verdict === null || type === 'delivered') continue;
      bounces.inc({ class: verdict.bounce, reason: verdict.reason, source });
      if (verdict.reason === 'undetermined') unknown.inc();
    }
  };
  const published = (result: DeliveryResult): void => deliveries.inc({ result });
  return { registry, engine: engineMetrics(registers), requests, observe, published, close: stopLag };
}

/** What is heard about recipients, and what follows for them. */
function listeningMetrics(registers: Registry[]): (event: LedgerEvent) => void {
  const complaints = new Counter({
    name: 'hearback_complaints_total',
    help: 'Complaints of recipients, by who reported them',
    labelNames: ['source'] as const,
    registers,
  });
  const suppressions = new Counter({
    name: 'hearback_suppression_changes_total',
    help: 'Changes of the suppression list, by their reason',
    labelNames: ['change', 'reason'] as const,
    registers,
  });
  return ({ type, source, suppression, verdict }) => {
    if (type === 'feedback_received') complaints.inc({ source });
    if (type !== 'address_suppressed' && type !== 'address_released') return;
    const change = type === 'address_suppressed' ? 'suppressed' : 'released';
    suppressions.inc({ change, reason: suppression?.reason ?? verdict?.reason ?? 'none' });
  };
}

function alertGauge({ standingAlerts }: MetricsOptions, registers: Registry[]): void {
  new Gauge({
    name: 'hearback_alerts',
    help: 'Alerts that are not resolved',
    labelNames: ['severity'] as const,
    registers,
    async collect() {
      const standing = await standingAlerts();
      for (const severity of ['critical', 'warning'] as const)
        this.set({ severity }, standing.filter((alert) => alert.severity === severity).length);
    },
  });
}

/** Attempts are counted from their events, which know more of them. */
function engineMetrics(registers: Registry[]): Observe {
  const submissions = new Counter({
    name: 'hearback_submissions_total',
    help: 'Messages handed in',
    labelNames: ['origin', 'result'] as const,
    registers,
  });
  const connections = new Counter({
    name: 'hearback_smtp_out_connections_total',
    help: 'Connections asked for',
    labelNames: ['result'] as const,
    registers,
  });
  const notices = new Counter({
    name: 'hearback_notices_total',
    help: 'Notices to senders',
    labelNames: ['result'] as const,
    registers,
  });
  const commits = new Histogram({
    name: 'hearback_db_commit_duration_seconds',
    help: 'From the call to the disk',
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  return {
    accepted: (origin) => submissions.inc({ origin, result: 'accepted' }),
    refused: (origin, code) => submissions.inc({ origin, result: code >= 500 ? 'refused' : 'deferred' }),
    attempted: () => {},
    connected: (ok) => connections.inc({ result: ok ? 'ok' : 'failed' }),
    committed: (milliseconds) => commits.observe(milliseconds / 1000),
    noticed: (result) => notices.inc({ result }),
  };
}

function eventLoopLag(registers: Registry[]): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  new Gauge({
    name: 'hearback_event_loop_lag_seconds',
    help: '99th percentile since the last scrape',
    registers,
    collect() {
      this.set(Number.isFinite(delay.percentile(99)) ? delay.percentile(99) / 1e9 : 0);
      delay.reset();
    },
  });
  return () => delay.disable();
}

function queueGauges({ counts, now, dataFolder }: MetricsOptions, registers: Registry[]): void {
  const oldest = new Gauge({
    name: 'hearback_queue_oldest_age_seconds',
    help: 'Age of the oldest open recipient',
    registers,
  });
  new Gauge({
    name: 'hearback_queue_messages',
    help: 'Open recipients by state',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const at = now();
      const found = await counts(at);
      for (const state of ['waiting', 'due', 'held', 'leased'] as const) this.set({ state }, found[state]);
      oldest.set(found.oldest === null ? 0 : (at - found.oldest) / 1000);
    },
  });
  new Gauge({
    name: 'hearback_disk_free_bytes',
    help: 'Free on the disk of the data folder',
    registers,
    async collect() {
      const { bavail, bsize } = await statfs(dataFolder);
      this.set(bavail * bsize);
    },
  });
}
