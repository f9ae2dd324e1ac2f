/** `hearback incidents ls|get|close|release|addresses` */
import type { Answer } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine, wantsColour, written } from '../io.ts';
import { plural } from '../view/count.ts';
import { painter, printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { isNarrowed, writeList } from './listing.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';
import { writeOut } from './write-out.ts';

type Incident = Answer<'/v1/incidents'>['data'][number];

export interface IncidentFlags extends TargetFlags {
  readonly json?: boolean;
}

const of = (id: string) => ({ path: { id } });

export async function listIncidents(
  this: Io,
  flags: IncidentFlags & { readonly state?: Incident['state']; readonly limit?: number },
): Promise<void> {
  await withService(this, flags, async (api) => {
    const paint = painter(wantsColour(this.stdout, this.env));
    const query = given({ state: flags.state });
    const found = pages(
      (page) => answer(api.GET('/v1/incidents', { params: { query: { ...query, ...page } } })),
      flags.limit ?? 100,
    );
    const line = ({ id, state, sentence }: Incident): string =>
      `${id}  ${paint(state === 'open' ? 'bold' : 'dim', state.padEnd(8))} ${printableLine(sentence)}\n`;
    await writeList(this, { what: 'incidents', narrowed: isNarrowed(query), json: flags.json, line }, found);
    return exitCodes.ok;
  });
}

export async function getIncident(this: Io, flags: IncidentFlags, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    write(this, flags, await answer(api.GET('/v1/incidents/{id}', { params: of(id) })));
    return exitCodes.ok;
  });
}

export async function closeIncident(this: Io, flags: IncidentFlags, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    write(this, flags, await answer(api.POST('/v1/incidents/{id}/close', { params: of(id) })));
    return exitCodes.ok;
  });
}

function write(io: Io, flags: IncidentFlags, one: Incident): void {
  if (flags.json === true) {
    io.stdout.write(jsonLine(one));
    return;
  }
  const counts = `${one.held} held, ${one.released} with mail, ${one.suppressed} suppressed for another reason`;
  io.stdout.write(
    `${one.id}  ${one.state}\n${printableLine(one.sentence)}\n${counts}; ${plural(one.messages, 'message')}\n`,
  );
  if (one.template !== null) io.stdout.write(`reply  ${printableLine(one.template)}\n`);
  io.stdout.write(`${printableLine(one.next_step)}\n`);
}

export async function releaseIncident(
  this: Io,
  flags: IncidentFlags & { readonly share?: number; readonly dryRun?: boolean },
  id: string,
): Promise<void> {
  await withService(this, flags, async (api) => {
    const { share = 1, dryRun = false } = flags;
    const body = { share, dry_run: dryRun };
    const report = await answer(api.POST('/v1/incidents/{id}/release', { params: of(id), body }));
    const verb = dryRun ? 'would be released' : 'released';
    this.stdout.write(
      flags.json === true ? jsonLine(report) : `${report.released} ${verb}, ${report.held} stay held\n`,
    );
    return exitCodes.ok;
  });
}

export async function incidentAddresses(
  this: Io,
  flags: IncidentFlags & { readonly csv?: boolean; readonly limit?: number },
  id: string,
): Promise<void> {
  await withService(this, flags, async (api) => {
    if (flags.csv === true) {
      const asCsv = { params: of(id), headers: { Accept: 'text/csv' }, parseAs: 'stream' } as const;
      await writeOut(this, api.GET('/v1/incidents/{id}/addresses', asCsv));
      return exitCodes.ok;
    }
    const rows = pages(
      (query) => answer(api.GET('/v1/incidents/{id}/addresses', { params: { ...of(id), query } })),
      flags.limit,
    );
    for await (const row of rows)
      await written(
        this.stdout,
        flags.json === true
          ? jsonLine(row)
          : `${row.state.padEnd(10)} ${row.last_at.slice(0, 16)}  ${printableLine(row.address)}\n`,
      );
    return exitCodes.ok;
  });
}
