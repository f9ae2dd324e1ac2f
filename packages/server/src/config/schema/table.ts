/** Tables of the configuration: of fixed keys, and of names that the operator chooses. */
import { type Static, type TProperties, type TSchema, type TUnsafe, Type } from 'typebox';

export const table = <P extends TProperties>(description: string, properties: P) =>
  Type.Object(properties, { description, additionalProperties: false });

/** `[users.NAME]`: `name` says what stands for NAME. `always`: names that exist when the table is not given. */
export const named = <S extends TSchema>(
  description: string,
  name: string,
  each: S,
  always: readonly string[] = [],
): TUnsafe<Readonly<Record<string, Static<S>>>> =>
  Type.Unsafe<Readonly<Record<string, Static<S>>>>({
    type: 'object',
    description,
    named: name,
    always,
    additionalProperties: each,
  });
