/** `hearback incidents ls|get|close|release|addresses` */
import { exitCodes, type Io, jsonLine, wantsColour } from '../io.ts';
import { painter, printableLine } from '../view/paint.ts';
import type { Client } from './client.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

interface IncidentView {
  readonly id: string;
  readonly state: 'open' | 'closed' | 'released';
  readonly sentence: string;
  readonly next_step: string;
  readonly held: number;
  readonly released: number;
  readonly suppressed: number;
  readonly messages: number;
  readonly template: string | null;
}

export interface IncidentFlags extends TargetFlags {
  readonly json?: boolean;
}

const pathOf = (id: string, rest = ''): string => `/v1/incidents/${encodeURIComponent(id)}${rest}`;

export async function listIncidents(
  this: Io,
  flags: IncidentFlags & { readonly state?: string; readonly limit?: number },
): Promise<void> {
  await withService(this, flags, async (client) => {
    const paint = painter(wantsColour(this.stdout, this.env));
    for await (const one of pages<IncidentView>(client, '/v1/incidents', { state: flags.state }, flags.limit ?? 100))
      this.stdout.write(
        flags.json === true
          ? jsonLine(one)
          : `${one.id}  ${paint(one.state === 'open' ? 'bold' : 'dim', one.state.padEnd(8))} ${printableLine(one.sentence)}\n`,
      );
    return exitCodes.ok;
  });
}

export async function getIncident(this: Io, flags: IncidentFlags, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    write(this, flags, await client.call<IncidentView>(pathOf(id)));
    return exitCodes.ok;
  });
}

export async function closeIncident(this: Io, flags: IncidentFlags, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    write(this, flags, await client.call<IncidentView>(pathOf(id, '/close'), { method: 'POST', body: {} }));
    return exitCodes.ok;
  });
}

function write(io: Io, flags: IncidentFlags, one: IncidentView): void {
  if (flags.json === true) {
    io.stdout.write(jsonLine(one));
    return;
  }
  const counts = `${one.held} held, ${one.released} with mail, ${one.suppressed} suppressed for another reason`;
  io.stdout.write(`${one.id}  ${one.state}\n${printableLine(one.sentence)}\n${counts}; ${one.messages} messages\n`);
  if (one.template !== null) io.stdout.write(`reply  ${printableLine(one.template)}\n`);
  io.stdout.write(`${printableLine(one.next_step)}\n`);
}

interface Report {
  readonly addresses: number;
  readonly released: number;
  readonly held: number;
}

export async function releaseIncident(
  this: Io,
  flags: IncidentFlags & { readonly share?: number; readonly dryRun?: boolean },
  id: string,
): Promise<void> {
  await withService(this, flags, async (client: Client) => {
    const { share = 1, dryRun = false } = flags;
    const body = { share, dry_run: dryRun };
    const report = await client.call<Report>(pathOf(id, '/release'), { method: 'POST', body });
    const verb = dryRun ? 'would be released' : 'released';
    this.stdout.write(
      flags.json === true ? jsonLine(report) : `${report.released} ${verb}, ${report.held} stay held\n`,
    );
    return exitCodes.ok;
  });
}

interface AddressView {
  readonly address: string;
  readonly state: string;
  readonly messages: number;
  readonly last_at: string;
}

export async function incidentAddresses(
  this: Io,
  flags: IncidentFlags & { readonly csv?: boolean; readonly limit?: number },
  id: string,
): Promise<void> {
  await withService(this, flags, async (client) => {
    const path = pathOf(id, '/addresses');
    if (flags.csv === true) {
      for await (const chunk of await client.open(path, { headers: { Accept: 'text/csv' } })) this.stdout.write(chunk);
      return exitCodes.ok;
    }
    for await (const row of pages<AddressView>(client, path, {}, flags.limit))
      this.stdout.write(
        flags.json === true
          ? jsonLine(row)
          : `${row.state.padEnd(10)} ${row.last_at.slice(0, 16)}  ${printableLine(row.address)}\n`,
      );
    return exitCodes.ok;
  });
}
