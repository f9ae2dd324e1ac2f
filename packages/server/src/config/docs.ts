/** docs/configuration.md, written from the schema. */
import type { Field } from './field.ts';
import { schema } from './schema/schema.ts';
import { type Shape, shapeOf } from './shape.ts';
import { writeDuration, writeSize } from './units.ts';

const opening = `# Configuration

*Written by \`hearback config docs\`; a test holds this page to the schema.*

A file in [TOML](https://toml.io), by default \`$XDG_CONFIG_HOME/hearback/config.toml\` or \`/etc/hearback/config.toml\`, otherwise
\`--config FILE\` or \`HEARBACK_CONFIG\`. No file is needed. Every key may be given in four places; the first one that has it counts:

1. \`--set section.key=value\` on the command line,
2. the environment: \`HEARBACK_SECTION__KEY\`, lists with commas,
   and for secrets \`HEARBACK_SECTION__KEY_FILE\`, the name of a file that holds the value,
3. the file,
4. the default.

Durations are written \`"15m"\`, \`"1h30m"\`, \`"5d"\` (d, h, m, s, ms), sizes \`"25MB"\` (B, KB, MB, GB; powers of 1024). An unknown key
is an error. \`hearback config check\` looks for errors and opens every file that is named, as the service would: run it as the
service's user, or with \`--text-only\` where those files are on another machine. \`hearback config show\` prints every value and where it comes from.
In a key such as \`users.NAME.password\` the name is yours; a name with dots stands in quotes: \`[delivery.domains."example.com"]\`.
`;

export function writeConfigurationDocs(): string {
  return `${opening}${Object.entries(schema.properties)
    .map(([name, node]) => writeTable([name], shapeOf(node)))
    .join('')}`;
}

function writeTable(path: readonly string[], shape: Shape): string {
  if (shape.kind === 'field') return '';
  if (shape.kind === 'named') return writeNamed(path, shape);
  const inner = shape.keys.map(([name, node]) => [name, shapeOf(node)] as const);
  const fields = inner.flatMap(([name, each]) =>
    each.kind === 'field' && each.field.hidden !== true ? [writeRow(path, name, each.field)] : [],
  );
  const tables = inner.map(([name, each]) => writeTable([...path, name], each)).join('');
  return fields.length === 0 ? tables : `${heading(path, shape.description)}${rows(fields)}${tables}`;
}

function writeNamed(path: readonly string[], shape: Extract<Shape, { kind: 'named' }>): string {
  const each = shapeOf(shape.each);
  if (each.kind !== 'table') return '';
  const placeholder = shape.name.toUpperCase();
  const always = shape.always.map((name) => `\`${name}\``).join(', ');
  const note = always === '' ? '' : ` Without this table there is ${always}, with the defaults.`;
  const fields = each.keys.flatMap(([name, node]) => {
    const inner = shapeOf(node);
    return inner.kind === 'field' ? [writeRow([...path, placeholder], name, inner.field)] : [];
  });
  const tables = each.keys.flatMap(([name, node]) => {
    const inner = shapeOf(node);
    return inner.kind === 'table' ? [writeTable([...path, placeholder, name], inner)] : [];
  });
  return `${heading([...path, placeholder], `${shape.description}${note}`)}${rows(fields)}${tables.join('')}`;
}

const heading = (path: readonly string[], description: string): string =>
  `\n## \`[${path.join('.')}]\`\n\n${description}\n`;

const rows = (fields: readonly string[]): string =>
  `\n| key | default | meaning |\n| --- | --- | --- |\n${fields.join('')}`;

function writeRow(path: readonly string[], name: string, field: Field): string {
  const limits = [
    field.choices?.some((each) => !field.description.includes(each)) !== true
      ? ''
      : `One of ${field.choices?.map((each) => `\`${each}\``).join(', ')}.`,
    // A millisecond is as good as no limit.
    field.minimum !== undefined && field.minimum > (field.field === 'duration' ? 1 : 0)
      ? `At least ${writeLimit(field, field.minimum)}.`
      : '',
    field.maximum === undefined ? '' : `At most ${writeLimit(field, field.maximum)}.`,
    `\`HEARBACK_${[...path, name].join('__').toUpperCase()}${field.secret === true ? '`, or with `_FILE`' : '`'}`,
  ];
  const meaning = [`${field.description}${field.description.endsWith('.') ? '' : '.'}`, ...limits].filter(
    (part) => part !== '',
  );
  return `| \`${name}\` | ${writeDefault(field)} | ${meaning.join(' ').replaceAll('|', '\\|')} |\n`;
}

function writeLimit({ field }: Field, limit: number): string {
  if (field === 'duration') return `\`"${writeDuration(limit)}"\``;
  return field === 'size' ? `\`"${writeSize(limit)}"\`` : String(limit);
}

function writeDefault(field: Field): string {
  if (field.default === undefined) return '*required*';
  if (field.otherwise !== undefined && (field.default === null || field.list === true)) return field.otherwise;
  return field.default === null ? 'not set' : `\`${JSON.stringify(field.default).replaceAll(',"', ', "')}\``;
}
