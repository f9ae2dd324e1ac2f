/** Rules of the user's own, from a JSON file: `[{"id":"own/…","reason":"…","pattern":"…",…}]`. */
import { readFileSync } from 'node:fs';
import { type CompiledRules, compileRules } from '@hearback/bounce';
import type { Rule } from '@hearback/bounce/rules';
import { exitCodes, type Io } from '../io.ts';
import { reportFailure } from './failure.ts';

/** Of a rule of ours source and examples are asked for; of the user's they are his own affair. */
export type OwnRule = Omit<Rule, 'source' | 'examples'> & Partial<Pick<Rule, 'source' | 'examples'>>;

export interface OwnRules {
  readonly source: readonly OwnRule[];
  readonly compiled: CompiledRules['rules'];
}

/** Null when the file cannot be read or a rule is wrong; the user has been told and the exit code is set. */
export function loadOwnRules(io: Io, path: string): OwnRules | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    io.exit(reportFailure(io, path, error));
    return null;
  }
  const { rules, problems } = compileRules(text);
  for (const { index, rule, problem } of problems) {
    io.stderr.write(`${path}: ${rule ?? (index < 0 ? 'the file' : `rule ${index + 1}`)}: ${problem}\n`);
  }
  if (problems.length === 0) return { source: JSON.parse(text) as readonly OwnRule[], compiled: rules };
  io.exit(exitCodes.badData);
  return null;
}
