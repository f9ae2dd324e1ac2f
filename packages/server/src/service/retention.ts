/** Deletes what has been kept long enough, a little at a time, so that mail goes on meanwhile. */
import type { Config } from '../config/schema/schema.ts';
import type { Clock } from '../delivery/clock.ts';
import { createJumpGuard } from '../delivery/jump-guard.ts';
import { failpoint } from '../observe/failpoint.ts';
import type { Log } from '../observe/log.ts';
import type { Store } from '../store/store.ts';
import { tidyHealth } from './tidy-health.ts';
import { untilNone } from './until-none.ts';

export interface Kept extends Readonly<Config['retention']> {
  /** Deliveries kept of each webhook. */
  readonly deliveriesOfEach: number;
}

export interface Retention {
  /** Resolves when a sweep under way has ended. */
  readonly stop: () => Promise<void>;
}

const every = 10 * 60_000;
/** So much too early is nothing: things are kept for days. */
const guarded = { jump: 24 * 3_600_000, pause: 3_600_000 };
const rowsAtOnce = 500;

export async function sweepOnce(
  store: Pick<
    Store,
    | 'sweep'
    | 'sweepLanes'
    | 'sweepHeard'
    | 'sweepMailsTaken'
    | 'sweepRules'
    | 'sweepHealth'
    | 'foldRollUps'
    | 'sweepDeliveries'
    | 'sweepAlerts'
  >,
  kept: Kept,
  now: number,
  go: () => boolean,
): Promise<number> {
  const before = {
    now,
    dialogues: now - kept.dialogues,
    messages: now - kept.messages,
    events: now - kept.events,
    idempotency: now - kept.idempotency,
  };
  const heard = { now, raws: now - kept.raws, effects: now - kept.effects };
  const deleted = await untilNone(go, () => {
    const swept = store.sweep(before, rowsAtOnce);
    failpoint('mid-retention-delete');
    return swept;
  });
  const lanes = await untilNone(go, () => store.sweepLanes(rowsAtOnce));
  const sweptHeard = await untilNone(go, () => store.sweepHeard(heard, rowsAtOnce));
  // A mail that comes again after that long has no event any more that it could double.
  const mails = await untilNone(go, () => store.sweepMailsTaken(now - kept.events, rowsAtOnce));
  const rules = { audit: now - kept.audit, jobs: now - kept.jobs, reclassifications: now - kept.events };
  const ruled = await untilNone(go, () => store.sweepRules(rules, rowsAtOnce));
  const old = deleted + lanes + sweptHeard + mails + ruled + (await tidyHealth(store, kept.events, now, go));
  if (!go()) return old;
  const told = await store.sweepDeliveries(now - kept.deliveries, kept.deliveriesOfEach);
  return old + told + (await store.sweepAlerts(now - kept.alerts));
}

/** `swept`: called after each sweep. */
export function startRetention(store: Store, kept: Kept, clock: Clock, log: Log, swept: () => void): Retention {
  let going = true;
  let running: Promise<void> = Promise.resolve();
  const guard = createJumpGuard(clock, log, guarded);
  let from: number | null = null;
  const mayDelete = async (): Promise<boolean> => {
    from ??= (await isAhead(store, clock.now(), log)) ? clock.monotonic() + guarded.pause : 0;
    return !guard.pausesExpiry() && clock.monotonic() >= from;
  };
  const sweep = async (): Promise<void> => {
    try {
      if (!(await mayDelete())) return;
      const deleted = await sweepOnce(store, kept, clock.now(), () => going);
      if (deleted > 0) log.info({ deleted }, 'What was kept long enough has been deleted');
      swept();
    } catch (error) {
      log.error({ err: error }, 'Old rows could not be deleted');
    }
  };
  const next = (): void => {
    running = running.then(sweep);
  };
  // The first at once: a process that never lives for long would otherwise delete nothing.
  next();
  const timer = setInterval(next, every);
  timer.unref();
  return {
    async stop() {
      going = false;
      clearInterval(timer);
      await running;
    },
  };
}

/** Nothing was recorded for so long, or the clock was set wrong before the start: who starts cannot tell which. */
async function isAhead(store: Pick<Store, 'newestEvent' | 'events'>, now: number, log: Log): Promise<boolean> {
  if ((await store.newestEvent()) === 0) return false;
  const { data } = await store.events({ since: now - guarded.jump }, null, 1);
  if (data.length > 0) return false;
  log.warn('By the clock nothing was recorded for a day or more: nothing is deleted for an hour');
  return true;
}
