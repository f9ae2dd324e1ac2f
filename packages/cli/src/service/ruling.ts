/** `hearback rules add|rm|own|diff|apply|runs|undo`, `bounces reclassify|undo`, `audit ls`, `address erase`: words about verdicts after the fact. */
import type { WireEvent } from '@hearback/server';
import { loadOwnRules, type OwnRule } from '../commands/own-rules.ts';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import type { Client } from './client.ts';
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
export interface ReclassifyFlags extends RulingFlags {
  readonly reason?: string;
  readonly why?: string;
}

interface Run {
  readonly id: string;
  readonly state: string;
  readonly who: string;
  readonly why: string;
  readonly started_at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const line = (text: string): string => `${printableLine(text)}\n`;

/** Ids of a file are "own/NAME"; any other has its stroke become a hyphen. */
const nameOf = (id: string): string => id.replace(/^own\//, '').replaceAll('/', '-');

const bodyOf = ({ id: _, ...rule }: OwnRule): object => rule;

function readRules(io: Io, path: string): readonly { readonly name: string; readonly rule: object }[] | null {
  const own = loadOwnRules(io, path);
  return own === null ? null : own.source.map((rule) => ({ name: nameOf(rule.id), rule: bodyOf(rule) }));
}

/** Saves each rule of the file; what it takes from shipped ones is told. */
export async function addRules(this: Io, flags: RulingFlags, path: string): Promise<void> {
  const rules = readRules(this, path);
  if (rules === null) return;
  await withService(this, flags, async (client) => {
    for (const { name, rule } of rules) {
      const { takes } = await client.call<{
        readonly takes: readonly { readonly rule: string; readonly example: string }[];
      }>(`/v1/own-rules/${encodeURIComponent(name)}`, { method: 'PUT', body: rule });
      this.stdout.write(flags.json === true ? jsonLine({ name, takes }) : line(`own/${name}  saved`));
      if (flags.json !== true)
        for (const { rule: from, example } of takes) this.stderr.write(line(`  takes «${example}» from ${from}`));
    }
    return exitCodes.ok;
  });
}

export async function removeRule(this: Io, flags: RulingFlags, name: string): Promise<void> {
  await withService(this, flags, async (client) => {
    await client.call(`/v1/own-rules/${encodeURIComponent(nameOf(name))}`, { method: 'DELETE' });
    return exitCodes.ok;
  });
}

interface SavedRule {
  readonly id: string;
  readonly reason: string;
  readonly who: string;
  readonly at: string;
}

export async function listOwn(this: Io, flags: RulingFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    const { data } = await client.call<{ readonly data: readonly SavedRule[] }>('/v1/own-rules');
    for (const rule of data)
      this.stdout.write(
        flags.json === true ? jsonLine(rule) : line(`${rule.id}  ${rule.reason}  ${rule.at.slice(0, 10)} ${rule.who}`),
      );
    return exitCodes.ok;
  });
}

/** "30d" or "12h" back from now, or an instant. */
function sinceOf(since: string | undefined): string | undefined {
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(since ?? '') ?? [];
  if (count === undefined) return since;
  return new Date(Date.now() - Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000)).toISOString();
}

interface DiffView {
  readonly read: number;
  readonly complete: boolean;
  readonly changed: number;
  readonly by_reason: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  readonly suppressed: { readonly count: number };
  readonly released: { readonly count: number };
  readonly lists: readonly RatesView[];
  readonly senders: readonly RatesView[];
}
interface RatesView {
  readonly key: string;
  readonly before: Side;
  readonly after: Side;
}
interface Side {
  readonly hard: { readonly rate: number | null };
  readonly soft: { readonly rate: number | null };
}

const percent = (rate: number | null): string => (rate === null ? '-' : `${(rate * 100).toFixed(2)} %`);

/** Exits with 1 when nothing would change. */
export async function diffRules(this: Io, flags: SinceFlags): Promise<void> {
  const rules = flags.rules === undefined ? [] : readRules(this, flags.rules);
  if (rules === null) return;
  await withService(this, flags, async (client) => {
    const found = await client.call<DiffView>('/v1/rules/diff', {
      method: 'POST',
      body: { since: sinceOf(flags.since), rules: rules.map(({ name, rule }) => ({ name, ...rule })) },
    });
    if (flags.json === true) this.stdout.write(jsonLine(found));
    else this.stdout.write(diffLines(found).map(line).join(''));
    return found.changed > 0 ? exitCodes.ok : exitCodes.no;
  });
}

