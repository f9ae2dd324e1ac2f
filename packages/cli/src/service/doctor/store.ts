/** What "on disk" is worth, from the running service or from the store itself. */
import type { Finding, Guarantee } from '@hearback/server';
import { answer, createApi } from '../api.ts';
import type { Configuration } from '../configuration.ts';
import { Unreachable } from '../problem.ts';
import { isWithoutStore } from '../store-file.ts';

export async function checkStore(configuration: Configuration): Promise<Finding> {
  const asked = await askService(configuration);
  const { failed, judgeGuarantee, openStore, passed, StartError } = await import('@hearback/server');
  if (asked !== null) return judgeGuarantee(asked, 'service running');
  if (await isWithoutStore(configuration)) return passed('store', 'SQLite; its file is made at the first start');
  try {
    const store = await openStore(configuration.config, configuration.places, { asItStands: true });
    try {
      return judgeGuarantee(await store.guarantee(), 'service not running');
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return failed('store', error.message, 'see [store] of the configuration');
  }
}

async function askService({ places }: Configuration): Promise<Guarantee | null> {
  try {
    return await answer(createApi({ kind: 'socket', path: places.socket }).GET('/v1/store'));
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
}
