/** Lets calls of a life to its disk fail (Linux): a library of a few lines of C that is loaded before the system's own. */
import { execFileSync } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Fault {
  readonly call: 'fsync' | 'pwrite' | 'pread';
  readonly error: 'EIO' | 'ENOSPC';
  /** How the name of the file ends. */
  readonly file: string;
  /** The first that fails, from 1. */
  readonly from: number;
  /** How many fail. */
  readonly count: number;
}

/** Gives the environment of a life with the fault. Throws one line that says what is missing. */
export function createFailingDisk(folder: string): (fault: Fault) => Readonly<Record<string, string>> {
  const library = join(folder, 'failing-disk.so');
  const source = fileURLToPath(new URL('failing-disk.c', import.meta.url));
  try {
    execFileSync('cc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (cause) {
    throw new Error(
      `No failing drive here: cc cannot build ${source}. It needs Linux and a C compiler; HEARBACK_NO_POWER_CUT=1 leaves it out.`,
      { cause },
    );
  }
  return ({ call, error, file, from, count }) => ({
    LD_PRELOAD: library,
    HEARBACK_DISK_FAULT: [call, constants.errno[error], from, count, file].join(':'),
  });
}
