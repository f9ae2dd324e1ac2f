/** `hearback health`, and `ls` and `health` of lists, senders and providers */
import type { WireHealth, WirePart } from '@hearback/server';
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import type { Client } from './client.ts';
import { healthLines, partsTable } from './health-view.ts';
import { pages, type Query, withQuery } from './pages.ts';
import { withService } from './run.ts';
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
}

const windowOf = ({ window, from, to }: WindowFlags): Query => ({ window, from, to });
const byOf = ({ by }: SenderFlags): Query => (by === undefined ? {} : { by: by === 'domain' ? 'sender_domain' : by });

/** Exits with 1 when a limit is breached. */
async function tell(io: Io, client: Client, path: string, flags: SenderFlags) {
  const health = await client.call<WireHealth>(withQuery(path, { ...windowOf(flags), ...byOf(flags) }));
  const paint = painter(wantsColour(io.stdout, io.env));
  io.stdout.write(flags.json === true ? jsonLine(health) : healthLines(health, paint));
  return health.state === 'breached' ? exitCodes.no : exitCodes.ok;
}

export async function healthCommand(this: Io, flags: HealthFlags): Promise<void> {
  const { list, sender, provider } = flags;
  const chosen = Object.entries({ lists: list, senders: sender, providers: provider }).flatMap(([path, name]) =>
    name === undefined ? [] : [`/v1/${path}/${encodeURIComponent(name)}/health`],
  );
  if (chosen.length > 1) {
    this.stderr.write('hearback: choose one of --list, --sender and --provider\n');
    this.exit(exitCodes.usage);
    return;
  }
  await withService(this, flags, (client) => tell(this, client, chosen[0] ?? '/v1/health', flags));
}

export type PartPath = 'lists' | 'senders' | 'providers';

export const partHealth = (path: PartPath) =>
  async function (this: Io, flags: SenderFlags, name: string): Promise<void> {
    await withService(this, flags, (client) =>
      tell(this, client, `/v1/${path}/${encodeURIComponent(name)}/health`, flags),
    );
  };

const usual = 50;

export const listParts = (path: PartPath) =>
  async function (this: Io, flags: PartsFlags): Promise<void> {
    await withService(this, flags, async (client) => {
      const query = { ...windowOf(flags), ...byOf(flags) };
      const rows: WirePart[] = [];
      for await (const row of pages<WirePart>(client, `/v1/${path}`, query, flags.limit ?? usual))
        if (flags.json === true) this.stdout.write(jsonLine(row));
        else rows.push(row);
      if (rows.length > 0) this.stdout.write(partsTable(rows, painter(wantsColour(this.stdout, this.env))));
      else if (flags.json !== true) this.stderr.write('hearback: no mail within this window\n');
      return exitCodes.ok;
    });
  };
