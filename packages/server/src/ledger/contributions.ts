/**
 * What one effect adds to the roll-ups: by dimension and key, in the hour of its acceptance. A change of an effect takes
 * away what it added before and adds what it adds now, so that roll-ups are sums over effects at any time.
 */
import { bit, type Effect } from './effect.ts';

/** `soft` counts whoever had a soft bounce; `recovered` of those were delivered later, `softFinal` were given up. */
export const counted = ['attempted', 'delivered', 'soft', 'recovered', 'softFinal', 'hard', 'complaints'] as const;
export type Counts = Readonly<Record<(typeof counted)[number], number>>;

/** Those of two parts ("provider|reason") have keys of two parts. */
export const dimensions = [
  'all',
  'list',
  'sender_domain',
  'ip',
  'stream',
  'campaign',
  'provider',
  'domain',
  'reason',
  'template',
  'provider|reason',
  'list|reason',
  'sender_domain|reason',
  'ip|reason',
  'stream|reason',
] as const;
export type Dimension = (typeof dimensions)[number];

export const hour = 3_600_000;
export const day = 24 * hour;
/** Of many keys: by the day only. */
export const dailyOnly: ReadonlySet<Dimension> = new Set<Dimension>(['domain', 'template']);

const longestKey = 500;

export function countsOf({ bits }: Effect): readonly number[] {
  const has = (mask: number): number => (bits & mask ? 1 : 0);
  const excused = has(bit.hard) & has(bit.excused);
  const soft = has(bit.soft) | excused;
  const hard = has(bit.hard) & ~excused;
  // Mail that was taken and then bounced was not delivered.
  const delivered = has(bit.hard) ? 0 : has(bit.delivered);
  const given = has(bit.failed);
  return [has(bit.attempted), delivered, soft, soft && !given ? delivered : 0, soft & given, hard, has(bit.complaint)];
}

/** Calls `add` for each key that the effect counts for. */
export function eachKey(effect: Effect, add: (dimension: Dimension, key: string) => void): void {
  const { list, stream, campaign, senderDomain, domain, path, cause } = effect;
  add('all', '');
  if (list !== null) add('list', cut(list));
  if (senderDomain !== null) add('sender_domain', cut(senderDomain));
  if (stream !== null) add('stream', cut(stream));
  if (campaign !== null) add('campaign', cut(campaign));
  if (path !== null) {
    add('provider', cut(path[1]));
    if (path[2] !== '') add('ip', cut(path[2]));
  }
  add('domain', cut(domain));
  if (cause === null) return;
  const [, , reason, template] = cause;
  add('reason', reason);
  add('template', cut(template));
  add('provider|reason', `${path?.[1] ?? 'other'}|${reason}`);
  if (list !== null) add('list|reason', `${cut(list)}|${reason}`);
  if (senderDomain !== null) add('sender_domain|reason', `${cut(senderDomain)}|${reason}`);
  if (path !== null && path[2] !== '') add('ip|reason', `${cut(path[2])}|${reason}`);
  if (stream !== null) add('stream|reason', `${cut(stream)}|${reason}`);
}

const cut = (key: string): string => (key.length > longestKey ? key.slice(0, longestKey) : key);
