/** `hearback rules add|rm|own|diff|apply|runs|undo`: own rules on the server, and what they change of the past. */
import type { Answer, operations } from '@hearback/server/api';
import { loadOwnRules, type OwnRule } from '../commands/own-rules.ts';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { plural } from '../view/count.ts';
import { printableLine } from '../view/paint.ts';
import { type Api, answer } from './api.ts';
import { given } from './given.ts';
import { writeList } from './listing.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

export interface RulingFlags extends TargetFlags {
  readonly json?: boolean;
}
export interface SinceFlags extends RulingFlags {
  readonly since?: string;
  readonly rules?: string;
  readonly why?: string;
}

type Run = Answer<'/v1/reclassifications'>['data'][number];
type Diff = operations['postV1RulesDiff']['responses'][200]['content']['application/json'];
type SavedRule = operations['putV1OwnRulesName']['requestBody']['content']['application/json'];

const line = (text: string): string => `${printableLine(text)}\n`;

/** Ids of a file are "own/NAME"; any other has its stroke become a hyphen. */
const nameOf = (id: string): string => id.replace(/^own\//, '').replaceAll('/', '-');

/** A rule without an example is for the server to refuse. */
const bodyOf = ({ id: _, ...rule }: OwnRule): SavedRule => rule as SavedRule;

function readRules(io: Io, path: string): readonly { readonly name: string; readonly rule: SavedRule }[] | null {
  const own = loadOwnRules(io, path);
  return own === null ? null : own.source.map((rule) => ({ name: nameOf(rule.id), rule: bodyOf(rule) }));
}

/** Saves each rule of the file; what it takes from shipped ones is told. */
export async function addRules(this: Io, flags: RulingFlags, path: string): Promise<void> {
  const rules = readRules(this, path);
  if (rules === null) return;
  await withService(this, flags, async (api) => {
    for (const { name, rule } of rules) {
      const { takes } = await answer(api.PUT('/v1/own-rules/{name}', { params: { path: { name } }, body: rule }));
      this.stdout.write(flags.json === true ? jsonLine({ name, takes }) : line(`own/${name}  saved`));
      if (flags.json !== true)
        for (const { rule: from, example } of takes) this.stderr.write(line(`  takes «${example}» from ${from}`));
    }
    return exitCodes.ok;
  });
}

export async function removeRule(this: Io, flags: RulingFlags, name: string): Promise<void> {
  await withService(this, flags, async (api) => {
    await answer(api.DELETE('/v1/own-rules/{name}', { params: { path: { name: nameOf(name) } } }));
    return exitCodes.ok;
  });
}

export async function listOwn(this: Io, flags: RulingFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const { data } = await answer(api.GET('/v1/own-rules'));
    const written = (rule: (typeof data)[number]): string =>
      line(`${rule.id}  ${rule.reason}  ${rule.at.slice(0, 10)} ${rule.who}`);
    await writeList(this, { what: 'rules of your own', json: flags.json, line: written }, data);
    return exitCodes.ok;
  });
}

/** "30d" or "12h" back from now, or an instant. */
function sinceOf(since: string | undefined): string | undefined {
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(since ?? '') ?? [];
  if (count === undefined) return since;
  return new Date(Date.now() - Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000)).toISOString();
}

const percent = (rate: number | null): string => (rate === null ? '-' : `${(rate * 100).toFixed(2)} %`);

/** Exits with 1 when nothing would change. */
export async function diffRules(this: Io, flags: SinceFlags): Promise<void> {
  const rules = flags.rules === undefined ? [] : readRules(this, flags.rules);
  if (rules === null) return;
  await withService(this, flags, async (api) => {
    const as = rules.map(({ name, rule }) => ({ name, ...rule }));
    const body = { ...given({ since: sinceOf(flags.since) }), rules: as };
    const found = await answer(api.POST('/v1/rules/diff', { body }));
    if (flags.json === true) this.stdout.write(jsonLine(found));
    else this.stdout.write(diffLines(found).map(line).join(''));
    return found.changed > 0 ? exitCodes.ok : exitCodes.no;
  });
}

function diffLines({ read, complete, changed, by_reason, suppressed, released, lists, senders }: Diff): string[] {
  const rates = (kind: string, each: Diff['lists'][number]): string =>
    `${kind} ${each.key}: hard ${percent(each.before.hard.rate)} → ${percent(each.after.hard.rate)}, ` +
    `soft ${percent(each.before.soft.rate)} → ${percent(each.after.soft.rate)}`;
  return [
    `${changed} of ${plural(read, 'event')} would have another verdict${complete ? '' : ' (there is more than could be read)'}`,
    ...by_reason.map(({ from, to, count }) => `  ${count}  ${from} → ${to}`),
    `${plural(suppressed.count, 'address', 'addresses')} would be suppressed, ${released.count} released`,
    ...lists.map((each) => rates('list', each)),
    ...senders.map((each) => rates('sender', each)),
  ];
}

function runLine({ id, state, who, why, started_at, detail }: Run): string {
  const { read, changed, undone, problem } = detail;
  const told = [`${read ?? 0} read`, `${changed ?? 0} changed`, ...(undone === undefined ? [] : [`${undone} undone`])];
  const ended = [why, problem ?? ''].map((text) => (text === '' ? '' : `  ${text}`)).join('');
  return line(`${id}  ${state}  ${started_at.slice(0, 19).replace('T', ' ')}  ${who}  ${told.join(', ')}${ended}`);
}

export async function applyRules(this: Io, flags: SinceFlags): Promise<void> {
  const body = given({ since: sinceOf(flags.since), why: flags.why });
  await begin(this, flags, (api) => answer(api.POST('/v1/rules/apply', { body })));
}

export async function undoRun(this: Io, flags: RulingFlags & { readonly why?: string }, id: string): Promise<void> {
  const body = given({ why: flags.why });
  await begin(this, flags, (api) =>
    answer(api.POST('/v1/reclassifications/{id}/undo', { params: { path: { id } }, body })),
  );
}

async function begin(io: Io, flags: RulingFlags, call: (api: Api) => Promise<Run>): Promise<void> {
  await withService(io, flags, async (api) => {
    const run = await call(api);
    io.stdout.write(flags.json === true ? jsonLine(run) : runLine(run));
    return exitCodes.ok;
  });
}

export async function listRuns(this: Io, flags: RulingFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const runs = pages((query) => answer(api.GET('/v1/reclassifications', { params: { query } })), 100);
    await writeList(this, { what: 'runs over the past', json: flags.json, line: runLine }, runs);
    return exitCodes.ok;
  });
}
