/** The daily report as the configuration wants it; without addresses there is none. */
import type { Places } from '../config/folder.ts';
import { rateThresholds } from '../config/health-settings.ts';
import type { Config } from '../config/schema/schema.ts';
import type { Clock } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import type { Accept } from '../delivery/submission.ts';
import type { Work } from '../duty/duties.ts';
import type { Incidents } from '../ledger/incidents.ts';
import { startDaily } from '../reports/daily.ts';
import { sendReport } from '../reports/report.ts';
import type { Store } from '../store/store.ts';

export interface ReportingOptions {
  readonly config: Config;
  readonly places: Pick<Places, 'hostname'>;
  readonly store: Store;
  readonly incidents: Pick<Incidents, 'list'>;
  readonly accept: Accept;
  readonly clock: Clock;
  readonly log: Log;
}

export function startReporting({ config, places, ...rest }: ReportingOptions): Work {
  const { to, at, window } = config.reports;
  if (to.length === 0) return { stop: async () => {} };
  const { hostname } = places;
  const from = config.notices.from ?? `mailer-daemon@${hostname}`;
  const deps = { ...rest, hostname, from, to, window, thresholds: rateThresholds(config) };
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const { clock, log } = rest;
  const stop = startDaily({
    clock,
    log,
    at: (hours * 60 + minutes) * 60_000,
    send: (day, now) => sendReport(deps, day, now),
  });
  return { stop };
}
