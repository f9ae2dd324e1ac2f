/**
 * News from the server, as they are committed. A hidden page hears nothing and asks once when it is looked at again; a lost
 * connection is tried again, and goes on behind the last event that was heard, unless that is long ago.
 */
import { signal } from '@preact/signals';
import { readEvents } from './event-stream.ts';
import { signedOut } from './session.ts';
import type { Happening } from './shapes.ts';

export type News = Pick<Happening, 'id' | 'type' | 'at' | 'recipient' | 'message_id' | 'verdict'>;

export const liveState = signal<'paused' | 'connecting' | 'live' | 'lost'>('paused');
export const latest = signal<readonly News[]>([]);

type Listener = () => void;
const listeners = new Set<Listener>();
/** Milliseconds: a storm of events is one look. */
const atMostEvery = 1000;
const kept = 50;
/** Milliseconds between two tries of a connection. */
const [shortestWait, longestWait] = [500, 5000];
/** Milliseconds; what happened in more is asked for by every screen, and not heard one by one. */
const goesOnFor = 60_000;
/** Where the stream goes on, and when there was a sign of life. */
let last: string | null = null;
let alive = 0;
let isFirst = true;

let due: number | null = null;
let toldAt = 0;

function tell(): void {
  if (due !== null) return;
  due = window.setTimeout(
    () => {
      due = null;
      toldAt = performance.now();
      for (const listener of listeners) listener();
    },
    Math.max(0, toldAt + atMostEvery - performance.now()),
  );
}

const returnListeners = new Set<Listener>();

/** Whenever the server is there again. Returns the way to stop. */
export function onReturn(listener: Listener): () => void {
  returnListeners.add(listener);
  return () => void returnListeners.delete(listener);
}

/** Returns the way to stop. */
export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Listens while the page is in sight. Returns the way to stop. */
export function listen(): () => void {
  let hearing = new AbortController();
  const stop = (): void => {
    hearing.abort();
    clearTimeout(due ?? undefined);
    due = null;
    liveState.value = 'paused';
  };
  const look = (): void => {
    stop();
    if (document.visibilityState === 'hidden') return;
    hearing = new AbortController();
    void hear(hearing.signal);
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('online', look);
    stop();
  };
}

/** One connection after another, until the signal ends it or the server will have none. */
async function hear(signal: AbortSignal): Promise<void> {
  liveState.value = 'connecting';
  for (let wait = shortestWait; !signal.aborted; wait = Math.min(2 * wait, longestWait)) {
    const began = performance.now();
    const status = await readEvents({
      signal,
      after: performance.now() - alive < goesOnFor ? last : null,
      opened: () => {
        liveState.value = 'live';
        // What happened meanwhile is asked for once.
        if (isFirst) tell();
        else for (const listener of returnListeners) listener();
        isFirst = false;
      },
      heard: (event) => {
        alive = performance.now();
        if (event === null) return;
        last = event.id;
        const news = JSON.parse(event.data) as News;
        latest.value = [news, ...latest.value.filter(({ id }) => id !== news.id)].slice(0, kept);
        tell();
      },
    });
    if (signal.aborted) return;
    if (status === 401) return signedOut();
    // Who may not listen need not ask again.
    if (status === 403) {
      liveState.value = 'paused';
      return;
    }
    if (status !== null) last = null;
    // One that opens and breaks at once is no server that is back.
    if (performance.now() - began > longestWait) wait = shortestWait;
    liveState.value = 'lost';
    await pause(wait * (0.5 + Math.random()), signal);
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
