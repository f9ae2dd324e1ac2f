/**
 * Looks at every rule now and then, and at once when an incident begins or ends; opens and resolves alerts, and tells the
 * channels. One process is to do it at a time (duty/duties.ts); a look ends between two steps once it is stopped. What is to
 * be told is in the store with the alert itself, so that it is told whichever process ends.
 */
import type { Clock, Timer } from '../delivery/clock.ts';
import type { Log } from '../delivery/ports.ts';
import { lookAgain } from '../duty/look-again.ts';
import type { Ids } from '../ledger/ids.ts';
import { deliveryOf } from '../publish/endpoint-turn.ts';
import { publicationOf } from '../publish/publication.ts';
import { wants } from '../publish/types.ts';
import type { Alert, AlertNotice, AlertTold, Store } from '../store/store.ts';
import { alertData } from './alert-data.ts';
import { type ChannelSettings, type Tell, takes } from './channels.ts';
import type { AlertRule } from './condition.ts';
import { type Seen, type Transition, transitionsOf } from './transitions.ts';

export interface AlertWatch {
  readonly start: () => void;
  /** Look now. */
  readonly poke: () => void;
  readonly stop: () => Promise<void>;
}

export interface AlertWatchDeps {
  readonly store: Pick<
    Store,
    | 'alertRuleSettings'
    | 'silences'
    | 'standingAlerts'
    | 'openAlert'
    | 'changeAlert'
    | 'alert'
    | 'alertNoticesWaiting'
    | 'settleAlertNotice'
    | 'webhooks'
  >;
  /** Records what has changed in health, before the rules are looked at: whose alerts (disk!) do not wait for it. */
  readonly healthChanges: (now: number) => Promise<void>;
  readonly rules: readonly AlertRule[];
  readonly channels: ReadonlyMap<string, { readonly settings: ChannelSettings; readonly tell: Tell }>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Deliveries to webhooks wait. */
  readonly published: () => void;
}

const minute = 60_000;
/** Waits before a channel is tried again. */
const again = [minute, 5 * minute, 30 * minute, 2 * 60 * minute, 6 * 60 * minute] as const;
const noticesAtOnce = 1000;

export function createAlertWatch(deps: AlertWatchDeps): AlertWatch {
  const { clock, log, every } = deps;
  let timer: Timer | null = null;
  let going = false;
  let looking: Promise<void> = Promise.resolve();

  const isGoing = (): boolean => going;
  const look = async (): Promise<void> => {
    const now = clock.now();
    await deps
      .healthChanges(now)
      .catch((error: unknown) =>
        log.error({ err: error }, 'Changes of health could not be recorded: tried again soon'),
      );
    await lookOnce(deps, now, isGoing);
    await tellDue(deps, now, isGoing);
  };
  const lookAndArm = lookAgain(async () => {
    if (!going) return;
    await look().catch((error: unknown) => log.error({ err: error }, 'The alerts could not be looked at'));
    timer?.cancel();
    timer = going ? clock.setTimer(clock.now() + every, run) : null;
  });
  function run(): void {
    looking = lookAndArm();
  }

  return {
    start: () => {
      going = true;
      run();
    },
    poke: () => {
      if (going) run();
    },
    stop: async () => {
      going = false;
      timer?.cancel();
      await looking;
    },
  };
}

async function lookOnce(deps: AlertWatchDeps, now: number, isGoing: () => boolean): Promise<void> {
  const { store } = deps;
  const [seen, standing, silences] = await Promise.all([see(deps, now), store.standingAlerts(), store.silences()]);
  for (const transition of transitionsOf(seen, standing, silences, now)) {
    if (!isGoing()) return;
    await apply(deps, transition, now);
  }
}

async function see({ store, rules, log }: AlertWatchDeps, now: number): Promise<readonly Seen[]> {
  const settings = new Map((await store.alertRuleSettings()).map((setting) => [setting.rule, setting]));
  const seen: Seen[] = [];
  for (const rule of rules) {
    const set = settings.get(rule.name);
    if (set?.enabled === false) {
      seen.push({ rule, off: true });
      continue;
    }
    const threshold = rule.threshold === null ? null : (set?.threshold ?? rule.threshold.byDefault);
    try {
      seen.push({ rule, threshold, conditions: await rule.look(threshold ?? 0, now) });
    } catch (error) {
      log.error(
        { err: error, rule: rule.name },
        'A rule for alerts could not be looked at: its alerts stay as they are',
      );
    }
  }
  return seen;
}

