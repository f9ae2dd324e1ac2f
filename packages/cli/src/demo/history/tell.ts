/** Tells the server the history, by its API as another program would. */
import type { ToldEvent } from '@hearback/server';
import { answer, createApi } from '../../service/api.ts';

/** Events of one request: the page moves while they come, and the server does other things in between. */
const atOnce = 400;

/** Resolves when all is on disk, or when the signal says to stop. */
export async function tellHistory(socket: string, events: readonly ToldEvent[], signal: AbortSignal): Promise<void> {
  const api = createApi({ kind: 'socket', path: socket });
  for (let from = 0; from < events.length && !signal.aborted; from += atOnce) {
    const body = { source: 'demo-history', events: events.slice(from, from + atOnce) };
    try {
      await answer(api.POST('/v1/ingest', { body, signal }));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
