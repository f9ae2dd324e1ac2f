/**
 * The steps of an incident: it opens, is closed, is released. Each is an event that stands before anything follows from it, and
 * counts only while nobody else has been faster; what follows is incident-course.ts's.
 */
import type { LedgerEvent } from './event.ts';
import { type Incident, releasedShare, type WaveKey, waveName } from './incident.ts';
import type { KnownIncidents } from './incident-book.ts';
import type { IncidentDetector, Suspect } from './incident-detector.ts';
import { incidentEvent } from './incident-event.ts';
import { baselineOf, deliveredShare } from './incident-evidence.ts';
import { thresholdOf } from './incident-settings.ts';
import type { IncidentsDeps } from './incidents.ts';

export interface IncidentSteps {
  /** Opens an incident where its rate and its addresses say that it is one. */
  readonly open: (suspect: Suspect) => Promise<void>;
  /** False: it is closed already. */
  readonly close: (incident: Incident, who: string | null) => Promise<boolean>;
  readonly release: (incident: Incident, share: number, who: string | null) => Promise<void>;
}

export const isOpen = ({ all }: KnownIncidents, wave: WaveKey): boolean =>
  all.some((incident) => incident.closedAt === null && waveName(incident) === waveName(wave));

type Deps = Pick<IncidentsDeps, 'store' | 'recorder' | 'ids' | 'now' | 'settings' | 'lanes' | 'log'>;

export function incidentSteps(deps: Deps, detector: Pick<IncidentDetector, 'beginning'>): IncidentSteps {
  const { store, recorder, ids, now, settings, lanes, log } = deps;

  /** Records an event of an incident; false when another process has been faster: look again, decide again. */
  const tell = async (event: LedgerEvent, known: KnownIncidents): Promise<boolean> => {
    const committed = await recorder.recordAsSeen({ events: [event], looks: [known.look] });
    await recorder.incidents.refresh();
    return committed === 'committed';
  };

  async function open({ wave, spans, recipients }: Suspect): Promise<void> {
    const baseline = await baselineOf(store, wave, now());
    const threshold = thresholdOf(baseline, settings);
    const span = spans.reduce((best, each) => (each.rate > best.rate ? each : best));
    if (span.rate < threshold) return;
    const from = detector.beginning(wave, threshold, now());
    const since = now() - settings.deliveredWithin;
    const alive = wave.kind === 'sender' ? null : await deliveredShare(store, recipients, since, from);
    if (alive !== null && alive < settings.deliveredShare) return;
    for (;;) {
      const known = await recorder.incidents.refresh();
      if (isOpen(known, wave)) return;
      const at = now();
      const figures = {
        ...{ recipients: span.recipients, attempts: span.attempts, rate: span.rate, baseline },
        recently_delivered_share: alive,
      };
      const event = incidentEvent(
        'incident_opened',
        ids.event(at),
        at,
        { id: ids.incident(at), ...wave, from },
        { figures },
      );
      if (!(await tell(event, known))) continue;
      log.warn({ incident: event.incident_id, wave, ...figures }, 'An incident has opened');
      return;
    }
  }

  async function close(incident: Incident, who: string | null): Promise<boolean> {
    for (;;) {
      const known = await recorder.incidents.refresh();
      const current = known.all.find(({ id }) => id === incident.id);
      if (current === undefined || current.closedAt !== null) return false;
      const at = now();
      // A little longer: what others record at this moment, by clocks that are ahead, was covered and stays so; and all of what was,
      // if our own was ahead.
      const { lastAt = null } = (await store.incidentCounts([incident.id])).get(incident.id) ?? {};
      const until = Math.max(at, lastAt ?? at) + settings.bucket;
      if (await tell(incidentEvent('incident_closed', ids.event(at), at, current, { until, who }), known)) break;
    }
    log.info({ incident: incident.id, who }, 'An incident is closed');
    if (incident.kind === 'sender') await lanes.resume(incident);
    return true;
  }

  async function release(incident: Incident, share: number, who: string | null): Promise<void> {
    for (;;) {
      const known = await recorder.incidents.refresh();
      const current = known.all.find(({ id }) => id === incident.id) ?? incident;
      if (releasedShare(current) >= share) return;
      const at = now();
      if (await tell(incidentEvent('incident_released', ids.event(at), at, current, { share, who }), known)) break;
    }
    log.info({ incident: incident.id, share, who }, 'Addresses of an incident are released');
  }

  return { open, close, release };
}