async function apply(deps: AlertWatchDeps, transition: Transition, now: number): Promise<void> {
  const { store, ids, log, published } = deps;
  if (transition.kind === 'open') {
    const alert = { ...transition.alert, id: ids.make('alt_', now) };
    await store.openAlert(alert, await outgoing(deps, alert, transition.tell ? 'opened' : null, now));
    log.warn({ alert: alert.id, rule: alert.rule, key: alert.key }, alert.sentence);
    return published();
  }
  const { alert, change, tell } = transition;
  const after = { ...alert, ...change };
  await store.changeAlert(alert.id, change, await outgoing(deps, after, tell, now));
  if (after.state === 'resolved') log.info({ alert: alert.id, rule: alert.rule, key: alert.key }, 'The alert is over');
  if (tell !== null) published();
}

async function outgoing(
  { store, channels, ids }: Pick<AlertWatchDeps, 'store' | 'channels' | 'ids'>,
  alert: Alert,
  tell: Extract<Transition, { kind: 'change' }>['tell'],
  now: number,
): Promise<AlertTold> {
  if (tell === null) return { notices: [], deliveries: [] };
  const kind = tell === 'worse' ? 'opened' : tell;
  const notices = [...channels]
    .filter(([, { settings }]) => takes(settings, alert.severity) && !(tell === 'worse' && takes(settings, 'warning')))
    .map(
      ([channel]): AlertNotice => ({
        ...{ id: ids.make('aln_', now), alert: alert.id, channel, kind, attempts: 0, nextAt: now, error: null },
      }),
    );
  // A webhook cannot say that it takes critical ones alone: whoever is behind it may.
  const publication = publicationOf(`${alert.id}-${tell}`, `alert.${kind}`, now, alertData(alert));
  const deliveries = (await store.webhooks())
    .filter(({ state, types }) => state !== 'disabled' && wants(types, publication.type))
    .map(({ id }) => deliveryOf(ids, id, publication, now));
  return { notices, deliveries };
}

/** One that is further away than it was put off has its instant from a clock that was ahead. */
const isDue = ({ nextAt, attempts }: AlertNotice, now: number): boolean =>
  nextAt <= now || nextAt - now > (again[attempts - 1] ?? 0);

/** Channels beside each other: one that hangs holds up neither the others nor, with all that is to be told there, the next look. */
async function tellDue(deps: AlertWatchDeps, now: number, isGoing: () => boolean): Promise<void> {
  const waiting = await deps.store.alertNoticesWaiting(noticesAtOnce);
  const due = waiting.filter((notice) => isDue(notice, now));
  const channels = [...new Set(due.map(({ channel }) => channel))];
  await Promise.all(
    channels.map(async (channel) => {
      for (const notice of due.filter((each) => each.channel === channel))
        if (!isGoing() || !(await tell(deps, notice, now))) return;
    }),
  );
}

/** False: it failed, and is tried again later, if at all. */
async function tell({ store, channels, log }: AlertWatchDeps, notice: AlertNotice, now: number): Promise<boolean> {
  const { attempts } = notice;
  const channel = channels.get(notice.channel);
  const alert = await store.alert(notice.alert);
  // Under the same id until it is known to have failed: a process may end in between.
  const id = attempts === 0 ? notice.id : `${notice.id}.${attempts}`;
  // Taken out of the configuration, or deleted, meanwhile.
  const error =
    channel === undefined || alert === null
      ? 'There is no such channel any more'
      : await channel.tell({ id, kind: notice.kind, alert });
  if (error === null) {
    await store.settleAlertNotice(notice, { kind: 'told' });
    return true;
  }
  const wait = channel === undefined ? undefined : again[attempts];
  const nextAt = wait === undefined ? null : now + wait;
  log.warn({ channel: notice.channel, alert: notice.alert, error }, 'A channel could not be told of an alert');
  await store.settleAlertNotice(notice, { kind: 'failed', nextAt, error });
  return channel === undefined;
}
