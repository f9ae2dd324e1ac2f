/** The instants at which a message that fails for the time being is tried: milliseconds since it was accepted. */

const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Every duration in a value as TOML has it: `["0s", "15m", "1h30m"]`. */
export function durationsIn(value: string): readonly number[] {
  return [...value.matchAll(/"((?:\d+(?:\.\d+)?(?:ms|[dhms]))+)"/g)].map(([, text = '']) =>
    [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)].reduce(
      (sum, [, figure, unit = '']) => sum + Number(figure) * (units[unit] ?? 0),
      0,
    ),
  );
}

/** More would be no picture. */
const most = 200;

/** Waits of `schedule` one after the other, the last repeated, as long as the message may live. Empty: no schedule. */
export function retryPlan(schedule: readonly number[], maxAge: number): readonly number[] {
  const attempts: number[] = [];
  const last = schedule.at(-1) ?? 0;
  for (let at = 0, n = 0; n < most; n += 1) {
    at += schedule[n] ?? last;
    if (at > maxAge || (n >= schedule.length && last <= 0)) break;
    attempts.push(at);
  }
  return attempts;
}
