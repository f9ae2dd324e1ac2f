/**
 * Finds incidents, opens and closes them, and gives back what they took. Each step is an event (`incident_opened`,
 * `incident_closed`, `incident_released`) that stands before anything follows from it; what follows (deciding about addresses
 * anew, pausing lanes) is done again wherever it was cut short, so that a process may die at any point, and several may work.
 */
import type { Log } from '../delivery/ports.ts';
import type { IncidentAddress, IncidentCounts, Page, Store } from '../store/store.ts';
import type { LedgerEvent } from './event.ts';
import type { Ids } from './ids.ts';
import { atMost } from './in-turn.ts';
import {
  boundOf,
  coveredBy,
  type Incident,
  type IncidentState,
  releasedAt,
  releasedShare,
  stateOf,
  type WaveKey,
  waveName,
} from './incident.ts';
import type { KnownIncidents } from './incident-book.ts';
import { IncidentDetector, type Suspect } from './incident-detector.ts';
import { incidentEvent } from './incident-event.ts';
import { baselineOf, deliveredShare } from './incident-evidence.ts';
import { calmOf, type IncidentSettings, thresholdOf } from './incident-settings.ts';
import type { Recorder } from './record.ts';

export interface IncidentView {
  readonly incident: Incident;
  readonly state: IncidentState;
  readonly counts: IncidentCounts;
}

/** What a release does, or would do. */
export interface ReleaseReport {
  /** Within the share, whatever their state. */
  readonly addresses: number;
  /** Held now, and let go by it. */
  readonly released: number;
  /** Held still. */
  readonly held: number;
}

/** Stops and starts the lanes that a sender's incident is about; queue/incident-pause.ts. */
export interface LanePause {
  /** Those that are not paused yet, also such as came up since. */
  readonly pause: (incident: Incident, until: number | null) => Promise<void>;
  readonly resume: (incident: Incident) => Promise<void>;
}

export interface Incidents {
  /** The latest first. */
  readonly list: (state: IncidentState | null, after: string | null, limit: number) => Promise<Page<IncidentView>>;
  readonly get: (id: string) => Promise<IncidentView | null>;
  readonly addresses: (id: string, after: string | null, limit: number) => Promise<Page<IncidentAddress>>;
  /** False: it is closed already. */
  readonly close: (id: string, who: string | null) => Promise<boolean>;
  readonly preview: (id: string, share: number) => Promise<ReleaseReport>;
  /** Of a closed incident. Resolves when it is recorded and, where few are held, when they are let go. */
  readonly release: (id: string, share: number, who: string | null) => Promise<ReleaseReport>;
  /** Looks at the counts, and goes on with everything that is due: by the clock, and when a wave grows. */
  readonly look: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Resolves when a look under way has ended. */
  readonly stop: () => Promise<void>;
}

export interface IncidentsDeps {
  readonly store: Pick<
    Store,
    'events' | 'eventsAbout' | 'rollUps' | 'incidentCounts' | 'incidentAddresses' | 'incidentShare'
  >;
  readonly recorder: Recorder;
  readonly ids: Ids;
  readonly now: () => number;
  readonly settings: IncidentSettings;
  readonly lanes: LanePause;
  readonly log: Log;
}

const lookEvery = 60_000;
/** After a start the counts of the last window are read again, as far as so many events tell them. */
const mostReread = 20_000;
const pageSize = 500;
const atOnce = 8;
/** Attempts below which a calm rate says nothing; then it is calm when nothing bounced for `quietTimes` as long. */
const leastCalm = 20;
const quietTimes = 4;
/** A wave that was no incident is looked at again when it has grown by so much. */
const growth = 1.5;
/** More are let go after the answer. */
const fewHeld = 2000;

