/** A file that the configuration names: read, or said in words why it cannot be. */
import { readFileSync } from 'node:fs';
import { StartError } from '../start-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'is closed to this user (permission denied)',
  EPERM: 'is closed to this user (permission denied)',
  EROFS: 'is on a file system that is read-only',
  EISDIR: 'is a folder',
  ENOTDIR: 'stands behind what is no folder',
  ELOOP: 'is a link that leads in a circle',
};

/** Throws a StartError that names the key. */
export function readNamed(key: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unusable(key, file, whyClosed(error), error);
  }
}

/** Behind the name of a file or folder: why the system did not open it. */
export function whyClosed(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? `cannot be opened: ${message}`;
}

export const unusable = (key: string, file: string, why: string, cause?: unknown): StartError =>
  new StartError('configuration', `${key}: ${file} ${why}`, { cause });
