/** `hearback alert ls|ack|resolve|rules|set|silence|silences|unsilence|test` */
import type { Answer } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { sayNone } from './listing.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

interface Json extends TargetFlags {
  readonly json?: boolean;
}

type Alert = Answer<'/v1/alerts'>['data'][number];
type AlertRule = Answer<'/v1/alert-rules'>['data'][number];
type Silence = Answer<'/v1/silences'>['data'][number];

const print = (io: Io, flags: Json, value: object, line: string): void =>
  void io.stdout.write(flags.json === true ? jsonLine(value) : `${printableLine(line)}\n`);
const short = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

export interface ListAlertsFlags extends Json {
  readonly all?: boolean;
  readonly limit?: number;
}

/** Exits with 1 when one is open: for scripts that watch. */
export async function list(this: Io, flags: ListAlertsFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const { all = false, limit = 50 } = flags;
    let open = 0;
    let found = 0;
    for (const query of all ? [{}] : ([{ state: 'open' }, { state: 'acknowledged' }] as const)) {
      const alerts = pages(
        (page) => answer(api.GET('/v1/alerts', { params: { query: { ...query, ...page } } })),
        limit,
      );
      for await (const alert of alerts) {
        found++;
        print(this, flags, alert, alertLine(alert));
        if (alert.state !== 'open') continue;
        open++;
        if (flags.json !== true) this.stdout.write(`${printableLine(`    ${alert.next_step}`)}\n`);
      }
    }
    if (found === 0) sayNone(this, { what: all ? 'alerts' : 'open alerts' });
    return open > 0 ? exitCodes.no : exitCodes.ok;
  });
}

function alertLine({ id, opened_at, severity, state, acknowledged_by: by, rule, sentence }: Alert): string {
  const who = state === 'acknowledged' ? ` by ${by}` : '';
  return `${id}  ${short(opened_at)}  ${severity}  ${state}${who}  ${rule}  ${sentence}`;
}

export const act = (action: 'acknowledge' | 'resolve') =>
  async function (this: Io, flags: Json, id: string): Promise<void> {
    await withService(this, flags, async (api) => {
      const alert = await answer(api.POST(`/v1/alerts/{id}/${action}`, { params: { path: { id } } }));
      print(this, flags, alert, alertLine(alert));
      return exitCodes.ok;
    });
  };

export async function rules(this: Io, flags: Json): Promise<void> {
  await withService(this, flags, async (api) => {
    const { data } = await answer(api.GET('/v1/alert-rules'));
    for (const rule of data) print(this, flags, rule, ruleLine(rule));
    return exitCodes.ok;
  });
}

function ruleLine({ name, enabled, threshold, unit, description }: AlertRule): string {
  const limit = threshold === null ? '' : `${threshold} ${unit}`;
  return `${name.padEnd(21)}  ${enabled ? 'on ' : 'off'}  ${limit.padEnd(17)}  ${description}`;
}

export interface SetRuleFlags extends Json {
  readonly on?: boolean;
  readonly off?: boolean;
  readonly threshold?: number;
  readonly usual?: boolean;
}

export async function setRule(this: Io, flags: SetRuleFlags, name: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const body = {
      ...(flags.on === true ? { enabled: true } : flags.off === true ? { enabled: false } : {}),
      ...(flags.usual === true ? { threshold: null } : given({ threshold: flags.threshold })),
    };
    const rule = await answer(api.PUT('/v1/alert-rules/{name}', { params: { path: { name } }, body }));
    print(this, flags, rule, ruleLine(rule));
    return exitCodes.ok;
  });
}

export interface SilenceFlags extends Json {
  readonly rule?: string;
  readonly key?: string;
  readonly all?: boolean;
  readonly for?: string;
  readonly until?: string;
  readonly why?: string;
}

export async function silence(this: Io, flags: SilenceFlags): Promise<void> {
  if ((flags.all === true) === (flags.rule !== undefined || flags.key !== undefined)) {
    this.stderr.write(
      'hearback: say which, as with --rule or --key, or --all; `hearback alert rules` has their names\n',
    );
    this.exit(exitCodes.usage);
    return;
  }
  await withService(this, flags, async (api) => {
    const { rule, key, all, for: lasts, until, why } = flags;
    const body = given({ rule, key, all, why, until, for: lasts ?? (until === undefined ? '1h' : undefined) });
    const made = await answer(api.POST('/v1/silences', { body }));
    print(this, flags, made, silenceLine(made));
    return exitCodes.ok;
  });
}

export async function silences(this: Io, flags: Json): Promise<void> {
  await withService(this, flags, async (api) => {
    const { data } = await answer(api.GET('/v1/silences'));
    for (const each of data) print(this, flags, each, silenceLine(each));
    if (data.length === 0) sayNone(this, { what: 'silences' });
    return exitCodes.ok;
  });
}

function silenceLine({ id, rule, key, until, by, why }: Silence): string {
  return `${id}  until ${short(until)}  ${rule ?? 'every rule'}${key === null ? '' : ` ${key}`}  by ${by}  ${why}`.trimEnd();
}

export async function unsilence(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    await answer(api.DELETE('/v1/silences/{id}', { params: { path: { id } } }));
    this.stderr.write(`The silence ${printableLine(id)} has ended.\n`);
    return exitCodes.ok;
  });
}

/** Exits with 1 when the channel could not be told. */
export async function test(this: Io, flags: Json, channel: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const params = { path: { name: channel } };
    const tested = await answer(api.POST('/v1/alert-channels/{name}/test', { params }));
    print(this, flags, tested, tested.told ? 'told' : `failed: ${tested.error}`);
    return tested.told ? exitCodes.ok : exitCodes.no;
  });
}
