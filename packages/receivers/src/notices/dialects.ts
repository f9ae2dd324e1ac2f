/** The manners in which servers write notices, by name. */
import { microsoftDialects } from './microsoft.ts';
import type { Dialect } from './notice.ts';
import { proseDialects } from './prose.ts';
import { standardDialects } from './standard.ts';

const all: readonly Dialect[] = [...standardDialects, ...microsoftDialects, ...proseDialects];

export const dialects: ReadonlyMap<string, Dialect> = new Map(all.map((dialect) => [dialect.name, dialect]));

export const dialectNames: readonly string[] = all.map(({ name }) => name);

/** Those that are no RFC 3464 report. */
export const nonstandardNames: readonly string[] = [
  ...proseDialects.map(({ name }) => name),
  'exchange',
  'microsoft-text',
];
