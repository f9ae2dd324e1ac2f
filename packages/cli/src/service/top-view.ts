/** What `hearback top` shows, from what has been counted. */
import { type Paint, printableLine } from '../view/paint.ts';
import { shapeTable } from './queue-table.ts';
import type { Happening, Lane, QueueShape } from './shapes.ts';

type Outcome = 'accepted' | 'delivered' | 'deferred' | 'bounced' | 'expired';
const outcomes: readonly Outcome[] = ['accepted', 'delivered', 'deferred', 'bounced', 'expired'];

/** Seconds that a rate is the mean of. */
const window = 10;

export interface Activity {
  readonly add: (event: Happening, now: number) => void;
  /** Events a second over the last ten. */
  readonly rate: (outcome: Outcome, now: number) => number;
  readonly total: (outcome: Outcome) => number;
  /** Reasons of failures, the most frequent first. */
  readonly causes: () => readonly (readonly [reason: string, count: number])[];
}

export function createActivity(): Activity {
  const totals = new Map<Outcome, number>();
  const seconds = new Map<number, Map<Outcome, number>>();
  const causes = new Map<string, number>();
  const isOutcome = (type: string): type is Outcome => outcomes.some((outcome) => outcome === type);
  return {
    add({ type, verdict }, now) {
      if (!isOutcome(type)) return;
      totals.set(type, (totals.get(type) ?? 0) + 1);
      const second = Math.floor(now / 1000);
      for (const old of seconds.keys()) if (old < second - window) seconds.delete(old);
      const counts = seconds.get(second) ?? new Map<Outcome, number>();
      counts.set(type, (counts.get(type) ?? 0) + 1);
      seconds.set(second, counts);
      if (verdict !== null && type !== 'delivered') causes.set(verdict.reason, (causes.get(verdict.reason) ?? 0) + 1);
    },
    rate(outcome, now) {
      const second = Math.floor(now / 1000);
      let sum = 0;
      for (const [at, counts] of seconds) if (at >= second - window && at < second) sum += counts.get(outcome) ?? 0;
      return sum / window;
    },
    total: (outcome) => totals.get(outcome) ?? 0,
    causes: () => [...causes].sort(([, left], [, right]) => right - left),
  };
}

export interface Picture {
  readonly shape: QueueShape;
  readonly lanes: readonly Lane[];
  readonly activity: Activity;
  readonly now: number;
}

export function drawTop({ shape, lanes, activity, now }: Picture, paint: Paint, width: number, height: number): string {
  const figures = outcomes.map(
    (outcome) =>
      `${outcome} ${paint('bold', activity.rate(outcome, now).toFixed(1))}/s ${paint('dim', `(${activity.total(outcome)})`)}`,
  );
  const causes = activity
    .causes()
    .slice(0, 5)
    .map(([reason, count]) => `${reason} ${count}`);
  const room = Math.max(3, Math.floor((height - 10) / 2));
  const busy = [...lanes].sort((left, right) => right.rate - left.rate || right.ready - left.ready).slice(0, room);
  return [
    figures.join('   '),
    `${paint('dim', 'why')}  ${causes.length === 0 ? 'nothing has failed since this began' : causes.join(', ')}`,
    '',
    shapeTable({ ...shape, domains: shape.domains.slice(0, room) }, paint, width).trimEnd(),
    '',
    paint('dim', '  ready sending conns   msg/s  lane'),
    ...busy.map((lane) => laneLine(lane, paint, width)),
    '',
  ].join('\n');
}

function laneLine(
  { lane, ready, sending, connections, rate, state, last_failure }: Lane,
  paint: Paint,
  width: number,
): string {
  const figures = `${String(ready).padStart(7)}${String(sending).padStart(8)}${String(connections).padStart(6)}${rate.toFixed(1).padStart(8)}`;
  const why = state === null ? (last_failure ?? '') : state.why;
  const text = printableLine(`${lane}  ${why.replaceAll('\n', ' ')}`).slice(
    0,
    Math.max(20, width - figures.length - 2),
  );
  return `${figures}  ${state?.suspended_since == null ? text : paint('yellow', text)}`;
}
