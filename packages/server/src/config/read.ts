/** What was given, read by the schema: the configuration, where each value comes from, and everything that is wrong. */
import { type Formed, type FormName, readForm } from './forms.ts';
import { type Node, type Origin, writeOrigin } from './given.ts';
import { readField } from './read-field.ts';
import { type Config, schema } from './schema/schema.ts';
import { type Shape, shapeOf } from './shape.ts';
import { suggest } from './suggest.ts';
import { parseDuration, parseSize } from './units.ts';

export interface Problem {
  readonly key: string;
  readonly origin: Origin | null;
  readonly why: string;
}

export interface Setting {
  readonly key: string;
  /** As read: milliseconds, octets. */
  readonly value: unknown;
  readonly origin: Origin;
  readonly shape: Extract<Shape, { kind: 'field' }>;
}

export type Read =
  | { readonly ok: true; readonly config: Config; readonly settings: readonly Setting[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function readConfig(given: Node): Read {
  const reader: Reader = { settings: [], problems: [] };
  const config = readNode(schema, given, [], reader);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  // Every leaf has been read by its own field of `schema`, whose static type Config is.
  return { ok: true, config: config as Config, settings: reader.settings };
}

interface Reader {
  readonly settings: Setting[];
  readonly problems: Problem[];
}

function readNode(node: unknown, given: Node | undefined, path: readonly string[], reader: Reader): unknown {
  const shape = shapeOf(node);
  if (shape.kind === 'field') return readLeaf(shape, given, path, reader);
  if (given?.leaf != null) {
    reader.problems.push({ key: write(path), origin: given.leaf.origin, why: 'is a table, not a value' });
    return null;
  }
  const names = [...(given?.children.keys() ?? [])];
  if (shape.kind === 'named') return readNamed(shape, given, path, reader);
  const known = shape.keys.map(([name]) => name);
  for (const name of names.filter((each) => !known.includes(each)))
    reader.problems.push(unknownKey([...path, name], known, given?.children.get(name)));
  return fromEntries(
    shape.keys.map(([name, inner]) => [name, readNode(inner, given?.children.get(name), [...path, name], reader)]),
  );
}

function readNamed(
  { form, always, each }: Extract<Shape, { kind: 'named' }>,
  given: Node | undefined,
  path: readonly string[],
  reader: Reader,
): unknown {
  const read = new Map<string, unknown>();
  for (const [name, child] of given?.children ?? []) {
    const at = [...path, name];
    const wrong = (why: string): void => {
      reader.problems.push({ key: write(at), origin: anyOrigin(child), why });
    };
    const formed = readName(name, form);
    if (!formed.ok) wrong(formed.why);
    else if (read.has(formed.text)) wrong(`is ${write([...path, formed.text])} once more`);
    else read.set(formed.text, readNode(each, child, at, reader));
  }
  if (read.size === 0) for (const name of always) read.set(name, readNode(each, undefined, [...path, name], reader));
  return fromEntries([...read]);
}

function readName(name: string, form: FormName | null): Formed {
  if (name === '' || name.length > 255 || /\p{Cc}/u.test(name))
    return { ok: false, why: 'must be a name of 1 to 255 letters without control characters' };
  return form === null ? { ok: true, text: name } : readForm(form, name);
}

function readLeaf(
  shape: Extract<Shape, { kind: 'field' }>,
  given: Node | undefined,
  path: readonly string[],
  reader: Reader,
): unknown {
  const { field } = shape;
  const key = write(path);
  if (given !== undefined && given.children.size > 0)
    reader.problems.push({ key, origin: anyOrigin(given), why: 'is a value, not a table' });
  if (given?.leaf == null) {
    if (field.default === undefined) reader.problems.push({ key, origin: null, why: 'must be given' });
    const value = defaultOf(shape);
    reader.settings.push({ key, value, origin: { kind: 'default' }, shape });
    return value;
  }
  const reading = readField(field, given.leaf);
  if (!reading.ok) {
    reader.problems.push({ key, origin: given.leaf.origin, why: reading.why });
    return null;
  }
  reader.settings.push({ key, value: reading.value, origin: given.leaf.origin, shape });
  return reading.value;
}

/** Defaults of durations and sizes are written as people write them. */
function defaultOf({ field }: Extract<Shape, { kind: 'field' }>): unknown {
  const one = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (field.field === 'duration') return parseDuration(value);
    return field.field === 'size' ? parseSize(value) : value;
  };
  return Array.isArray(field.default) ? field.default.map(one) : one(field.default);
}

function unknownKey(path: readonly string[], known: readonly string[], given: Node | undefined): Problem {
  const name = path.at(-1) ?? '';
  const near = suggest(name, known);
  const elsewhere = near === null ? keysNamed(name) : [];
  const meant = near === null ? elsewhere[0] : write([...path.slice(0, -1), near]);
  const why = `is no key${meant === undefined ? '' : `; did you mean ${meant}?`}`;
  return { key: write(path), origin: anyOrigin(given), why };
}

/** The same name in another table. */
function keysNamed(name: string): string[] {
  return shapeOf(schema).kind === 'table'
    ? Object.entries(schema.properties).flatMap(([section, node]) => {
        const shape = shapeOf(node);
        return shape.kind === 'table' && shape.keys.some(([key]) => key === name) ? [`${section}.${name}`] : [];
      })
    : [];
}

function anyOrigin(node: Node | undefined): Origin | null {
  if (node === undefined) return null;
  if (node.leaf !== null) return node.leaf.origin;
  for (const child of node.children.values()) {
    const origin = anyOrigin(child);
    if (origin !== null) return origin;
  }
  return null;
}

/** Names come from outside: "__proto__" must be a name like any other. */
const fromEntries = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(entries);

/** As TOML writes it: a name with a dot in quotes. */
const write = (path: readonly string[]): string =>
  path.map((name) => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name))).join('.');

export const writeProblem = ({ key, origin, why }: Problem): string =>
  `${key} ${why}${origin === null ? '' : ` (${writeOrigin(origin)})`}`;
