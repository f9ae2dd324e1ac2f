/**
 * Every command that speaks to the service: finds it, runs, and turns what went wrong into a line and an exit code. `run` answers
 * null when it has told and set that itself.
 */
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { version } from '../version.ts';
import { printable } from '../view/paint.ts';
import { type Api, createApi } from './api.ts';
import { ApiProblem, Unreachable } from './problem.ts';
import { TargetError, type TargetFlags, targetOf } from './target.ts';

export async function withService(
  io: Io,
  flags: TargetFlags,
  run: (api: Api) => Promise<ExitCode | null>,
): Promise<void> {
  try {
    const code = await run(createApi(await targetOf(io, flags)));
    if (code !== null) io.exit(code);
  } catch (error) {
    io.exit(told(io, error));
  }
}

function told(io: Io, error: unknown): ExitCode {
  const say = (line: string): void => void io.stderr.write(`hearback: ${printable(line)}\n`);
  if (error instanceof TargetError) {
    error.lines.forEach(say);
    return exitCodes.configuration;
  }
  if (error instanceof Unreachable) {
    say(error.message);
    return error.isForbidden ? exitCodes.noPermission : exitCodes.unavailable;
  }
  if (error instanceof ApiProblem) {
    // What is wrong with which field says more than that something is.
    if (error.details.length === 0) say(error.message);
    error.details.forEach(say);
    if (error.code === 'unauthorized')
      say('put one into HEARBACK_TOKEN; `hearback key new NAME` makes it, where the service runs');
    if (isOfAnotherVersion(error)) say(`the service is of another version than this command, which is ${version}`);
    return codeOf(error);
  }
  throw error;
}

/** What was asked is in no document of that service. */
const isOfAnotherVersion = ({ code, details }: ApiProblem): boolean =>
  code === 'no_such_path' || code === 'method_not_allowed' || details.some((why) => why.endsWith(notKnown));

/** As the service says it of a field. */
const notKnown = ' is no field of this request';

function codeOf(problem: ApiProblem): ExitCode {
  const { status, code } = problem;
  if (isOfAnotherVersion(problem) || (code === 'unknown' && status < 500)) return exitCodes.unavailable;
  if (status === 404 || status === 410) return exitCodes.no;
  if (status === 401 || status === 403) return exitCodes.noPermission;
  if (status === 503 || status === 429) return exitCodes.tryAgain;
  return status < 500 ? exitCodes.badData : exitCodes.software;
}
