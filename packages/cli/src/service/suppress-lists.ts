/** `hearback suppress import|export`: a whole list at a time. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Answer } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine, type Output } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { type Api, answer, octets } from './api.ts';
import { given } from './given.ts';
import { withService } from './run.ts';
import { type AddFlags, saidOf } from './suppress.ts';
import type { TargetFlags } from './target.ts';
import { writeOut } from './write-out.ts';

export interface ImportFlags extends AddFlags {
  readonly dryRun?: boolean;
}
export interface ExportFlags extends TargetFlags {
  readonly format?: 'csv' | 'jsonl';
  readonly hashed?: boolean;
}

type Job = Answer<'/v1/jobs/{id}'>;

/** Seconds that the service may keep us waiting for news. */
const patience = 10;

/** CSV or JSON lines; the service reads it behind the request, and this waits until it has. */
export async function importAll(this: Io, flags: ImportFlags, path: string): Promise<void> {
  if (path !== '-' && !(await isFile(path))) {
    this.stderr.write(`hearback: ${printableLine(path)} cannot be read\n`);
    this.exit(exitCodes.noInput);
    return;
  }
  await withService(this, flags, async (api) => {
    const query = { ...saidOf(flags), ...given({ dry_run: flags.dryRun }) };
    const type = /\.(jsonl|ndjson)$/i.test(path) ? 'application/jsonl' : 'text/csv';
    const body = path === '-' ? Readable.from(this.stdin) : createReadStream(path);
    const begun = await answer(api.POST('/v1/suppressions/imports', { params: { query }, ...octets(type, body) }));
    const { state, detail } = await ended(api, begun, barOn(this.stderr));
    const { lines: _, errors = [], problem, octets: __, read_octets: ___, ...counts } = detail;
    const { known = 0, released = 0, invalid = 0 } = counts;
    for (const { line, why } of errors) this.stderr.write(`hearback: line ${line} ${printableLine(why)}\n`);
    if (invalid > errors.length) this.stderr.write(`hearback: ... and ${invalid - errors.length} more lines\n`);
    if (problem !== undefined) this.stderr.write(`hearback: ${printableLine(problem)}\n`);
    const verb = flags.dryRun === true ? 'would be added' : 'added';
    const passed = released === 0 ? '' : `, ${released} released`;
    this.stdout.write(
      flags.json === true
        ? jsonLine({ id: begun.id, state, ...counts })
        : `${counts.new ?? 0} ${verb}, ${known} suppressed already${passed}, ${invalid} wrong\n`,
    );
    if (state === 'failed') return exitCodes.tryAgain;
    return invalid > 0 ? exitCodes.badData : exitCodes.ok;
  });
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

async function ended(api: Api, begun: Job, bar: (job: Job) => void): Promise<Job> {
  let job = begun;
  while (job.state === 'running') {
    job = await answer(api.GET('/v1/jobs/{id}', { params: { path: { id: begun.id }, query: { wait: patience } } }));
    bar(job);
  }
  return job;
}

const width = 30;

/** Where somebody looks; gone when the job is. */
export function barOn(stderr: Output): (job: Pick<Job, 'state' | 'detail'>) => void {
  if (stderr.isTTY !== true) return () => {};
  return ({ state, detail: { octets = 0, read_octets: read = 0, lines = 0 } }) => {
    if (state !== 'running') {
      stderr.write('\r\u001b[K');
      return;
    }
    const share = octets === 0 ? 1 : Math.min(1, read / octets);
    const full = Math.round(share * width);
    const percent = `${Math.floor(share * 100)}`.padStart(3);
    stderr.write(`\r\u001b[K${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent} %  ${lines} lines`);
  };
}

/** All entries as they are read; CSV with a heading, or JSON lines. `hashed`: no address leaves. */
export async function exportAll(this: Io, { format = 'csv', hashed, ...flags }: ExportFlags): Promise<void> {
  await withService(this, flags, async (api) => {
    const params = { query: { format, ...given({ hashed }) } };
    await writeOut(this, api.GET('/v1/suppressions/export', { params, parseAs: 'stream' }));
    return exitCodes.ok;
  });
}
