/**
 * What follows from the steps of an incident: bounces from before it opened are decided about anew, lanes are paused, it is closed
 * when it is over, its addresses are let go. All of it is done again wherever it was cut short.
 */
import type { IncidentAddress, Page } from '../store/store.ts';
import type { LedgerEvent } from './event.ts';
import { atMost } from './in-turn.ts';
import { boundOf, coveredBy, type Incident, releasedAt, releasedShare, stateOf } from './incident.ts';
import type { KnownIncidents } from './incident-book.ts';
import type { IncidentDetector } from './incident-detector.ts';
import { calmOf } from './incident-settings.ts';
import { type IncidentSteps, isOpen } from './incident-steps.ts';
import type { IncidentsDeps } from './incidents.ts';

const pageSize = 500;
const atOnce = 8;
/** Attempts below which a calm rate says nothing; then it is calm when nothing bounced for `quietTimes` as long. */
const leastCalm = 20;
const quietTimes = 4;

type Deps = Pick<IncidentsDeps, 'store' | 'recorder' | 'now' | 'settings' | 'lanes'>;

export interface IncidentCourse {
  /** Goes on with every incident that has something due, until it is told to stop. */
  readonly goOn: () => Promise<void>;
  /** What each process does for itself while another goes on with the rest: pauses the lanes that it knows. */
  readonly pauseLanes: () => Promise<void>;
  /** Lets those go whose share of the incident is released. */
  readonly letGo: (id: string) => Promise<void>;
  readonly stop: () => void;
}

export function incidentCourse(
  { store, recorder, now, settings, lanes }: Deps,
  detector: Pick<IncidentDetector, 'between'>,
  steps: Pick<IncidentSteps, 'close' | 'release'>,
): IncidentCourse {
  const limited = atMost(atOnce);
  const caughtUp = new Set<string>();
  let going = true;

  const again = (addresses: readonly string[], cause: LedgerEvent): Promise<unknown> =>
    Promise.all(addresses.map((address) => limited(() => recorder.again(address, cause))));
  const letGoAll = (held: readonly IncidentAddress[], cause: LedgerEvent): Promise<unknown> =>
    Promise.all(held.map((row) => limited(() => recorder.again(row.address, cause, row))));

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

  async function letGoOf(incident: Incident, cause: LedgerEvent): Promise<void> {
    const below = boundOf(releasedShare(incident));
    for (let after: string | null = null; going; ) {
      const asked = { incident: incident.id, state: 'held', below } as const;
      const page: Page<IncidentAddress> = await store.incidentAddresses(asked, after, pageSize);
      await letGoAll(page.data, cause);
      after = page.next;
      if (after === null) return;
    }
  }

  async function isOver(incident: Incident): Promise<boolean> {
    // By a clock that was ahead: it covers nothing of what comes now, and stands in the way of one that would.
    const latest = now() + settings.bucket;
    if (incident.openedAt > latest) return true;
    if (incident.kind === 'sender') return settings.pause > 0 && now() - incident.openedAt >= settings.pause;
    const to = now() - settings.bucket;
    // A bucket that has just begun says little, and the one in which the incident opened is not calm.
    if (now() - incident.openedAt < settings.closeAfter + settings.bucket) return false;
    const span = detector.between(incident, to - settings.closeAfter + settings.bucket, to);
    const baseline = incident.figures?.baseline ?? 0;
    if (span.attempts >= leastCalm) return span.rate <= calmOf(baseline, settings);
    const { lastAt = null } = (await store.incidentCounts([incident.id])).get(incident.id) ?? {};
    const last = lastAt === null || lastAt > latest ? incident.openedAt : lastAt;
    return span.recipients === 0 && now() - last >= quietTimes * settings.closeAfter;
  }

  /** The share that is due to be released without anybody asking. */
  function shareDue(incident: Incident, known: KnownIncidents): number {
    if (incident.closedAt === null || isOpen(known, incident)) return 0;
    if (incident.kind === 'sender') return 1;
    if (settings.release === 'by_hand') return 0;
    // One that a clock closed that was ahead has been over for nobody knows how long.
    const isDue = now() - incident.closedAt >= settings.releaseAfter || incident.closedAt > now() + settings.bucket;
    return isDue ? 1 : settings.probe;
  }

  const find = async (id: string) => {
    const known = await recorder.incidents.known();
    const incident = known.all.find((one) => one.id === id);
    const cause = known.latest.get(id);
    if (incident === undefined || cause === undefined) throw new Error(`incident ${id} is gone`);
    return { known, incident, cause };
  };

  const pause = (incident: Incident): Promise<void> =>
    lanes.pause(incident, settings.pause === 0 ? null : incident.openedAt + settings.pause);

  async function goOnWith(id: string): Promise<void> {
    const { incident, cause } = await find(id);
    if (incident.kind === 'receiver' && !caughtUp.has(id)) {
      await catchUp(incident, cause);
      caughtUp.add(id);
    }
    if (incident.closedAt === null && (await isOver(incident))) await steps.close(incident, null);
    const then = await find(id);
    const share = shareDue(then.incident, then.known);
    if (share > releasedShare(then.incident)) await steps.release(then.incident, share, null);
    const last = await find(id);
    if (releasedShare(last.incident) > 0) await letGoOf(last.incident, last.cause);
  }

  /** Also such as another incident had paused that is over. */
  async function pauseLanes(): Promise<void> {
    const { all } = await recorder.incidents.refresh();
    for (const incident of all) if (incident.kind === 'sender' && incident.closedAt === null) await pause(incident);
  }

  /** Released and long over: nothing is left to do. One that was released a moment ago may have been cut short. */
  function isDone(incident: Incident): boolean {
    const at = releasedAt(incident);
    return stateOf(incident) === 'released' && at !== null && now() - at > 24 * 3_600_000;
  }

  return {
    goOn: async () => {
      const { all } = await recorder.incidents.refresh();
      for (const incident of all) if (going && !isDone(incident)) await goOnWith(incident.id);
      await pauseLanes();
    },
    pauseLanes,
    letGo: async (id) => {
      const { incident, cause } = await find(id);
      await letGoOf(incident, cause);
    },
    stop: () => {
      going = false;
    },
  };
}
