/**
 * News from the server, as they are committed (Server-Sent Events). A hidden page hears nothing and asks once when it is
 * looked at again; a lost connection is tried again by the browser, behind the last event it saw.
 */
import { signal } from '@preact/signals';

export interface News {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly recipient: string | null;
  readonly message_id: string | null;
  readonly verdict: { readonly reason: string; readonly bounce: string; readonly provider: string | null } | null;
}

export const liveState = signal<'paused' | 'connecting' | 'live' | 'lost'>('paused');
export const latest = signal<readonly News[]>([]);

type Listener = () => void;
const listeners = new Set<Listener>();
/** Milliseconds: a storm of events is one look. */
const atMostEvery = 1000;
const kept = 50;
/** Milliseconds: there is no event for a server that has come back. */
const triedAgainAfter = 5000;

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

/** Returns the way to stop. */
export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const types = [
  ...['accepted', 'delivered', 'deferred', 'bounced', 'expired', 'cancelled', 'delayed_notice', 'bounce_received'],
  ...['feedback_received', 'auto_reply_received', 'suppressed_send', 'address_suppressed', 'address_released'],
  ...['incident_opened', 'incident_closed', 'incident_released', 'health_changed', 'reclassified', 'quarantined'],
];

/** Listens while the page is in sight. Returns the way to stop. */
export function listen(): () => void {
  let source: EventSource | null = null;
  let again: number | undefined;
  const hear = (event: Event): void => {
    if (!(event instanceof MessageEvent) || typeof event.data !== 'string') return;
    const news = JSON.parse(event.data) as News;
    latest.value = [news, ...latest.value.filter(({ id }) => id !== news.id)].slice(0, kept);
    tell();
  };
  const open = (): void => {
    liveState.value = 'connecting';
    source = new EventSource('/v1/events');
    source.onopen = () => {
      liveState.value = 'live';
    };
    source.onerror = () => {
      liveState.value = 'lost';
      // The server has answered with something else than a stream: the browser gives up, we do not.
      if (source?.readyState === EventSource.CLOSED) again = window.setTimeout(look, triedAgainAfter);
    };
    for (const type of types) source.addEventListener(type, hear);
  };
  const close = (): void => {
    clearTimeout(again);
    clearTimeout(due ?? undefined);
    due = null;
    source?.close();
    source = null;
    liveState.value = 'paused';
  };
  const look = (): void => {
    close();
    if (document.visibilityState === 'hidden') return;
    open();
    tell();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
