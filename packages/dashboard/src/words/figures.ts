/** Figures as people read them: grouped, in per cent, as spans of time. */
const grouped = new Intl.NumberFormat('en-GB');

export const count = (value: number): string => grouped.format(value);
/** "1 recipient", "2 recipients". */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** "1.84 %"; null: no mail, so no rate. */
export function percent(rate: number | null): string {
  if (rate === null) return '–';
  const value = rate * 100;
  const digits = value === 0 || value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} %`;
}

/** "1.7–2.0 %" */
export function interval([low, high]: readonly [number, number] | readonly number[]): string {
  const digits = (high ?? 0) < 0.1 ? 2 : 1;
  return `${((low ?? 0) * 100).toFixed(digits)}–${((high ?? 0) * 100).toFixed(digits)} %`;
}

/** The change between two rates in points: "▲ 0.31", "▼ 1.20", "= 0.00". */
export function points(now: number | null, before: number | null): string {
  if (now === null || before === null) return '';
  const change = (now - before) * 100;
  const text = Math.abs(change).toFixed(2);
  if (text === '0.00') return '±0.00';
  return change > 0 ? `▲ ${text}` : `▼ ${text}`;
}

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** "3 min", "2 d"; below a second "82 ms". */
export function span(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < 1000) return `${Math.round(size)} ms`;
  const [name, unit] = units.find(([, least]) => size >= least) ?? ['s', 1000];
  const value = size / unit;
  return `${value < 9.95 && name !== 's' && value % 1 > 0.05 ? value.toFixed(1) : Math.round(value)} ${name}`;
}

export function octets(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 1_000_000) return `${(size / 1000).toFixed(1)} kB`;
  return `${(size / 1_000_000).toFixed(1)} MB`;
}
