/** Tables of the configuration: of fixed keys, and of names that the operator chooses. */
import { type Static, type TProperties, type TSchema, type TUnsafe, Type } from 'typebox';
import type { FormName } from '../forms.ts';

export const table = <P extends TProperties>(description: string, properties: P) =>
  Type.Object(properties, { description, additionalProperties: false });

interface Names {
  /** Those that exist when the table is not given. */
  readonly always?: readonly string[];
  readonly form?: FormName;
}

/** `[users.NAME]`: `name` says what stands for NAME. */
export const named = <S extends TSchema>(
  description: string,
  name: string,
  each: S,
  { always = [], form }: Names = {},
): TUnsafe<Readonly<Record<string, Static<S>>>> =>
  Type.Unsafe<Readonly<Record<string, Static<S>>>>({
    type: 'object',
    description,
    named: name,
    always,
    ...(form === undefined ? {} : { form }),
    additionalProperties: each,
  });
