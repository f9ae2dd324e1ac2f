/** The schema as the loader walks it: a table of fixed keys, a table of free names, or a field. */
import type { Field } from './field.ts';
import type { FormName } from './forms.ts';

export type Shape =
  | {
      readonly kind: 'table';
      readonly description: string;
      readonly keys: readonly (readonly [string, unknown])[];
    }
  | {
      readonly kind: 'named';
      readonly description: string;
      readonly name: string;
      readonly always: readonly string[];
      readonly form: FormName | null;
      readonly each: unknown;
    }
  | { readonly kind: 'field'; readonly field: Field };

interface Written extends Partial<Field> {
  readonly named?: string;
  readonly always?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Of a node of schema.ts; those are built by field.ts and table.ts alone. */
export function shapeOf(node: unknown): Shape {
  const written = node as Written;
  const description = written.description ?? '';
  if (written.field !== undefined) return { kind: 'field', field: written as Field };
  if (written.named !== undefined) {
    const each = written.additionalProperties;
    const { named: name, always = [], form = null } = written;
    return { kind: 'named', description, name, always, form, each };
  }
  return { kind: 'table', description, keys: Object.entries(written.properties ?? {}) };
}

/** The shape at a path; free names stand for themselves. Null when the schema knows no such path. */
export function shapeAt(node: unknown, path: readonly string[]): Shape | null {
  const shape = shapeOf(node);
  const [name, ...rest] = path;
  if (name === undefined) return shape;
  if (shape.kind === 'field') return null;
  if (shape.kind === 'named') return shapeAt(shape.each, rest);
  const key = shape.keys.find(([known]) => known === name);
  return key === undefined ? null : shapeAt(key[1], rest);
}
