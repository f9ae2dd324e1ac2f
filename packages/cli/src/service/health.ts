/** `hearback health`, and `ls` and `health` of lists, senders and providers */
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import { type Api, answer } from './api.ts';
import { given } from './given.ts';
import { healthLines, partsTable } from './health-view.ts';
import { sayNone } from './listing.ts';
import { type PageQuery, pages } from './pages.ts';
import { withService } from './run.ts';
import type { Health, Part } from './shapes.ts';
import type { TargetFlags } from './target.ts';

export interface WindowFlags extends TargetFlags {
  readonly json?: boolean;
  readonly window?: '1h' | '24h' | '7d' | '30d' | '90d';
  readonly from?: string;
  readonly to?: string;
}

export interface SenderFlags extends WindowFlags {
  readonly by?: 'domain' | 'ip' | 'stream';
}

export interface HealthFlags extends WindowFlags {
  readonly list?: string;
  readonly sender?: string;
  readonly provider?: string;
}

export interface PartsFlags extends SenderFlags {
  readonly limit?: number;
  readonly name?: string;
}

const windowOf = ({ window, from, to }: WindowFlags) => given({ window, from, to });
const byOf = ({ by }: SenderFlags) =>
  by === undefined ? {} : ({ by: by === 'domain' ? 'sender_domain' : by } as const);

export type PartPath = 'lists' | 'senders' | 'providers';

function askPart(api: Api, path: PartPath, name: string, flags: SenderFlags): Promise<Health> {
  const query = { ...windowOf(flags), ...(path === 'senders' ? byOf(flags) : {}) };
  return answer(api.GET(`/v1/${path}/{name}/health`, { params: { path: { name }, query } }));
}

function askParts(api: Api, path: PartPath, flags: PartsFlags, page: PageQuery) {
  const query = {
    ...windowOf(flags),
    ...(path === 'senders' ? byOf(flags) : {}),
    ...given({ name: flags.name }),
    ...page,
  };
  return answer(api.GET(`/v1/${path}`, { params: { query } }));
}

/** Exits with 1 when a limit is breached. */
async function tell(io: Io, flags: SenderFlags, ask: (api: Api) => Promise<Health>): Promise<void> {
  await withService(io, flags, async (api) => {
    const health = await ask(api);
    const paint = painter(wantsColour(io.stdout, io.env));
    io.stdout.write(flags.json === true ? jsonLine(health) : healthLines(health, paint));
    return health.state === 'breached' ? exitCodes.no : exitCodes.ok;
  });
}

export async function healthCommand(this: Io, flags: HealthFlags): Promise<void> {
  const { list: lists, sender: senders, provider: providers } = flags;
  const [chosen, more] = Object.entries(given({ lists, senders, providers })) as [PartPath, string][];
  if (more !== undefined) {
    this.stderr.write('hearback: choose one of --list, --sender and --provider\n');
    this.exit(exitCodes.usage);
    return;
  }
  await tell(this, flags, (api) =>
    chosen === undefined
      ? answer(api.GET('/v1/health', { params: { query: windowOf(flags) } }))
      : askPart(api, ...chosen, flags),
  );
}

export const partHealth = (path: PartPath) =>
  async function (this: Io, flags: SenderFlags, name: string): Promise<void> {
    await tell(this, flags, (api) => askPart(api, path, name, flags));
  };

const usual = 50;

export const listParts = (path: PartPath) =>
  async function (this: Io, flags: PartsFlags): Promise<void> {
    await withService(this, flags, async (api) => {
      const rows: Part[] = [];
      for await (const row of pages((page) => askParts(api, path, flags, page), flags.limit ?? usual))
        if (flags.json === true) this.stdout.write(jsonLine(row));
        else rows.push(row);
      if (rows.length > 0) this.stdout.write(partsTable(rows, painter(wantsColour(this.stdout, this.env))));
      else if (flags.json !== true)
        sayNone(this, {
          what: `${flags.name === undefined ? 'mail' : path} within this window`,
          narrowed: flags.name !== undefined,
        });
      return exitCodes.ok;
    });
  };
