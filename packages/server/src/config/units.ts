/** Durations ("15m", "1h30m", "5d") as milliseconds and sizes ("25MB") as octets; null for what is neither. */

const durations = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
/** Powers of 1024, as mail servers count. */
const sizes = { GB: 1024 ** 3, MB: 1024 ** 2, KB: 1024, B: 1 } as const;

export function parseDuration(text: string): number | null {
  if (text === '0') return 0;
  const match = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,6})s)?(?:(\d{1,9})ms)?$/.exec(text);
  if (match === null || text === '') return null;
  return Object.values(durations).reduce((sum, unit, n) => sum + unit * Number(match[n + 1] ?? 0), 0);
}

export function parseSize(text: string): number | null {
  const [, figure, unit] = /^(\d{1,9})(B|KB|MB|GB)$/.exec(text) ?? [];
  return figure === undefined ? null : Number(figure) * sizes[unit as keyof typeof sizes];
}

const write = (value: number, units: Readonly<Record<string, number>>): string => {
  const [unit, worth] = Object.entries(units).find(([, each]) => value % each === 0) ?? ['', 1];
  return `${value / worth}${unit}`;
};

export const writeDuration = (milliseconds: number): string =>
  milliseconds === 0 ? '0' : write(milliseconds, durations);

export const writeSize = (octets: number): string => (octets === 0 ? '0B' : write(octets, sizes));