function diffLines({ read, complete, changed, by_reason, suppressed, released, lists, senders }: DiffView): string[] {
  const rates = (kind: string, each: RatesView): string =>
    `${kind} ${each.key}: hard ${percent(each.before.hard.rate)} → ${percent(each.after.hard.rate)}, ` +
    `soft ${percent(each.before.soft.rate)} → ${percent(each.after.soft.rate)}`;
  return [
    `${changed} of ${read} events would have another verdict${complete ? '' : ' (there is more than could be read)'}`,
    ...by_reason.map(({ from, to, count }) => `  ${count}  ${from} → ${to}`),
    `${suppressed.count} addresses would be suppressed, ${released.count} released`,
    ...lists.map((each) => rates('list', each)),
    ...senders.map((each) => rates('sender', each)),
  ];
}

const runLine = ({ id, state, who, why, started_at, detail }: Run): string =>
  line(`${id}  ${state}  ${started_at.slice(0, 19)}  ${who}  ${why}  ${JSON.stringify(detail)}`);

export async function applyRules(this: Io, flags: SinceFlags): Promise<void> {
  await begin(this, flags, (client) =>
    client.call<Run>('/v1/rules/apply', { method: 'POST', body: { since: sinceOf(flags.since), why: flags.why } }),
  );
}

export async function undoRun(this: Io, flags: ReclassifyFlags, id: string): Promise<void> {
  await begin(this, flags, (client) =>
    client.call<Run>(`/v1/reclassifications/${encodeURIComponent(id)}/undo`, {
      method: 'POST',
      body: { why: flags.why },
    }),
  );
}

async function begin(io: Io, flags: RulingFlags, call: (client: Client) => Promise<Run>): Promise<void> {
  await withService(io, flags, async (client) => {
    const run = await call(client);
    io.stdout.write(flags.json === true ? jsonLine(run) : runLine(run));
    return exitCodes.ok;
  });
}

export async function listRuns(this: Io, flags: RulingFlags): Promise<void> {
  await withService(this, flags, async (client) => {
    for await (const run of pages<Run>(client, '/v1/reclassifications', {}, 100))
      this.stdout.write(flags.json === true ? jsonLine(run) : runLine(run));
    return exitCodes.ok;
  });
}

interface Corrected {
  readonly event: WireEvent;
  readonly correction: WireEvent | null;
}

async function correct(io: Io, flags: RulingFlags, path: string, body: object): Promise<void> {
  await withService(io, flags, async (client) => {
    const told = await client.call<Corrected>(path, { method: 'POST', body });
    const { event } = told;
    io.stdout.write(
      flags.json === true ? jsonLine(told) : line(`${event.id}  ${event.verdict?.reason ?? 'no verdict'}`),
    );
    return exitCodes.ok;
  });
}

export async function reclassify(this: Io, flags: ReclassifyFlags, id: string): Promise<void> {
  const { reason, why } = flags;
  if (reason === undefined || why === undefined) {
    this.stderr.write('hearback: give --reason, what it was, and --why\n');
    this.exit(exitCodes.usage);
    return;
  }
  await correct(this, flags, `/v1/bounces/${encodeURIComponent(id)}/reclassify`, { reason, why });
}

export async function undoBounce(this: Io, flags: ReclassifyFlags, id: string): Promise<void> {
  await correct(this, flags, `/v1/bounces/${encodeURIComponent(id)}/undo`, { why: flags.why });
}

export async function listAudit(
  this: Io,
  flags: RulingFlags & { readonly who?: string; readonly what?: string; readonly limit?: number },
): Promise<void> {
  await withService(this, flags, async (client) => {
    const { who, what, limit = 100 } = flags;
    for await (const entry of pages<Readonly<Record<'at' | 'who' | 'what' | 'subject', string>>>(
      client,
      '/v1/audit',
      { who, what },
      limit,
    ))
      this.stdout.write(
        flags.json === true
          ? jsonLine(entry)
          : line(`${entry.at.slice(0, 19)}  ${entry.who}  ${entry.what}  ${entry.subject}`),
      );
    return exitCodes.ok;
  });
}

export async function eraseAddress(this: Io, flags: RulingFlags, address: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const told = await client.call<{
      readonly cancelled: number;
      readonly being_sent: number;
      readonly events: number;
      readonly kept_unmailed: boolean;
    }>(`/v1/addresses/${encodeURIComponent(address)}`, { method: 'DELETE' });
    const { cancelled, being_sent: sending, events, kept_unmailed: unmailed } = told;
    if (flags.json === true) this.stdout.write(jsonLine(told));
    else
      this.stdout.write(
        line(`Erased: ${events} events, ${cancelled} waiting messages.${unmailed ? ' It stays unmailed.' : ''}`),
      );
    if (sending > 0)
      this.stderr.write('hearback: a message is being sent to it right now; erase it again afterwards\n');
    return sending > 0 ? exitCodes.tryAgain : exitCodes.ok;
  });
}
