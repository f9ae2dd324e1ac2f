/** The configuration as people see it: every key, its value as one would write it, and where it comes from. */
import { type Origin, writeOrigin } from './given.ts';
import type { Setting } from './read.ts';
import { writeDuration, writeSize } from './units.ts';

export interface ShownSetting {
  readonly key: string;
  /** As in TOML; secrets are stars. */
  readonly value: string;
  readonly origin: string;
  readonly from: Origin['kind'];
  /** As in TOML, or in words; null: it must be given. */
  readonly otherwise: string | null;
  readonly meaning: string;
}

export function showSettings(settings: readonly Setting[]): readonly ShownSetting[] {
  return settings
    .filter(({ shape, origin }) => shape.field.hidden !== true || origin.kind !== 'default')
    .map(({ key, value, origin, shape }) => ({
      key,
      value: shape.field.secret === true && value !== null ? '"***"' : writeValue(value, shape.field.field),
      origin: writeOrigin(origin),
      from: origin.kind,
      otherwise: writeDefault(shape.field),
      meaning: shape.field.description,
    }));
}

function writeDefault({
  default: byDefault,
  otherwise,
  list,
  field,
  secret,
}: Setting['shape']['field']): string | null {
  if (byDefault === undefined) return null;
  if (otherwise !== undefined && (byDefault === null || list === true)) return otherwise;
  // Durations and sizes stand in the schema as they are written.
  return secret === true ? 'not set' : writeValue(byDefault, field === 'duration' || field === 'size' ? 'text' : field);
}

/** A value as TOML has it; what is not set has none there, and is said so. */
function writeValue(value: unknown, kind: Setting['shape']['field']['field']): string {
  if (value === null || value === undefined) return 'not set';
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, kind)).join(', ')}]`;
  if (kind === 'duration') return JSON.stringify(writeDuration(Number(value)));
  return JSON.stringify(kind === 'size' ? writeSize(Number(value)) : value);
}
