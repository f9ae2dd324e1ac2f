/** Whether a store is there: whoever opens one that is not makes it. */
import { stat } from 'node:fs/promises';
import type { Configuration } from './configuration.ts';

/** A store in SQLite whose file was never made. */
export const isWithoutStore = async ({ config, places }: Pick<Configuration, 'config' | 'places'>): Promise<boolean> =>
  config.store.url === null && !(await exists(places.database));

export async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
