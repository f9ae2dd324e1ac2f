/** Errors of the file system as one line and an exit code. */
import { Junk, Unreadable } from '../input/unreadable.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** A path that cannot be read, in plain words; any other error is one of reading or writing. */
const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

/** Tells the user and answers the exit code; anything that is not an operating system's error is ours and is thrown on. */
export function reportFailure(io: Io, path: string, error: unknown): ExitCode {
  if (error instanceof Unreadable) {
    io.stderr.write(`hearback: ${path}: ${error.message}\n`);
    return error instanceof Junk ? exitCodes.badData : exitCodes.noInput;
  }
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
  const what = unreadable[error.code];
  io.stderr.write(`hearback: ${path}: ${what ?? error.message}\n`);
  return what === undefined ? exitCodes.io : exitCodes.noInput;
}
