/**
 * `hearback report PATH…`: mail logs and bounce mails in, one health report out, in constant memory.
 */
import { writeFile } from 'node:fs/promises';
import { explain } from '@hearback/bounce';
import { reportFailure } from '../commands/failure.ts';
import { type ExitCode, exitCodes, type Io, wantsColour } from '../io.ts';
import { Collection, type Planned, plan, type Window } from './collect.ts';
import type { Health } from './health.ts';
import { progress } from './progress.ts';
import { type Source, sourcesAt } from './source.ts';
import { summarise } from './summarise.ts';

type Format = 'text' | 'html' | 'json';

export interface ReportOptions {
  /** By default what `output` ends in, else text. */
  readonly format?: Format | undefined;
  readonly problemsFirst?: boolean | undefined;
  /** A file to write instead of standard output. */
  readonly output?: string | undefined;
  /** A time (RFC 3339, or a date) or an age ("7d", "24h", "30m"). */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

type ReportIo = Pick<Io, 'stdout' | 'stderr' | 'stdin' | 'env'>;

/** Answers the exit code: 0; 64 for options, 65 when no file was one we know, 66 when a path cannot be read, 74 when the report cannot be written. */
export async function report(
  paths: readonly string[],
  options: ReportOptions,
  io: ReportIo,
  now = Date.now(),
): Promise<ExitCode> {
  const window = windowOf(options, now);
  if (window === null) {
    io.stderr.write('hearback: --since and --until take a time such as 2026-11-24, 2026-11-24T09:00Z, 7d or 24h\n');
    return exitCodes.usage;
  }
  if (window.since >= window.until) {
    io.stderr.write('hearback: --until is not after --since, so nothing can lie between them\n');
    return exitCodes.usage;
  }
  const { planned, failure } = await planAll(paths, io, now);
  const collection = new Collection(explain, window);
  const failed = await readAll(planned, collection, io);
  if (collection.files.length === 0) {
    if (failure === exitCodes.ok) io.stderr.write('hearback: nothing to report on\n');
    return failure === exitCodes.ok ? exitCodes.badData : failure;
  }
  const written = await write(summarise(collection, now), options, io);
  return written !== exitCodes.ok ? written : failure !== exitCodes.ok ? failure : failed;
}

async function planAll(
  paths: readonly string[],
  io: ReportIo,
  now: number,
): Promise<{ planned: readonly Planned[]; failure: ExitCode }> {
  const planned: Planned[] = [];
  let failure: ExitCode = exitCodes.ok;
  const failed = (path: string, error: unknown): void => {
    failure = reportFailure(io as Io, path, error);
  };
  const planOne = async (source: Source): Promise<void> => {
    const next = await plan(source);
    if (next !== null && next !== 'empty') planned.push(next);
    // Rotation leaves empty logs behind; there is nothing wrong with them.
    else if (next === 'empty') io.stderr.write(`hearback: ${source.name}: empty\n`);
    else {
      io.stderr.write(`hearback: ${source.name}: neither a mail log nor mail that we know, left out\n`);
      if (failure === exitCodes.ok) failure = exitCodes.badData;
    }
  };
  for (const path of paths)
    for await (const source of sourcesAt(path, io.stdin, now, failed))
      await planOne(source).catch((error: unknown) => failed(source.name, error));
  // Rotated logs come newest first from the shell; senders and deferrals are said in the older one.
  return { planned: planned.sort((a, b) => a.source.writtenBy - b.source.writtenBy), failure };
}

async function readAll(planned: readonly Planned[], collection: Collection, io: ReportIo): Promise<ExitCode> {
  const bar = progress(
    io.stderr,
    planned.reduce((sum, { source }) => sum + source.size, 0),
  );
  let failure: ExitCode = exitCodes.ok;
  for (const next of planned) {
    try {
      await collection.read(next, bar.seen);
    } catch (error) {
      bar.done();
      failure = reportFailure(io as Io, next.source.name, error);
    }
  }
  bar.done();
  return failure;
}

async function write(
  health: Health,
  { format, output, problemsFirst }: ReportOptions,
  io: ReportIo,
): Promise<ExitCode> {
  const kind = format ?? (output === undefined ? 'text' : formatOf(output));
  const terminal = output === undefined ? io.stdout : null;
  const text = await render(health, kind, {
    colour: terminal !== null && wantsColour(terminal, io.env),
    // Some pseudo terminals say 0.
    width: terminal?.columns || undefined,
    problemsFirst: problemsFirst === true,
  });
  if (output === undefined || output === '-') {
    io.stdout.write(text);
    return exitCodes.ok;
  }
  try {
    await writeFile(output, text);
    return exitCodes.ok;
  } catch (error) {
    reportFailure(io as Io, output, error);
    return exitCodes.io;
  }
}

/** What writes a format is loaded when it is asked for. */
async function render(
  health: Health,
  format: Format,
  { colour, ...options }: { colour: boolean; width: number | undefined; problemsFirst: boolean },
): Promise<string> {
  if (format === 'json') return `${JSON.stringify(health, null, 2)}\n`;
  if (format === 'html') return (await import('./html/page.ts')).htmlReport(health);
  const [{ textReport }, { painter }] = await Promise.all([import('./text/text.ts'), import('../view/paint.ts')]);
  return textReport(health, { paint: painter(colour), ...options });
}

const formatOf = (output: string): Format =>
  /\.html?$/i.test(output) ? 'html' : /\.json$/i.test(output) ? 'json' : 'text';

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

function windowOf({ since, until }: ReportOptions, now: number): Window | null {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : timeOf(since, now);
  const to = until === undefined ? Number.POSITIVE_INFINITY : timeOf(until, now);
  return from === null || to === null ? null : { since: from, until: to };
}

function timeOf(text: string, now: number): number | null {
  const age = /^(\d{1,6})([mhdw])$/.exec(text);
  if (age !== null) return now - Number(age[1]) * (units[age[2] ?? ''] ?? 0);
  // A bare date is a day of local time, as the logs' are.
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);
  return Number.isNaN(time) ? null : time;
}
