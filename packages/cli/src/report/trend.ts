/** Bounces over time: the ledger's hours joined to hours, days or weeks of local time, without gaps. */

import { type Calendar, hourLength } from './calendar.ts';
import type { Trend } from './health.ts';

export function trendOf(calendar: Calendar): Trend {
  const hours = calendar.hours();
  const first = hours[0]?.[0];
  const last = hours.at(-1)?.[0];
  if (first === undefined || last === undefined) return { step: 'hour', points: [] };
  const step = stepFor(last - first + 1);
  const points = new Map<number, { n: number; hard: number; soft: number }>();
  for (let at = startOf(first * hourLength, step); at <= last * hourLength; at = after(at, step))
    points.set(at, { n: 0, hard: 0, soft: 0 });
  for (const [hour, tally] of hours) {
    const point = points.get(startOf(hour * hourLength, step));
    if (point === undefined) continue;
    point.n += tally.n;
    point.hard += tally.hard;
    point.soft += tally.soft;
  }
  return { step, points: [...points].map(([at, point]) => ({ at: new Date(at).toISOString(), ...point })) };
}

function stepFor(hours: number): Trend['step'] {
  if (hours <= 72) return 'hour';
  return hours <= 24 * 100 ? 'day' : 'week';
}

function startOf(time: number, step: Trend['step']): number {
  if (step === 'hour') return time;
  const date = new Date(time);
  date.setHours(0, 0, 0, 0);
  // Weeks begin on Monday.
  if (step === 'week') date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  return date.getTime();
}

/** The next step by the calendar: a day is not always 24 hours. */
function after(time: number, step: Trend['step']): number {
  if (step === 'hour') return time + hourLength;
  const date = new Date(time);
  date.setDate(date.getDate() + (step === 'week' ? 7 : 1));
  return date.getTime();
}
