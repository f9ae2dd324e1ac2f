/**
 * Events as they are committed, as Server-Sent Events. Each has its own id, so that a client that lost the connection goes
 * on behind the last one it saw (`Last-Event-ID`). They are read from the store: nobody misses one by being slow, and a slow
 * client costs no memory. An event may come twice; its id tells.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import type { QueueControl } from '../queue/control.ts';
import type { Store } from '../store/store.ts';
import { maskValue } from './masked.ts';
import { wireEvent } from './wire.ts';

export interface StreamOptions {
  readonly store: Pick<Store, 'events'>;
  readonly watch: QueueControl['watch'];
  readonly filter: { readonly messageId?: string | undefined; readonly type?: EventType | undefined };
  /** Id of the last event seen; null: only what comes from now on. */
  readonly after: string | null;
  readonly now: number;
  /** Without whole addresses. */
  readonly masked?: boolean;
  /** Whether who listens still may: their key may have been revoked since. */
  readonly mayListen: () => Promise<boolean>;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Milliseconds between looks into the store without news of our own (another process's events), and signs of life. */
  readonly every?: number;
}

const pageSize = 200;

/** Resolves when the client has gone, may listen no more, or the signal came. */
export async function streamEvents(out: ServerResponse, options: StreamOptions): Promise<void> {
  const { store, watch, filter, mayListen, signal, masked = false, every = 5000 } = options;
  const wake = wakeUp();
  const unwatch = watch((events) => {
    if (events.some(({ type, message_id }) => fits(filter, type, message_id))) wake.now();
  });
  const beat = setInterval(() => wake.now(), every);
  const stop = (): void => wake.now();
  signal.addEventListener('abort', stop);
  out.on('close', stop);
  try {
    let after = options.after;
    while (!signal.aborted && !out.destroyed) {
      const woken = wake.next();
      const since = after === null ? options.now : undefined;
      const page = await store.events({ ...filter, since }, after, pageSize);
      if (!(await mayListen())) return;
      for (const event of page.data) after = event.id;
      const text =
        page.data.length === 0 ? ': still here\n\n' : page.data.map((event) => writeEvent(event, masked)).join('');
      if (!out.write(text)) await drained(out, signal);
      if (page.next === null) await woken;
    }
  } finally {
    unwatch();
    clearInterval(beat);
    signal.removeEventListener('abort', stop);
    out.end();
  }
}

const fits = (filter: StreamOptions['filter'], type: EventType, messageId: string | null): boolean =>
  (filter.type === undefined || filter.type === type) &&
  (filter.messageId === undefined || filter.messageId === messageId);

/** JSON has no line ends of its own, so that one event is one `data` line. */
function writeEvent(event: LedgerEvent, masked: boolean): string {
  const told = wireEvent(event);
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(masked ? maskValue(told) : told)}\n\n`;
}

async function drained(out: ServerResponse, signal: AbortSignal): Promise<void> {
  const gone = new AbortController();
  const give = (): void => gone.abort();
  out.once('close', give);
  try {
    await once(out, 'drain', { signal: AbortSignal.any([signal, gone.signal]) });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  } finally {
    out.off('close', give);
  }
}

/** `next` resolves at the first `now` after it was asked for. */
function wakeUp(): { readonly now: () => void; readonly next: () => Promise<void> } {
  let waiting: (() => void)[] = [];
  return {
    now() {
      const woken = waiting;
      waiting = [];
      for (const each of woken) each();
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
