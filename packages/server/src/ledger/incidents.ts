/**
 * Finds incidents, opens and closes them, and gives back what they took: watches for waves, by the clock and as they grow, and
 * lets one look at a time take the steps that are due (incident-steps.ts) with what follows from them (incident-course.ts). A
 * process may die at any point. Of several, one detects for all; each of the others pauses the lanes that only it knows.
 */
import type { Log } from '../delivery/ports.ts';
import type { Work } from '../duty/duties.ts';
import type { IncidentAddress, Page, Store } from '../store/store.ts';
import type { LedgerEvent } from './event.ts';
import type { Hearing } from './hearing.ts';
import type { Ids } from './ids.ts';
import { type Incident, stateOf, waveName } from './incident.ts';
import { incidentCourse } from './incident-course.ts';
import { IncidentDetector } from './incident-detector.ts';
import { type IncidentSettings, manyOf } from './incident-settings.ts';
import { incidentSteps } from './incident-steps.ts';
import { type IncidentViews, incidentViews, type ReleaseReport } from './incident-views.ts';
import type { Recorder } from './record.ts';

/** Stops and starts the lanes that a sender's incident is about; queue/incident-pause.ts. */
export interface LanePause {
  /** Those that are not paused yet, also such as came up since. */
  readonly pause: (incident: Incident, until: number | null) => Promise<void>;
  readonly resume: (incident: Incident) => Promise<void>;
}

export interface Incidents extends IncidentViews {
  readonly addresses: (id: string, after: string | null, limit: number) => Promise<Page<IncidentAddress>>;
  /** False: it is closed already. */
  readonly close: (id: string, who: string | null) => Promise<boolean>;
  /** Of a closed incident. Resolves when it is recorded and, where few are held, when they are let go. */
  readonly release: (id: string, share: number, who: string | null) => Promise<ReleaseReport>;
  /** Goes on with everything that is due here: by the clock, and when a wave grows. */
  readonly look: () => Promise<void>;
  /** Looks by the clock from now on. */
  readonly start: () => void;
  /** Counts what comes in and takes the steps that are due, until the work is stopped: what one process does for all. */
  readonly detect: () => Promise<Work>;
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
  readonly hearing: Hearing;
  readonly log: Log;
}

const lookEvery = 60_000;
/** A wave that was no incident is looked at again when it has grown by so much. */
const growth = 1.5;
/** More are let go after the answer. */
const fewHeld = 2000;

export function createIncidents(deps: IncidentsDeps): Incidents {
  const { store, recorder, hearing, now, settings, log } = deps;
  const detector = new IncidentDetector(settings);
  const steps = incidentSteps(deps, detector);
  const course = incidentCourse(deps, detector, steps);
  const views = incidentViews(deps);
  /** By the name of a wave: how large it must be to be looked at. */
  const nextLook = new Map<string, number>();
  /** Names of waves that are over and still hold addresses. */
  let again: ReadonlySet<string> = new Set();
  let looking: Promise<void> = Promise.resolve();
  let waiting = false;
  let going = true;
  let detecting = false;
  let timer: NodeJS.Timeout | null = null;

  const heard = (events: readonly LedgerEvent[]): void => {
    for (const event of events) {
      const wave = detector.heard(event, now());
      if (wave === null || wave.recipients < manyOf(settings, again.has(wave.name))) continue;
      if (wave.recipients < (nextLook.get(wave.name) ?? 0)) continue;
      nextLook.set(wave.name, wave.recipients * growth);
      void look();
    }
  };

  async function lookNow(): Promise<void> {
    if (!detecting) return course.pauseLanes();
    const { all } = await recorder.incidents.refresh();
    for (const incident of all) if (incident.until !== null) detector.forget(incident, incident.from, incident.until);
    again = new Set(all.filter((incident) => stateOf(incident) === 'closed').map(waveName));
    const suspects = settings.enabled ? detector.suspects(now(), again) : [];
    for (const suspect of suspects) await steps.open(suspect);
    const large = new Set(suspects.map(({ wave }) => waveName(wave)));
    for (const name of nextLook.keys()) if (!large.has(name)) nextLook.delete(name);
    await course.goOn();
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

  const found = async (id: string): Promise<Incident | null> =>
    (await recorder.incidents.refresh()).all.find((incident) => incident.id === id) ?? null;

  return {
    ...views,
    addresses: (incident, after, limit) => store.incidentAddresses({ incident }, after, limit),
    close: async (id, who) => {
      const incident = await found(id);
      const closed = incident !== null && (await steps.close(incident, who));
      if (closed) await course.pauseLanes();
      return closed;
    },
    release: async (id, share, who) => {
      const incident = await found(id);
      if (incident === null || incident.closedAt === null) throw new RangeError(`incident ${id} is not closed`);
      const report = await views.preview(id, share);
      await steps.release(incident, share, who);
      const done = detecting ? look() : course.letGo(id);
      if (report.released <= fewHeld) await done;
      return report;
    },
    look,
    start: () => {
      timer = setInterval(() => void look(), lookEvery);
      timer.unref();
    },
    detect: async () => {
      detecting = true;
      const counted = await hearing(now() - settings.window, heard).catch((error: unknown) => {
        detecting = false;
        throw error;
      });
      return {
        stop: async () => {
          detecting = false;
          await counted.stop();
          await looking;
          detector.forgetAll();
          nextLook.clear();
        },
      };
    },
    stop: async () => {
      going = false;
      course.stop();
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}
