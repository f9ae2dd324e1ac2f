/** Lets calls of a life to its disk fail (Linux). */
import { constants } from 'node:os';
import { buildPreload } from './preload.ts';

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
  const library = buildPreload(folder, 'failing-disk');
  return ({ call, error, file, from, count }) => ({
    LD_PRELOAD: library,
    HEARBACK_DISK_FAULT: [call, constants.errno[error], from, count, file].join(':'),
  });
}
