/** `hearback queue shape|ls|lanes|pause|resume|retry|…` */
import type { Answer } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { plural } from '../view/count.ts';
import { painter, printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { isNarrowed, sayNone, writeList } from './listing.ts';
import { pages } from './pages.ts';
import { shapeTable } from './queue-table.ts';
import { withService } from './run.ts';
import type { Brake } from './shapes.ts';
import type { TargetFlags } from './target.ts';

interface Json extends TargetFlags {
  readonly json?: boolean;
}

export async function shape(this: Io, flags: Json & { readonly top?: number }): Promise<void> {
  await withService(this, flags, async (api) => {
    const found = await answer(api.GET('/v1/queue', { params: { query: { top: flags.top ?? 20 } } }));
    const paint = painter(wantsColour(this.stdout, this.env));
    if (flags.json === true) this.stdout.write(jsonLine(found));
    else this.stdout.write(shapeTable(found, paint, this.stdout.columns ?? 120));
    return exitCodes.ok;
  });
}

export interface SelectionFlags extends Json {
  readonly message?: string;
  readonly recipient?: string;
  readonly domain?: string;
  readonly lane?: string;
  readonly stream?: string;
  readonly campaign?: string;
  readonly sender?: string;
  readonly olderThan?: string;
  readonly youngerThan?: string;
  readonly all?: boolean;
}

const selectionOf = (flags: SelectionFlags) => {
  const { message: message_id, recipient, domain, lane, stream, campaign, sender } = flags;
  const { olderThan: older_than, youngerThan: younger_than } = flags;
  return given({ message_id, recipient, domain, lane, stream, campaign, sender, older_than, younger_than });
};

export async function list(this: Io, flags: SelectionFlags & { readonly limit?: number }): Promise<void> {
  await withService(this, flags, async (api) => {
    const query = selectionOf(flags);
    const entries = pages(
      (page) => answer(api.GET('/v1/queue/entries', { params: { query: { ...query, ...page } } })),
      flags.limit,
    );
    const listing = { what: 'entries in the queue', narrowed: isNarrowed(query), json: flags.json };
    await writeList(this, { ...listing, line: (entry) => `${entryLine(entry)}\n` }, entries);
    return exitCodes.ok;
  });
}

type Entry = Answer<'/v1/queue/entries'>['data'][number];

function entryLine({ message_id, recipient, state, attempts, next_attempt_at, history, held_why }: Entry): string {
  const when = state === 'held' ? 'held'.padEnd(20) : next_attempt_at.slice(0, 19).replace('T', ' ').padEnd(20);
  const why = held_why ?? history.at(-1)?.text ?? '';
  return printableLine(`${message_id}  ${when} ${String(attempts).padStart(2)}  ${recipient}  ${why}`.trimEnd());
}

export async function lanes(this: Io, flags: Json): Promise<void> {
  await withService(this, flags, async (api) => {
    const found = await answer(api.GET('/v1/queue/lanes'));
    if (flags.json === true) {
      this.stdout.write(jsonLine(found));
      return exitCodes.ok;
    }
    if (found.lanes.length + found.brakes.length === 0) {
      sayNone(this, { what: 'lanes', hint: 'nothing waits, and none is held back' });
      return exitCodes.ok;
    }
    const rows = found.lanes.map(({ lane, ready, sending, connections, rate, state, last_failure }) =>
      [
        String(ready).padStart(7),
        String(sending).padStart(7),
        String(connections).padStart(6),
        rate.toFixed(1).padStart(7),
        ` ${lane}`,
        state === null ? '' : brakeWords(state),
        state?.why.includes(last_failure ?? '') ? '' : (last_failure ?? ''),
      ].join(' '),
    );
    this.stdout.write(
      `  ready sending conns   msg/s  lane\n${rows.map((row) => `${printableLine(row.trimEnd().replaceAll(/\r?\n/g, ' '))}\n`).join('')}`,
    );
    const known = new Set(found.lanes.map(({ lane }) => lane));
    for (const state of found.brakes.filter(({ lane }) => !known.has(lane)))
      this.stdout.write(`${printableLine(`${' '.repeat(32)}${state.lane} ${brakeWords(state)}`)}\n`);
    return exitCodes.ok;
  });
}

function brakeWords({ suspended_since, suspended_until, rate_factor, why, by }: Brake): string {
  const until = suspended_until === null ? 'until resumed' : `until ${suspended_until.slice(11, 16)}`;
  if (suspended_since !== null) return `suspended ${until}: ${why} (${by})`;
  return rate_factor === null ? '' : `at ${Math.round(rate_factor * 100)} %: ${why} (${by})`;
}

interface Changed {
  readonly changed: number;
  readonly being_sent?: number | undefined;
}

const told = (io: Io, flags: Json, done: Changed, words: (changed: Changed) => string): void => {
  io.stdout.write(flags.json === true ? jsonLine({ ...done }) : `${words(done)}\n`);
};

export async function pause(
  this: Io,
  flags: Json & { readonly for?: string; readonly why?: string },
  lane: string,
): Promise<void> {
  await withService(this, flags, async (api) => {
    const body = { lane, ...given({ for: flags.for, why: flags.why }) };
    told(this, flags, await answer(api.POST('/v1/queue/pause', { body })), () => `${lane} is paused`);
    return exitCodes.ok;
  });
}

export async function resume(this: Io, flags: Json, lane: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const resumed = await answer(api.POST('/v1/queue/resume', { body: { lane } }));
    told(this, flags, resumed, ({ changed }) => `${lane} ${changed === 0 ? 'was not held back' : 'goes again'}`);
    return exitCodes.ok;
  });
}

export type Action = 'retry' | 'hold' | 'release' | 'cancel' | 'expire';
/** Due is not the same as tried: the lane may be paused. */
const done: Readonly<Record<Action, string>> = {
  retry: 'due now',
  hold: 'held',
  release: 'released',
  cancel: 'cancelled',
  expire: 'given up',
};
export const actionWords = (action: Action, { changed, being_sent: sent = 0 }: Changed): string =>
  `${plural(changed, 'recipient')} ${done[action]}${sent === 0 ? '' : `; ${sent} on the way could not be stopped`}`;

/** What waits and fits the selection; everything only when that was said. */
export const actOnQueue = (action: Action) =>
  async function (this: Io, flags: SelectionFlags): Promise<void> {
    if (flags.all !== true && Object.keys(selectionOf(flags)).length === 0) {
      this.stderr.write(
        `hearback: say which, as with --domain or --lane, or --all; \`hearback queue ls\` shows what waits\n`,
      );
      this.exit(exitCodes.usage);
      return;
    }
    await withService(this, flags, async (api) => {
      const body = { ...selectionOf(flags), ...(flags.all === true ? { all: true as const } : {}) };
      told(this, flags, await answer(api.POST(`/v1/queue/${action}`, { body })), (acted) => actionWords(action, acted));
      return exitCodes.ok;
    });
  };
