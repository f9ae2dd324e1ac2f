/**
 * Keys from the environment: HEARBACK_SECTION__KEY, and for secrets HEARBACK_SECTION__KEY_FILE with the name of a file that
 * holds the value. Variables without two underscores (HEARBACK_URL, HEARBACK_TOKEN ...) are no keys; one that would be a key
 * with them is told, for it would be passed over.
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
    if (!name.startsWith('HEARBACK_') || value === undefined) continue;
    const said = name.slice('HEARBACK_'.length).toLowerCase();
    const path = said.split('__');
    const origin: Origin = { kind: 'environment', name };
    if (path.length === 1) {
      const meant = isKubernetes(value) ? null : keyOf(said.split('_'));
      const written = `HEARBACK_${meant?.join('__').toUpperCase()}`;
      if (meant !== null)
        problems.push({ key: meant.join('.'), origin, why: `is written ${written}, with two underscores` });
      continue;
    }
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

/** "server_data" is the key "data" of "server". */
function keyOf(words: readonly string[]): readonly string[] | null {
  const paths = words.map((_, at) => [words.slice(0, at).join('_'), words.slice(at).join('_')]);
  return paths.find((path) => shapeAt(schema, path)?.kind === 'field') ?? null;
}

/** What Kubernetes says of a service that is called hearback-smtp: HEARBACK_SMTP_PORT=tcp://10.0.0.11:2525. */
const isKubernetes = (value: string): boolean => /^(?:tcp|udp|sctp):\/\//.test(value);

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
