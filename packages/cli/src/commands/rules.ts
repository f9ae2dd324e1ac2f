/** `hearback rules ls|get|test|lint` */
import { type Context, explain, trace, type Verdict } from '@hearback/bounce';
import { generalRules, providers, type Rule } from '@hearback/bounce/rules';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import { loadOwnRules, type OwnRule } from './own-rules.ts';

export interface RulesFlags {
  readonly json?: boolean;
  readonly provider?: string;
  readonly reason?: string;
}
const ours: readonly Rule[] = [...providers.flatMap(({ rules }) => rules), ...generalRules];

type Json = Pick<RulesFlags, 'json'>;

export function list(this: Io, flags: RulesFlags, ...words: string[]): void {
  const wanted = words.map((word) => word.toLowerCase());
  const chosen = ours.filter(
    (rule) =>
      (flags.provider === undefined || rule.id.startsWith(`${flags.provider}/`)) &&
      (flags.reason === undefined || rule.reason === flags.reason) &&
      wanted.every((word) => JSON.stringify(rule).toLowerCase().includes(word)),
  );
  const width = Math.max(0, ...chosen.map(({ id }) => id.length));
  for (const rule of chosen)
    this.stdout.write(flags.json === true ? `${JSON.stringify(rule)}\n` : `${rule.id.padEnd(width)}  ${rule.reason}\n`);
  if (chosen.length === 0) {
    this.stderr.write('hearback: no such rules; `hearback rules ls` lists them all\n');
    this.exit(exitCodes.no);
  }
}

export function get(this: Io, flags: Json, ...ids: string[]): void {
  const paint = painter(wantsColour(this.stdout, this.env));
  for (const id of ids) {
    const rule = ours.find((candidate) => candidate.id === id);
    if (rule === undefined) {
      this.stderr.write(`hearback: no rule ${JSON.stringify(id)}; \`hearback rules ls\` lists them all\n`);
      this.exit(exitCodes.no);
    } else if (flags.json === true) this.stdout.write(`${JSON.stringify(rule)}\n`);
    else
      this.stdout.write(
        `${Object.entries(rule)
          .map(([name, value]) => row(paint('dim', name.padEnd(11)), value))
          .join('')}\n`,
      );
  }
}

const row = (name: string, value: unknown): string =>
  [value]
    .flat()
    .map((entry, n) => `${n === 0 ? name : ' '.repeat(11)} ${String(entry)}\n`)
    .join('');

/** A reply that a rule is to decide, as it would be heard: from the rule's own receiver, at the rule's own stage. */
interface Example {
  readonly rule: OwnRule;
  readonly reply: string;
  readonly context: Context;
}

const examplesOf = (rules: readonly OwnRule[], context: Context): readonly Example[] =>
  rules.flatMap((rule) =>
    [rule.examples ?? []].flat().map((reply) => ({
      rule,
      reply: String(reply),
      context: { ...context, stage: [rule.stage ?? []].flat()[0] },
    })),
  );

/** Exit code 1 when an example is decided by another rule. */
export function test(this: Io, flags: Json, ...files: string[]): void {
  if (files.length === 0) {
    const examples = [
      ...providers.flatMap(({ rules, mx }) => examplesOf(rules, { mx: mx[0] })),
      ...examplesOf(generalRules, {}),
    ];
    // Receivers use each other's words: what counts is that they are heard in the same way.
    report(this, flags, 'shipped rules', examples, (rule, verdict) => verdict.reason === rule.reason);
  }
  for (const file of files) {
    const own = loadOwnRules(this, file);
    if (own !== null) report(this, flags, file, examplesOf(own.source, { rules: own.compiled }), () => false);
  }
}

function report(
  io: Io,
  flags: Json,
  name: string,
  examples: readonly Example[],
  isAsGood: (rule: OwnRule, verdict: Verdict) => boolean,
): void {
  const failures = examples.flatMap(({ rule, reply, context }) => {
    const verdict = explain(reply, context);
    const decides = verdict.rule === rule.id || isAsGood(rule, verdict);
    if (decides) return [];
    const fits = trace(reply, context).steps.some((step) => step.rule === rule.id);
    return [{ rule: rule.id, reply, fits, decided_by: verdict.rule }];
  });
  for (const failure of failures)
    io.stdout.write(flags.json === true ? jsonLine(failure) : `${failureText(failure)}\n`);
  io.stderr.write(
    `${name}: ${examples.length} ${examples.length === 1 ? 'example' : 'examples'}, ${failures.length} decided by another rule\n`,
  );
  if (failures.length > 0) io.exit(exitCodes.no);
}

interface Failure {
  readonly rule: string;
  readonly reply: string;
  /** Its own rule speaks of it, and another is believed more. */
  readonly fits: boolean;
  readonly decided_by: string;
}

const failureText = ({ rule, reply, fits, decided_by }: Failure): string =>
  fits
    ? `${rule} loses «${reply}» to ${decided_by}`
    : `${rule} does not fit «${reply}»${decided_by === 'none' ? '' : `; ${decided_by} decides it`}`;

export function lint(this: Io, _flags: Json, ...files: string[]): void {
  for (const file of files) {
    const own = loadOwnRules(this, file);
    if (own === null) continue;
    this.stderr.write(`${file}: ${own.source.length} ${own.source.length === 1 ? 'rule' : 'rules'}, nothing to mend\n`);
  }
}
