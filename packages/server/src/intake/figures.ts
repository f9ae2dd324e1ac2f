/** Writes the figures of the sources that have changed, every few seconds, and the last ones when it is stopped. */
import type { Store } from '../store/store.ts';
import type { Follower } from './followed.ts';
import type { SourceBook } from './sources.ts';

export function keepFigures(
  book: Pick<SourceBook, 'changed'>,
  store: Pick<Store, 'putSourceFigures'>,
  every: number,
  failed: (error: unknown) => void,
): Follower {
  let running: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    running = running.then(async () => {
      try {
        await store.putSourceFigures(book.changed());
      } catch (error) {
        failed(error);
      }
    });
    return running;
  };
  const timer = setInterval(() => void write(), every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await write();
    },
  };
}
