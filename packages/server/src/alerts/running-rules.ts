/** Rules about the running of the service itself: queue, sources, webhooks, disk. */
import { count } from '../health/words.ts';
import type { SourceState } from '../intake/sources.ts';
import type { Store } from '../store/store.ts';
import { type AlertRule, type Condition, downTo } from './condition.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const mebi = 2 ** 20;

export interface RunningDeps {
  readonly store: Pick<Store, 'nextDue' | 'quarantined' | 'webhooks'>;
  /** Those that are meant to speak: a paused one is silent because somebody wants it to be. */
  readonly sources: () => Promise<readonly Pick<SourceState, 'name' | 'lastItemAt' | 'lastError'>[]>;
  /** Octets free on the disk of the data folder, and without which no mail is taken. */
  readonly free: () => Promise<number>;
  readonly minFree: number;
  /** Milliseconds since the clock last jumped: nothing is known to be late by more. */
  readonly steadyFor: () => number;
}

export const runningRules = ({ store, sources, free, minFree, steadyFor }: RunningDeps): readonly AlertRule[] => [
  {
    name: 'queue_age',
    description: 'Mail that is due and that nobody sends: lanes that are held back on purpose do not count',
    severity: 'critical',
    threshold: { byDefault: 900, unit: 'seconds' },
    calm: 5 * minute,
    look: (threshold, now) => overdue(store, threshold * second, now, steadyFor()),
  },
  {
    name: 'source_silent',
    description: 'A source of reports from which something came before, and from which nothing comes any more',
    severity: 'warning',
    threshold: { byDefault: 86_400, unit: 'seconds' },
    calm: 0,
    look: async (threshold, now) => {
      const longest = steadyFor();
      return (await sources()).flatMap(({ name, lastItemAt, lastError }): readonly Condition[] => {
        const silent = lastItemAt === null ? 0 : Math.min(now - lastItemAt, longest);
        if (lastItemAt === null || silent <= threshold * second) return [];
        const trouble = lastError !== null && lastError.at > lastItemAt ? ` Its last error: ${lastError.text}` : '';
        return [
          {
            ...{ key: name, firing: true, value: Math.round(silent / second) },
            sentence: `Nothing has come from the source ${name} for ${spoken(silent)}.${trouble}`,
            nextStep: `Test it: \`hearback source test ${name}\`. Silence the alert when it is meant to be silent.`,
          },
        ];
      });
    },
  },
  {
    name: 'message_held',
    description: 'Mail that the service holds because it ended the process, or failed in it, three times',
    severity: 'critical',
    threshold: null,
    calm: 0,
    look: () => quarantined(store),
  },
  {
    name: 'webhook_disabled',
    description: 'A webhook that is told nothing more because it took nothing for five days or answered 410',
    severity: 'warning',
    threshold: null,
    calm: 0,
    look: async () =>
      (await store.webhooks())
        .filter(({ state }) => state === 'disabled')
        .map(({ id, url, why }) => ({
          ...{ key: id, firing: true, value: null },
          sentence: `The webhook at ${hostOf(url)} is disabled. ${why ?? ''}`.trim(),
          nextStep: `Repair it and make it active again: what it has missed is kept and sent. Or remove it: \`hearback hook rm ${id}\`.`,
        })),
  },
  {
    name: 'disk_room',
    description: 'Room on the disk of the data folder; without it no mail is taken',
    severity: 'warning',
    threshold: { byDefault: 512 * mebi, unit: 'octets' },
    calm: 5 * minute,
    look: async (threshold) => {
      const limit = Math.max(threshold, 2 * minFree);
      const left = await free();
      if (left > limit / downTo) return [];
      const taken =
        left < minFree ? 'No mail is taken.' : `Below ${count(Math.round(minFree / mebi))} MB no mail is taken.`;
      return [
        {
          ...{ key: '', firing: left < limit, value: left, severity: left < minFree ? 'critical' : 'warning' },
          sentence: `The disk of the data folder has ${count(Math.round(left / mebi))} MB left. ${taken}`,
          nextStep: 'Make room, or keep less: the section [retention] of the configuration.',
        },
      ];
    },
  },
];

async function overdue(
  store: Pick<Store, 'nextDue'>,
  longest: number,
  now: number,
  steadyFor: number,
): Promise<readonly Condition[]> {
  const due = await store.nextDue(now);
  const late = due === null ? 0 : Math.min(now - due, steadyFor);
  if (late <= longest * downTo) return [];
  return [
    {
      ...{ key: '', firing: late > longest, value: Math.round(late / second) },
      sentence: `Mail has been due for ${spoken(late)} and is not being sent.`,
      nextStep: 'See what the lanes wait for: `hearback queue lanes`, `hearback queue shape`; then the log.',
    },
  ];
}

/** More are not counted. */
const mostHeld = 100;

async function quarantined(store: Pick<Store, 'quarantined'>): Promise<readonly Condition[]> {
  const held = await store.quarantined(mostHeld);
  const messages = new Set(held.map(({ messageId }) => messageId));
  const [first] = held;
  if (first === undefined) return [];
  const many = held.length === mostHeld ? 'or more ' : '';
  const what = messages.size === 1 ? 'A message is' : `${count(messages.size)} ${many}messages are`;
  return [
    {
      ...{ key: '', firing: true, value: messages.size },
      sentence: `${what} held, the oldest ${first.messageId}. ${first.heldWhy ?? ''}.`,
      nextStep: `See the log of those times, and \`hearback message get ${first.messageId}\`. \`hearback message release\` lets it be tried once more; \`cancel\` or \`expire\` takes it out of the queue.`,
    },
  ];
}

/** "3 hours", "20 minutes" */
function spoken(milliseconds: number): string {
  const [length, unit] =
    milliseconds >= 48 * hour
      ? [24 * hour, 'days']
      : milliseconds >= 2 * hour
        ? [hour, 'hours']
        : milliseconds >= 2 * minute
          ? [minute, 'minutes']
          : [second, 'seconds'];
  return `${Math.floor(milliseconds / length)} ${unit}`;
}

/** An address of a webhook may have a secret in its path. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'an address that cannot be read');
