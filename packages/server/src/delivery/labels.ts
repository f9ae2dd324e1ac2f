/**
 * Labels and retry wishes that a message brings along in X-Hearback-Stream, -List, -Campaign, -Tags ("a, b"),
 * -Retry-Schedule ("0, 15m, 1h"), -Max-Age ("2d") and -Max-Attempts. What the submission itself says goes before.
 * A bare number of a duration is seconds.
 */
import type { RetryPolicy } from '@hearback/bounce';
import type { Labels } from '../store/rows.ts';
import type { Submission } from './submission.ts';

export type Labelled =
  | { readonly kind: 'labels'; readonly labels: Labels; readonly retry: Partial<RetryPolicy> | null }
  /** A sentence for the submitter. */
  | { readonly kind: 'wrong'; readonly text: string };

const known = new Set(['stream', 'list', 'campaign', 'tags', 'retry-schedule', 'max-age', 'max-attempts']);
const longestLabel = 200;
const mostTags = 50;
const mostWaits = 100;
const units: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const longest = 60 * 86_400_000;

export function readLabels(
  submission: Pick<Submission, 'labels' | 'retry'>,
  control: ReadonlyMap<string, string>,
): Labelled {
  const given = submission.labels;
  const tags = control
    .get('tags')
    ?.split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const labels: Labels = {
    stream: given.stream ?? control.get('stream') ?? 'default',
    list: given.list ?? control.get('list') ?? null,
    campaign: given.campaign ?? control.get('campaign') ?? null,
    tags: given.tags ?? tags ?? [],
  };
  for (const name of control.keys()) if (!known.has(name)) return wrong(`There is no field X-Hearback-${name}`);
  const texts = [labels.stream, labels.list ?? 'none', labels.campaign ?? 'none', ...labels.tags];
  if (labels.tags.length > mostTags) return wrong(`More than ${mostTags} tags`);
  if (!texts.every(isLabel)) return wrong(`A label must have 1 to ${longestLabel} characters and none of control`);
  return readRetry(labels, submission.retry, control);
}

function readRetry(labels: Labels, given: Partial<RetryPolicy> | null, control: ReadonlyMap<string, string>): Labelled {
  const wishes: { -readonly [K in keyof RetryPolicy]?: RetryPolicy[K] } = {};
  const waits = control.get('retry-schedule');
  if (waits !== undefined) {
    const schedule = waits.split(',').map(duration);
    if (schedule.length > mostWaits || !schedule.every((wait) => wait !== null))
      return wrong('X-Hearback-Retry-Schedule is no list of durations such as "0, 15m, 1h"');
    wishes.schedule = schedule;
  }
  const age = control.get('max-age');
  if (age !== undefined) {
    const maxAge = duration(age);
    if (maxAge === null) return wrong('X-Hearback-Max-Age is no duration such as "2d"');
    wishes.maxAge = maxAge;
  }
  const attempts = control.get('max-attempts');
  if (attempts !== undefined) {
    if (!/^(?:[1-9]\d{0,2}|1000)$/.test(attempts)) return wrong('X-Hearback-Max-Attempts is no number from 1 to 1000');
    wishes.maxAttempts = Number(attempts);
  }
  const retry = { ...wishes, ...given };
  return { kind: 'labels', labels, retry: Object.keys(retry).length === 0 ? null : retry };
}

const wrong = (text: string): Labelled => ({ kind: 'wrong', text });

const isLabel = (text: string): boolean =>
  text.length > 0 && text.length <= longestLabel && !/[\p{Cc}\u2028\u2029]/u.test(text);

function duration(text: string): number | null {
  const [, number = '', unit = ''] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([smhd]?)\s*$/.exec(text) ?? [];
  const value = number === '' ? Number.NaN : Number(number) * (units[unit] ?? Number.NaN);
  return Number.isFinite(value) && value <= longest ? Math.round(value) : null;
}
