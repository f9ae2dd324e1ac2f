/**
 * Keys from the environment: HEARBACK_SECTION__KEY, and for secrets HEARBACK_SECTION__KEY_FILE with the name of a file that
 * holds the value. Variables without two underscores (HEARBACK_URL, HEARBACK_TOKEN ...) are no keys.
 */
import { readFileSync } from 'node:fs';
import { give, type Node, type Origin } from './given.ts';
import type { Problem } from './read.ts';
import { schema } from './schema/schema.ts';
import { shapeAt } from './shape.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export function giveEnvironment(root: Node, env: Environment): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(env).sort()) {
    if (!name.startsWith('HEARBACK_') || !name.includes('__') || value === undefined) continue;
    const path = name.slice('HEARBACK_'.length).toLowerCase().split('__');
    const origin: Origin = { kind: 'environment', name };
    const secretPath = secretBehind(path);
    if (secretPath === null) give(root, path, { value, origin });
    else {
      const read = readSecret(value);
      if (read.ok) give(root, secretPath, { value: read.text, origin });
      else problems.push({ key: secretPath.join('.'), origin, why: read.why });
    }
  }
  return problems;
}

/** "password_file" names the file of the secret "password", unless it is a key of its own. */
function secretBehind(path: readonly string[]): readonly string[] | null {
  const last = path.at(-1) ?? '';
  if (!last.endsWith('_file') || shapeAt(schema, path) !== null) return null;
  const behind = [...path.slice(0, -1), last.slice(0, -'_file'.length)];
  const shape = shapeAt(schema, behind);
  return shape?.kind === 'field' && shape.field.secret === true ? behind : null;
}

function readSecret(file: string): { ok: true; text: string } | { ok: false; why: string } {
  try {
    return { ok: true, text: readFileSync(file, 'utf8').trimEnd() };
  } catch (error) {
    return { ok: false, why: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
