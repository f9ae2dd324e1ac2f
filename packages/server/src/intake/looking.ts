/**
 * Looks through something in a folder again and again: at the start, when the file system tells of a change, and every so
 * often for those that tell nothing. One look at a time, and at most one that waits: it sees whatever came meanwhile.
 */
import { type FSWatcher, watch } from 'node:fs';

export interface LookingOptions {
  readonly folder: string;
  /** Name of the one file in it that matters; null: all of them. */
  readonly only: string | null;
  /** Milliseconds. */
  readonly every: number;
  /** Does not reject. `going` turns false when it is to end. */
  readonly scan: (going: () => boolean) => Promise<void>;
  /** The folder cannot be watched; the next look tries again. */
  readonly failed: (error: unknown) => void;
}

export interface Looking {
  /** Resolves when everything that was there at the call has been tried. */
  readonly look: () => Promise<void>;
  /** Resolves when the look under way has ended. */
  readonly stop: () => Promise<void>;
}

export function startLooking({ folder, only, every, scan, failed }: LookingOptions): Looking {
  let going = true;
  let watcher: FSWatcher | null = null;
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;

  const startWatching = (): FSWatcher | null => {
    try {
      const started = watch(folder, (_kind, changed) => {
        if (only === null || changed === null || changed === only) void look();
      });
      started.on('error', (error) => {
        failed(error);
        started.close();
        if (watcher === started) watcher = null;
      });
      return started;
    } catch (error) {
      failed(error);
      return null;
    }
  };
  const lookOnce = (): Promise<void> => {
    watcher ??= startWatching();
    return scan(() => going);
  };
  const look = (): Promise<void> => {
    waiting ??= running.then(() => {
      waiting = null;
      running = going ? lookOnce() : Promise.resolve();
      return running;
    });
    return waiting;
  };

  const timer = setInterval(() => void look(), every);
  timer.unref();
  void look();
  return {
    look,
    async stop() {
      going = false;
      clearInterval(timer);
      await (waiting ?? running);
      watcher?.close();
    },
  };
}
