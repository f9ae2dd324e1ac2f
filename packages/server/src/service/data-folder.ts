/** The folder in which everything is kept: made at the first start, or said in words why it cannot be. */
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { StartError } from '../start-error.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EEXIST: 'it is a file',
  ENOTDIR: 'what stands before it is a file',
  ENOSPC: 'the disk is full',
};

export async function openDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const why = reasons[code] ?? message;
    const hint = 'server.data (--data, HEARBACK_SERVER__DATA) says which folder';
    throw new StartError('configuration', `the data folder ${folder} cannot be used: ${why}; ${hint}`, {
      cause: error,
    });
  }
}
