/** The configuration from flags, environment, file and defaults, in this order of weight. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse as parseToml, TomlError } from 'smol-toml';
import { checkTogether } from './check-together.ts';
import { type Environment, giveEnvironment } from './environment.ts';
import { emptyNode, give, giveTable, type Node } from './given.ts';
import { type Problem, type Read, readConfig } from './read.ts';

export interface Sources {
  /** File that must exist; null: the usual places, where none need be. */
  readonly file: string | null;
  readonly env: Environment;
  /** "section.key=value" each. */
  readonly set?: readonly string[];
}

export interface Loaded {
  readonly file: string | null;
  readonly read: Read;
}

export function loadConfig({ file, env, set = [] }: Sources): Loaded {
  const path = file ?? env['HEARBACK_CONFIG'] ?? usualFiles(env).find((usual) => existsSync(usual)) ?? null;
  const root = emptyNode();
  const problems: Problem[] = [
    ...(path === null ? [] : giveFile(root, path)),
    ...giveEnvironment(root, env),
    ...set.flatMap((setting) => giveFlag(root, setting)),
  ];
  const read = readConfig(root);
  const found = [...problems, ...(read.ok ? checkTogether(read.config) : read.problems)];
  return { file: path, read: found.length > 0 ? { ok: false, problems: found } : read };
}

function usualFiles(env: Environment): string[] {
  const own = join(env['XDG_CONFIG_HOME'] ?? join(env['HOME'] ?? homedir(), '.config'), 'hearback', 'config.toml');
  return [own, '/etc/hearback/config.toml'];
}

function giveFile(root: Node, path: string): Problem[] {
  const origin = { kind: 'file', name: path } as const;
  try {
    giveTable(root, parseToml(readFileSync(path, 'utf8')), origin);
    return [];
  } catch (error) {
    if (error instanceof TomlError) {
      const [what = ''] = error.message.split('\n');
      return [{ key: `line ${error.line}, column ${error.column}`, origin, why: `is no TOML: ${what}` }];
    }
    if (error instanceof Error && 'code' in error)
      return [
        { key: 'the file', origin, why: error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.code}` },
      ];
    throw error;
  }
}

function giveFlag(root: Node, setting: string): Problem[] {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
  if (key === undefined) return [{ key: setting, origin: null, why: 'is no setting of the form section.key=value' }];
  give(root, splitKey(key.trim()), { value, origin: { kind: 'flag', name: '--set' } });
  return [];
}

/** `delivery.domains."example.com".port` */
const splitKey = (key: string): string[] =>
  [...key.matchAll(/"([^"]*)"|([^."]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