export function createIncidents(deps: IncidentsDeps): Incidents {
  const { store, recorder, ids, now, settings, lanes, log } = deps;
  const detector = new IncidentDetector(settings);
  const limited = atMost(atOnce);
  /** By the name of a wave: how large it must be to be looked at. */
  const nextLook = new Map<string, number>();
  let looking: Promise<void> = Promise.resolve();
  let waiting = false;
  let going = true;
  let timer: NodeJS.Timeout | null = null;
  const caughtUp = new Set<string>();

  const heard = (events: readonly LedgerEvent[]): void => {
    for (const event of events) {
      const wave = detector.heard(event, now());
      if (wave === null || wave.recipients < settings.recipients) continue;
      if (wave.recipients < (nextLook.get(wave.name) ?? 0)) continue;
      nextLook.set(wave.name, wave.recipients * growth);
      void look();
    }
  };

  /** Records an event of an incident; false when another process has been faster: look again, decide again. */
  const tell = async (event: LedgerEvent, known: KnownIncidents): Promise<boolean> => {
    const committed = await recorder.recordAsSeen({ events: [event], looks: [known.look] });
    await recorder.incidents.refresh();
    return committed === 'committed';
  };

  const again = (addresses: readonly string[], cause: LedgerEvent): Promise<unknown> =>
    Promise.all(addresses.map((address) => limited(() => recorder.again(address, cause))));

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

  const isOpen = ({ all }: KnownIncidents, wave: WaveKey): boolean =>
    all.some((incident) => incident.closedAt === null && waveName(incident) === waveName(wave));

  async function closeIt(incident: Incident, who: string | null): Promise<boolean> {
    for (;;) {
      const known = await recorder.incidents.refresh();
      const current = known.all.find(({ id }) => id === incident.id);
      if (current === undefined || current.closedAt !== null) return false;
      const at = now();
      // A little longer: what others record at this moment, by clocks that are ahead, was covered and stays so.
      const until = at + settings.bucket;
      if (await tell(incidentEvent('incident_closed', ids.event(at), at, current, { until, who }), known)) break;
    }
    log.info({ incident: incident.id, who }, 'An incident is closed');
    if (incident.kind === 'sender') await lanes.resume(incident);
    return true;
  }

  async function releaseIt(incident: Incident, share: number, who: string | null): Promise<void> {
    for (;;) {
      const known = await recorder.incidents.refresh();
      const current = known.all.find(({ id }) => id === incident.id) ?? incident;
      if (releasedShare(current) >= share) return;
      const at = now();
      if (await tell(incidentEvent('incident_released', ids.event(at), at, current, { share, who }), known)) break;
    }
    log.info({ incident: incident.id, share, who }, 'Addresses of an incident are released');
  }

  /** Bounces that were recorded before the incident opened. */
  async function catchUp(incident: Incident, cause: LedgerEvent): Promise<void> {
    const { index } = await recorder.incidents.known();
    for (const type of ['bounced', 'bounce_received'] as const) {
      for (let after: string | null = null; ; ) {
        const page: Page<LedgerEvent> = await store.events({ type, since: incident.from }, after, pageSize);
        const own = page.data.filter((event) => coveredBy(index, event)?.id === incident.id);
        await again([...new Set(own.flatMap(({ recipient }) => recipient ?? []))], cause);
        after = page.next;
        const last = page.data.at(-1);
        if (after === null || last === undefined || last.at > incident.openedAt + settings.bucket) break;
      }
    }
  }

  /** Lets those go whose share is released. */
  async function letGo(incident: Incident, cause: LedgerEvent): Promise<void> {
    const below = boundOf(releasedShare(incident));
    for (let after: string | null = null; going; ) {
      const asked = { incident: incident.id, state: 'held', below } as const;
      const page: Page<IncidentAddress> = await store.incidentAddresses(asked, after, pageSize);
      await again(
        page.data.map(({ address }) => address),
        cause,
      );
      after = page.next;
      if (after === null) return;
    }
  }

  async function isOver(incident: Incident): Promise<boolean> {
    if (incident.kind === 'sender') return settings.pause > 0 && now() - incident.openedAt >= settings.pause;
    const to = now() - settings.bucket;
    // A bucket that has just begun says little, and the one in which the incident opened is not calm.
    if (now() - incident.openedAt < settings.closeAfter + settings.bucket) return false;
    const span = detector.between(incident, to - settings.closeAfter + settings.bucket, to);
    const baseline = incident.figures?.baseline ?? 0;
    if (span.attempts >= leastCalm) return span.rate <= calmOf(baseline, settings);
    const { lastAt = null } = (await store.incidentCounts([incident.id])).get(incident.id) ?? {};
    return span.recipients === 0 && now() - (lastAt ?? incident.openedAt) >= quietTimes * settings.closeAfter;
  }

  /** The share that is due to be released without anybody asking. */
  function shareDue(incident: Incident, known: KnownIncidents): number {
    if (incident.closedAt === null || isOpen(known, incident)) return 0;
    if (incident.kind === 'sender') return 1;
    if (settings.release === 'by_hand') return 0;
    return now() - incident.closedAt >= settings.releaseAfter ? 1 : settings.probe;
  }

  async function goOn(id: string): Promise<void> {
    const find = async () => {
      const known = await recorder.incidents.known();
      const incident = known.all.find((one) => one.id === id);
      const cause = known.latest.get(id);
      if (incident === undefined || cause === undefined) throw new Error(`incident ${id} is gone`);
      return { known, incident, cause };
    };
    const { incident, cause } = await find();
    if (incident.kind === 'receiver' && !caughtUp.has(id)) {
      await catchUp(incident, cause);
      caughtUp.add(id);
    }
    if (incident.closedAt === null) {
      if (await isOver(incident)) await closeIt(incident, null);
      else if (incident.kind === 'sender')
        await lanes.pause(incident, settings.pause === 0 ? null : incident.openedAt + settings.pause);
    }
    const then = await find();
    const share = shareDue(then.incident, then.known);
    if (share > releasedShare(then.incident)) await releaseIt(then.incident, share, null);
    const last = await find();
    if (releasedShare(last.incident) > 0) await letGo(last.incident, last.cause);
  }

  async function lookNow(): Promise<void> {
    for (const incident of (await recorder.incidents.refresh()).all)
      if (incident.until !== null) detector.forget(incident, incident.until);
    const suspects = settings.enabled ? detector.suspects(now()) : [];
    for (const suspect of suspects) await open(suspect);
    const large = new Set(suspects.map(({ wave }) => waveName(wave)));
    for (const name of nextLook.keys()) if (!large.has(name)) nextLook.delete(name);
    const { all } = await recorder.incidents.refresh();
    for (const incident of all) if (going && !isDone(incident)) await goOn(incident.id);
  }

  /** Released and long over: nothing is left to do. One that was released a moment ago may have been cut short. */
  function isDone(incident: Incident): boolean {
    const at = releasedAt(incident);
    return stateOf(incident) === 'released' && at !== null && now() - at > 24 * 3_600_000;
  }

  /** One at a time; a look that is asked for while one waits is that one. */
  function look(): Promise<void> {
    if (waiting) return looking;
    waiting = true;
    looking = looking.then(async () => {
      waiting = false;
      if (!going) return;
      try {
        await lookNow();
      } catch (error) {
        log.error({ err: error }, 'Incidents could not be looked at');
      }
    });
    return looking;
  }

  /** What came within the window, unless it is so much that it comes again in a moment. */
  async function reread(): Promise<void> {
    const since = now() - settings.window;
    const events: LedgerEvent[] = [];
    for (let after: string | null = null; ; ) {
      const page: Page<LedgerEvent> = await store.events({ since }, after, pageSize);
      events.push(...page.data);
      after = page.next;
      if (events.length > mostReread) return;
      if (after === null) break;
    }
    for (const event of events) detector.heard(event, now());
  }

  async function viewOf(incidents: readonly Incident[]): Promise<readonly IncidentView[]> {
    const counts = await store.incidentCounts(incidents.map(({ id }) => id));
    return incidents.map((incident) => ({
      ...{ incident, state: stateOf(incident) },
      counts: counts.get(incident.id) ?? nobody,
    }));
  }

  const found = async (id: string): Promise<Incident | null> =>
    (await recorder.incidents.refresh()).all.find((incident) => incident.id === id) ?? null;

  async function preview(id: string, share: number): Promise<ReleaseReport> {
    const { held, all } = await store.incidentShare(id, boundOf(share));
    const { held: inAll = 0 } = (await store.incidentCounts([id])).get(id) ?? {};
    return { addresses: all, released: held, held: inAll - held };
  }

  let unwatch = (): void => {};
  return {
    list: async (state, after, limit) => {
      const { all } = await recorder.incidents.refresh();
      const wanted = all.filter((incident) => state === null || stateOf(incident) === state);
      const begin = after === null ? 0 : wanted.findIndex(({ id }) => id === after) + 1;
      const page = wanted.slice(begin, begin + limit);
      const next = begin + limit < wanted.length ? (page.at(-1)?.id ?? null) : null;
      return { data: await viewOf(page), next };
    },
    get: async (id) => {
      const incident = await found(id);
      return incident === null ? null : ((await viewOf([incident]))[0] ?? null);
    },
    addresses: (incident, after, limit) => store.incidentAddresses({ incident }, after, limit),
    close: async (id, who) => {
      const incident = await found(id);
      return incident !== null && closeIt(incident, who);
    },
    preview,
    release: async (id, share, who) => {
      const incident = await found(id);
      if (incident === null || incident.closedAt === null) throw new RangeError(`incident ${id} is not closed`);
      const report = await preview(id, share);
      await releaseIt(incident, share, who);
      const done = look();
      if (report.released <= fewHeld) await done;
      return report;
    },
    look,
    start: async () => {
      await reread();
      unwatch = recorder.watch(heard);
      timer = setInterval(() => void look(), lookEvery);
      timer.unref();
    },
    stop: async () => {
      going = false;
      unwatch();
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}

const nobody: IncidentCounts = { addresses: 0, messages: 0, held: 0, released: 0, suppressed: 0, lastAt: null };
