/**
 * HEARBACK_UNSAFE_SYNCHRONOUS=normal or off takes the promise away that "accepted" is on disk. It is there so that the test
 * for lost mail can be seen to fail (end-to-end/durable), and is refused wherever NODE_ENV is not "test".
 */
import { StartError } from '../../start-error.ts';
import type { Synchronous } from './connection.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined where nothing was asked: `full`. Throws a StartError. */
export function unsafeSynchronous(env: Environment): Exclude<Synchronous, 'full'> | undefined {
  const asked = env['HEARBACK_UNSAFE_SYNCHRONOUS'];
  if (asked === undefined || asked === '') return undefined;
  if (env['NODE_ENV'] !== 'test')
    throw new StartError(
      'configuration',
      'HEARBACK_UNSAFE_SYNCHRONOUS loses accepted mail when the power fails; it is for tests alone (NODE_ENV=test)',
    );
  if (asked === 'normal' || asked === 'off') return asked;
  throw new StartError('configuration', 'HEARBACK_UNSAFE_SYNCHRONOUS is "normal" or "off"');
}
