/** Axes: round steps for figures, whole hours and days for instants. */

/** A round number not below `most`, and its parts: [0, …, top]. */
export function niceTicks(most: number, parts = 4): readonly number[] {
  if (!(most > 0)) return [0, 1];
  const raw = most / parts;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= raw * 0.999) ?? raw;
  const ticks = Math.ceil((most / step) * 0.9999);
  return Array.from({ length: ticks + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

const hour = 3_600_000;
const steps = [hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 48 * hour, 7 * 24 * hour, 14 * 24 * hour];

/** At most `parts` instants on whole steps (UTC). */
export function timeTicks(from: number, to: number, parts: number): readonly number[] {
  const step = steps.find((each) => (to - from) / each <= parts) ?? 28 * 24 * hour;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'UTC' });
const both = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'UTC' },
});

/** "28 Nov" at midnight, "09:00" otherwise. */
export const tickText = (at: number): string => (at % (24 * hour) === 0 ? day.format(at) : clock.format(at));
export const momentText = (at: number): string => both.format(at);
