/** Fields of a provider's JSON, whatever type they really have: each reader returns null for what it cannot use. */
import type { Json, JsonObject } from './json.ts';

const longestText = 8192;
const longestLabel = 200;
const mostTags = 50;

export const object = (value: Json | undefined): JsonObject | null => (value instanceof Map ? value : null);

export const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** The value behind several names, one inside the other. */
export function within(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  let found = value;
  for (const name of names) found = object(found)?.get(name);
  return found;
}

/** Numbers count as their digits; NUL and halves of surrogate pairs, which no store keeps, become U+FFFD. */
export function text(value: Json | undefined): string | null {
  const said = typeof value === 'number' ? String(value) : value;
  if (typeof said !== 'string') return null;
  const clean = said.slice(0, longestText).replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
  return clean.trim() === '' ? null : clean;
}

/** A name, an id: text without control characters, cut to what a label may have. */
export function label(value: Json | undefined, most: number = longestLabel): string | null {
  return (
    text(value)
      ?.slice(0, most)
      .replace(/\p{Cc}/gu, ' ')
      .trim() || null
  );
}

/** One label or a list of them. */
export function labels(value: Json | undefined): readonly string[] {
  const given = Array.isArray(value) ? value : [value];
  return given.slice(0, mostTags).flatMap((item: Json | undefined) => label(item) ?? []);
}

export function number(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : null;
}

export const whole = (value: Json | undefined): number | null => {
  const found = number(value);
  return found !== null && Number.isInteger(found) ? found : null;
};

const earliest = Date.UTC(2000, 0);
const day = 86_400_000;

/** Instants that cannot be (before 2000, more than a day ahead) are null: such an event counts as of now. */
const plausible = (at: number, now: number): number | null =>
  at >= earliest && at <= now + day ? Math.floor(at) : null;

export function seconds(value: Json | undefined, now: number): number | null {
  const found = number(value);
  return found === null ? null : plausible(found * 1000, now);
}

/** ISO 8601 with its offset. */
export function iso(value: Json | undefined, now: number): number | null {
  const said = typeof value === 'string' && value.length <= 40 ? Date.parse(value) : Number.NaN;
  return Number.isNaN(said) ? null : plausible(said, now);
}

/** An address, also out of "Name <address>"; null for what has no @ or could break a line. RFC 5321 §4.5.3.1: 64 + 255. */
export function address(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value.length > 2000) return null;
  const open = value.lastIndexOf('<');
  const close = value.lastIndexOf('>');
  const bare = (open >= 0 && close > open ? value.slice(open + 1, close) : value).trim();
  const at = bare.lastIndexOf('@');
  const possible = at > 0 && at < bare.length - 1 && bare.length <= 320 && !/[\p{Cc}\p{Surrogate}<>]/u.test(bare);
  return possible ? bare : null;
}

/** Message-ID without its angle brackets. */
export function headerMessageId(value: Json | undefined): string | null {
  return label(value, 998)?.replace(/^<|>$/g, '') || null;
}
