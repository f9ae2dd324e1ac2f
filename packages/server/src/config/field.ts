/**
 * The leaves of the configuration's schema: each is a JSON Schema with its description, unit and default, and the kind
 * that tells how a text from the environment is read. A default of null means: not set.
 */
import { type TUnsafe, Type } from 'typebox';
import type { FormName } from './forms.ts';
import { parseDuration, parseSize } from './units.ts';

type FieldKind = 'text' | 'integer' | 'number' | 'flag' | 'duration' | 'size';

export interface Field {
  readonly field: FieldKind;
  readonly description: string;
  /** Left out: must be given. A list's default is a list. */
  readonly default?: unknown;
  readonly list?: true;
  readonly secret?: true;
  /** Not for people: left out of the documentation. */
  readonly hidden?: true;
  readonly choices?: readonly string[];
  /** Milliseconds and octets for durations and sizes. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly form?: FormName;
  /** What stands in the documentation when the default is worked out at start. */
  readonly otherwise?: string;
}

type Extra = Partial<Pick<Field, 'secret' | 'hidden' | 'minimum' | 'maximum' | 'pattern' | 'form' | 'otherwise'>>;

/** Limits as people write them: "1s", "25MB". */
interface Bounds extends Pick<Extra, 'hidden' | 'otherwise'> {
  readonly least?: string;
  readonly most?: string;
}

type Given<D, T> = D extends null ? T | null : T;
const jsonTypes = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  flag: 'boolean',
  duration: 'string',
  size: 'string',
} as const;

function leaf<T>(field: Omit<Field, 'default'>, byDefault: unknown): TUnsafe<T> {
  const each = { type: jsonTypes[field.field] };
  const shape = field.list === true ? { type: 'array', items: each } : each;
  return Type.Unsafe<T>({ ...shape, ...field, ...(byDefault === undefined ? {} : { default: byDefault }) });
}

export const text = <D extends string | null | undefined>(description: string, byDefault: D, extra: Extra = {}) =>
  leaf<Given<D, string>>({ field: 'text', description, ...extra }, byDefault);

export const secret = <D extends null | undefined>(description: string, byDefault: D, extra: Extra = {}) =>
  leaf<Given<D, string>>({ field: 'text', description, secret: true, ...extra }, byDefault);

export const texts = (description: string, byDefault: readonly string[], extra: Extra = {}) =>
  leaf<readonly string[]>({ field: 'text', list: true, description, ...extra }, byDefault);

export const choice = <const C extends string, D extends C | null | undefined>(
  description: string,
  choices: readonly C[],
  byDefault: D,
  extra: Extra = {},
) => leaf<Given<D, C>>({ field: 'text', description, choices, ...extra }, byDefault);

export const integer = <D extends number | null | undefined>(description: string, byDefault: D, extra: Extra = {}) =>
  leaf<Given<D, number>>({ field: 'integer', description, minimum: 0, ...extra }, byDefault);

export const number = <D extends number | null | undefined>(description: string, byDefault: D, extra: Extra = {}) =>
  leaf<Given<D, number>>({ field: 'number', description, minimum: 0, ...extra }, byDefault);

export const port = <D extends number | null | undefined>(description: string, byDefault: D, extra: Extra = {}) =>
  integer(description, byDefault, { maximum: 65_535, ...extra });

export const flag = (description: string, byDefault: boolean) =>
  leaf<boolean>({ field: 'flag', description }, byDefault);

/** Milliseconds. */
export const duration = <D extends string | null | undefined>(description: string, byDefault: D, bounds: Bounds = {}) =>
  leaf<Given<D, number>>({ field: 'duration', description, ...inUnits(bounds, parseDuration) }, byDefault);

export const durations = <D extends readonly string[] | null>(description: string, byDefault: D) =>
  leaf<Given<D, readonly number[]>>({ field: 'duration', list: true, description }, byDefault);

/** Octets. */
export const size = <D extends string | null | undefined>(description: string, byDefault: D, bounds: Bounds = {}) =>
  leaf<Given<D, number>>({ field: 'size', description, ...inUnits(bounds, parseSize) }, byDefault);

function inUnits({ least, most, ...extra }: Bounds, parse: (text: string) => number | null): Extra {
  const [minimum, maximum] = [least, most].map((text) => (text === undefined ? null : parse(text)));
  return { ...extra, ...(minimum == null ? {} : { minimum }), ...(maximum == null ? {} : { maximum }) };
}
