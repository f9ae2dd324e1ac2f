import { constants } from 'node:os';

/**
 * A signal that Ctrl-C and SIGTERM set off; `done` gives them back to the process. Whoever sends a second one does not want to
 * wait for what the first has begun: only what listens for the process's `exit` is done then.
 */
export function untilInterrupted(): { readonly signal: AbortSignal; readonly done: () => void } {
  const controller = new AbortController();
  const stop = (name: 'SIGINT' | 'SIGTERM'): void => {
    if (controller.signal.aborted) process.exit(128 + constants.signals[name]);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    done() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
