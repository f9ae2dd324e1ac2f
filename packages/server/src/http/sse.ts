/**
 * Events as they are committed, as Server-Sent Events. Each comes with where it stands, so that a client that lost the connection
 * goes on behind the last one it saw (`Last-Event-ID`), also when that was erased since. They are read from the store: nobody
 * misses one by being slow, and a slow client costs no memory. An event may come twice; its id tells.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type EventType, eventTypes, type LedgerEvent } from '../ledger/event.ts';
import type { QueueControl } from '../queue/control.ts';
import type { Store } from '../store/store.ts';
import { writeSeen } from './event-place.ts';
import { maskValue } from './masked.ts';
import { wireEvent } from './wire.ts';

export interface StreamOptions {
  readonly store: Pick<Store, 'kind' | 'eventsBehind'>;
  readonly watch: QueueControl['watch'];
  readonly filter: { readonly messageId?: string | undefined; readonly type?: EventType | undefined };
  /** Behind which event (`seq`) it begins. */
  readonly from: number;
  /** Nothing that happened before. */
  readonly since?: number | undefined;
  /** Without whole addresses. */
  readonly masked?: boolean;
  /** Whether who listens still may: their key may have been revoked since. */
  readonly mayListen: () => Promise<boolean>;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Milliseconds between signs of life. */
  readonly every?: number;
}

const pageSize = 200;
/** Between looks for events of other processes, which are no news of ours. */
const looksEvery = 1000;

/** Resolves when the client has gone, may listen no more, or the signal came. */
export async function streamEvents(out: ServerResponse, options: StreamOptions): Promise<void> {
  const { store, watch, filter, since = 0, mayListen, signal, masked = false, every = 5000 } = options;
  const types = filter.type === undefined ? eventTypes : [filter.type];
  const wake = wakeUp();
  const unwatch = watch((events) => {
    if (events.some(({ type, message_id }) => fits(filter, type, message_id))) wake.now();
  });
  let isSilent = true;
  const beat = setInterval(() => {
    isSilent = true;
    wake.now();
  }, every);
  const look = store.kind === 'sqlite' ? undefined : setInterval(() => wake.now(), looksEvery);
  const stop = (): void => wake.now();
  signal.addEventListener('abort', stop);
  out.on('close', stop);
  try {
    let place = options.from;
    while (!signal.aborted && !out.destroyed) {
      const woken = wake.next();
      const { events, upTo } = await store.eventsBehind(place, types, pageSize, filter.messageId);
      if (!(await mayListen())) return;
      const told = events.filter(({ at }) => at >= since).map((event) => writeEvent(event, place, masked));
      if (isSilent && told.length === 0) told.push(': still here\n\n');
      isSilent = false;
      if (told.length > 0 && !out.write(told.join(''))) await drained(out, signal);
      const isEnd = upTo === place;
      place = upTo;
      if (isEnd) await woken;
    }
  } finally {
    unwatch();
    clearInterval(beat);
    clearInterval(look);
    signal.removeEventListener('abort', stop);
    out.end();
  }
}

const fits = (filter: StreamOptions['filter'], type: EventType, messageId: string | null): boolean =>
  (filter.type === undefined || filter.type === type) &&
  (filter.messageId === undefined || filter.messageId === messageId);

/** JSON has no line ends of its own, so that one event is one `data` line. */
function writeEvent(event: LedgerEvent, place: number, masked: boolean): string {
  const told = wireEvent(event);
  return `id: ${writeSeen(event.id, place)}\nevent: ${event.type}\ndata: ${JSON.stringify(masked ? maskValue(told) : told)}\n\n`;
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
