/**
 * `hearback ingest`: hands mails that report something to the service, from files, folders, mboxes, or one from a pipe as in
 * a .forward file. The exit code is for the mail server that runs it: 0 it is kept, 65 it never will be, 75 try again.
 */
import type { operations } from '@hearback/server/api';
import { reportFailure } from '../commands/failure.ts';
import { mailsIn } from '../input/mails.ts';
import { Unreadable } from '../input/unreadable.ts';
import { type ExitCode, exitCodes, type Io, jsonLine } from '../io.ts';
import { printable, printableLine } from '../view/paint.ts';
import { type Api, answer, createApi, octets } from './api.ts';
import { given } from './given.ts';
import { ApiProblem, Unreachable } from './problem.ts';
import { TargetError, type TargetFlags, targetOf } from './target.ts';

export interface IngestFlags extends TargetFlags {
  readonly json?: boolean;
  readonly source?: string;
  readonly recipient?: string;
}

export async function ingestCommand(this: Io, flags: IngestFlags, ...paths: string[]): Promise<void> {
  try {
    this.exit(await ingestAll(this, createApi(await targetOf(this, flags)), flags, paths));
  } catch (error) {
    // A wrong configuration is mended one day: until then whoever pipes mail to us keeps it.
    if (!(error instanceof TargetError)) throw error;
    for (const line of error.lines) this.stderr.write(`hearback: ${printable(line)}\n`);
    this.exit(exitCodes.tryAgain);
  }
}

async function ingestAll(io: Io, api: Api, flags: IngestFlags, paths: readonly string[]): Promise<ExitCode> {
  let worst = exitCodes.ok as ExitCode;
  let mails = 0;
  const note = (code: ExitCode): void => {
    // To try again goes before bad data: the good ones must not be lost with the bad.
    if (worst !== exitCodes.tryAgain && code !== exitCodes.ok) worst = code;
  };
  const unreadable = (path: string, error: unknown): void => {
    // A name that somebody wrote, and no mail server waits for what becomes of it.
    if (path !== '-' && !(error instanceof Unreadable)) note(reportFailure(io, printableLine(path), error));
    else {
      const why = error instanceof Error ? error.message : String(error);
      io.stderr.write(`hearback: ${printableLine(`${path}: ${why}`)}\n`);
      // What cannot be understood now cannot be the next time.
      note(error instanceof Unreadable ? exitCodes.badData : exitCodes.tryAgain);
    }
  };
  for (const path of paths.length === 0 ? ['-'] : paths)
    for await (const { file, bytes } of mailsIn(path, io.stdin, unreadable)) {
      if (bytes.length === 0) continue;
      mails++;
      note(await ingestOne(io, api, flags, file, bytes));
      // Nobody answers, or has no room: the next one would fare no better.
      if (worst === exitCodes.tryAgain) return worst;
    }
  if (mails === 0 && worst === exitCodes.ok) {
    io.stderr.write('hearback: no mail there\n');
    return exitCodes.badData;
  }
  return worst;
}

async function ingestOne(io: Io, api: Api, flags: IngestFlags, file: string, bytes: Uint8Array): Promise<ExitCode> {
  const { source = file === '-' ? 'pipe' : 'file', json } = flags;
  const recipient = flags.recipient ?? (file === '-' ? envelopeRecipient(io.env) : undefined);
  try {
    const taken = await answer(
      api.POST('/v1/ingest', {
        params: { query: { source, ...given({ recipient }) } },
        ...octets('message/rfc822', bytes),
      }),
    );
    if (json === true) io.stdout.write(jsonLine({ file, ...taken }));
    else if (file !== '-') io.stdout.write(`${printableLine(file)}: ${inWords(taken)}\n`);
    return exitCodes.ok;
  } catch (error) {
    if (!(error instanceof ApiProblem || error instanceof Unreachable)) throw error;
    io.stderr.write(`hearback: ${printableLine(`${file}: ${error.message}`)}\n`);
    // A wrong or missing key is not the mail's fault.
    return error instanceof ApiProblem && [400, 413, 415, 422].includes(error.status)
      ? exitCodes.badData
      : exitCodes.tryAgain;
  }
}

/** What Postfix and qmail tell the programs that they run; a name without a domain is no return path. */
function envelopeRecipient(env: Io['env']): string | undefined {
  return [env['ORIGINAL_RECIPIENT'], env['RECIPIENT']].find((name) => name?.includes('@') === true);
}

type Taken = operations['postV1Ingest']['responses'][200]['content']['application/json'];

function inWords({ recorded, repeated, untrusted, in_tray: inTray, notes }: Taken): string {
  const counts = [
    [recorded, 'recorded'],
    [repeated, 'known already'],
    [untrusted, 'not proven to be about mail of ours'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  if (inTray) told.push('kept in the tray');
  return [told.join(', '), ...notes].filter((part) => part !== '').join('. ');
}
