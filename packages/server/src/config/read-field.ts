/** One given value to what its field wants, or a sentence that says what is wrong with it. */
import type { Field } from './field.ts';
import { readForm } from './forms.ts';
import type { Leaf } from './given.ts';
import { suggest } from './suggest.ts';
import { parseDuration, parseSize, writeDuration, writeSize } from './units.ts';

export type Reading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

const wrong = (why: string): Reading => ({ ok: false, why });
const right = (value: unknown): Reading => ({ ok: true, value });

export function readField(field: Field, { value, origin }: Leaf): Reading {
  const asText = origin.kind === 'environment' || origin.kind === 'flag';
  if (field.list !== true) return readOne(field, value, asText);
  const items = asText && typeof value === 'string' ? splitList(value) : value;
  if (!Array.isArray(items)) return wrong('must be a list');
  const readings = items.map((item: unknown) => readOne(field, item, asText));
  return readings.find((reading) => !reading.ok) ?? right(readings.map((reading) => reading.ok && reading.value));
}

/** In the environment a list is written with commas. */
const splitList = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function readOne(field: Field, value: unknown, asText: boolean): Reading {
  switch (field.field) {
    case 'text':
      return typeof value === 'string' ? readText(field, value) : wrong('must be a text');
    case 'flag': {
      const given = asText ? (value === 'true' ? true : value === 'false' ? false : value) : value;
      return typeof given === 'boolean' ? right(given) : wrong('must be true or false');
    }
    case 'duration': {
      const read = typeof value === 'string' ? parseDuration(value) : null;
      return read === null
        ? wrong('must be a duration such as "15m", "1h30m" or "5d"')
        : within(field, read, writeDuration);
    }
    case 'size': {
      const read = typeof value === 'string' ? parseSize(value) : null;
      return read === null ? wrong('must be a size such as "25MB" or "512KB"') : within(field, read, writeSize);
    }
    default:
      return readNumber(field, asText && typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
  }
}

function readText(field: Field, value: string): Reading {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may reach a header, a reply or a log.
  if (/[\u0000-\u001f\u007f]/.test(value)) return wrong('must not contain control characters');
  if (value === '') return wrong('must not be empty');
  if (field.choices !== undefined && !field.choices.includes(value)) {
    const meant = suggest(value, field.choices);
    return wrong(`must be one of ${field.choices.join(', ')}${meant === null ? '' : `; did you mean ${meant}?`}`);
  }
  if (field.pattern !== undefined && !new RegExp(field.pattern).test(value)) return wrong('does not have its form');
  if (field.form === undefined) return right(value);
  const formed = readForm(field.form, value);
  // A secret is never said again.
  const given = field.secret === true ? '' : `, not ${JSON.stringify(value)}`;
  return formed.ok ? right(formed.text) : wrong(`${formed.why}${given}`);
}

function readNumber(field: Field, value: unknown): Reading {
  const whole = field.field === 'integer';
  if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isSafeInteger(value)))
    return wrong(whole ? 'must be a whole number' : 'must be a number');
  return within(field, value, String);
}

function within({ minimum, maximum }: Field, value: number, write: (value: number) => string): Reading {
  if (minimum !== undefined && value < minimum) return wrong(`must be at least ${write(minimum)}`);
  if (maximum !== undefined && value > maximum) return wrong(`must be at most ${write(maximum)}`);
  return right(value);
}
