/** What "on disk" is worth, from the running service or from the store itself. */
import { createClient, Unreachable } from '../client.ts';
import type { Configuration } from '../configuration.ts';
import { type Finding, fail, ok, wordsOf } from './finding.ts';

interface Guarantee {
  readonly durable: boolean;
  readonly text: string;
}

export async function checkStore(configuration: Configuration): Promise<Finding> {
  const asked = await askService(configuration);
  if (asked !== null) return judge(asked, 'service running');
  const { openStore, StartError } = await import('@hearback/server');
  try {
    const store = await openStore(configuration.config, configuration.places);
    try {
      return judge(await store.guarantee(), 'service not running');
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return fail('store', wordsOf(error), 'see [store] of the configuration');
  }
}

async function askService({ places }: Configuration): Promise<Guarantee | null> {
  try {
    return await createClient({ kind: 'socket', path: places.socket }).call<Guarantee>('/v1/store');
  } catch (error) {
    if (error instanceof Unreachable) return null;
    throw error;
  }
}

const judge = ({ durable, text }: Guarantee, running: string): Finding =>
  durable
    ? ok('store', `${text}; ${running}`)
    : fail('store', `${text}: accepted mail can be lost when the power goes`, 'undo what weakens the commit');
