/** Errors of the file system as one line and an exit code. */
import { type ExitCode, exitCodes, type Io } from '../io.ts';

const noInput = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM']);

/** Tells the user and answers the exit code; anything that is not an operating system's error is ours and is thrown on. */
export function reportFailure(io: Io, path: string, error: unknown): ExitCode {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null) throw error;
  const what = code === 'ENOENT' ? 'no such file or folder' : (error as Error).message;
  io.stderr.write(`hearback: ${path}: ${what}\n`);
  return noInput.has(code) ? exitCodes.noInput : exitCodes.io;
}
