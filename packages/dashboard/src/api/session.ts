/** Who looks at the page, and what the clock of the server says: in a simulation it goes faster than ours. */
import { computed, signal } from '@preact/signals';
import { problemOf, unreachable } from './problem.ts';

export interface Session {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly version: string;
  readonly hostname: string;
  /** Simulated receivers answer: the page says so. */
  readonly simulated: boolean;
}

interface Clock {
  readonly server: number;
  readonly here: number;
  readonly speed: number;
}

export type SessionState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'out' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'in'; readonly session: Session }
  /** Somebody was here: their key was withdrawn, or the session was too old. What they see stays until they are back. */
  | { readonly kind: 'ended'; readonly session: Session };

export const session = signal<SessionState>({ kind: 'asking' });
const clock = signal<Clock>({ server: Date.now(), here: Date.now(), speed: 1 });

/** The server's time, milliseconds. */
export const serverNow = (): number => {
  const { server, here, speed } = clock.peek();
  return server + (Date.now() - here) * speed;
};

/** Null: nobody. */
export const visitor = computed(() =>
  session.value.kind === 'in' || session.value.kind === 'ended' ? session.value.session : null,
);
export const may = (scope: string): boolean => visitor.value?.scopes.includes(scope) === true;
export const isSimulated = computed(() => visitor.value?.simulated === true);

const isSame = (given: Session): boolean => {
  const before = session.peek();
  return before.kind === 'in' && JSON.stringify(before.session) === JSON.stringify(given);
};

export async function askSession(): Promise<void> {
  try {
    const response = await fetch('/v1/session', { credentials: 'same-origin' });
    if (response.status === 401) {
      if (session.value.kind !== 'ended') signedOut();
      return;
    }
    if (!response.ok) throw problemOf(response.status, null);
    const { now, speed, ...given } = (await response.json()) as Session & { now: string; speed: number };
    clock.value = { server: Date.parse(now), here: Date.now(), speed };
    if (!isSame(given)) session.value = { kind: 'in', session: given };
  } catch {
    if (visitor.value === null) session.value = { kind: 'unreachable' };
  }
}

/** The clock of a simulation changes its speed: asked now and then. Returns the way to stop. */
export function keepTime(): () => void {
  const timer = setInterval(() => {
    if (isSimulated.peek() && document.visibilityState === 'visible') void askSession();
  }, 10_000);
  return () => clearInterval(timer);
}

/** The server knows this session no more, and says so to whatever was asked. */
export function signedOut(): void {
  const known = visitor.peek();
  session.value = known === null ? { kind: 'out' } : { kind: 'ended', session: known };
}

/** The other tabs of this browser: they have the same cookie. */
const tabs = new BroadcastChannel('hearback-session');
tabs.onmessage = ({ data }) => {
  if (data === 'out') session.value = { kind: 'out' };
  else if (session.value.kind !== 'in') void askSession();
};
export const tellTabs = (what: 'in' | 'out'): void => tabs.postMessage(what);

/** Until somebody is in: asks again when the page is looked at, and now and then whether a server that did not answer does. */
export function awaitSession(): () => void {
  const ask = (): void => void (document.visibilityState === 'visible' && askSession());
  const timer = setInterval(() => session.value.kind === 'unreachable' && ask(), 5000);
  window.addEventListener('focus', ask);
  document.addEventListener('visibilitychange', ask);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', ask);
    document.removeEventListener('visibilitychange', ask);
  };
}

export async function signOut(): Promise<void> {
  const response = await fetch('/v1/session', {
    method: 'DELETE',
    credentials: 'same-origin',
    headers: { 'X-Hearback': 'dashboard' },
  }).catch(() => {
    throw unreachable();
  });
  if (!response.ok && response.status !== 401) throw problemOf(response.status, null);
  session.value = { kind: 'out' };
  tellTabs('out');
}
