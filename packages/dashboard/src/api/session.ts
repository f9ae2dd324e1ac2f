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
  | { readonly kind: 'in'; readonly session: Session };

export const session = signal<SessionState>({ kind: 'asking' });
const clock = signal<Clock>({ server: Date.now(), here: Date.now(), speed: 1 });

/** The server's time, milliseconds. */
export const serverNow = (): number => {
  const { server, here, speed } = clock.peek();
  return server + (Date.now() - here) * speed;
};

export const may = (scope: string): boolean =>
  session.value.kind === 'in' && session.value.session.scopes.includes(scope);
export const isSimulated = computed(() => session.value.kind === 'in' && session.value.session.simulated);

const isSame = (given: Session): boolean => {
  const before = session.peek();
  return before.kind === 'in' && JSON.stringify(before.session) === JSON.stringify(given);
};

export async function askSession(): Promise<void> {
  try {
    const response = await fetch('/v1/session', { credentials: 'same-origin' });
    if (response.status === 401) {
      session.value = { kind: 'out' };
      return;
    }
    if (!response.ok) throw problemOf(response.status, null);
    const { now, speed, ...given } = (await response.json()) as Session & { now: string; speed: number };
    clock.value = { server: Date.parse(now), here: Date.now(), speed };
    if (!isSame(given)) session.value = { kind: 'in', session: given };
  } catch {
    if (session.value.kind !== 'in') session.value = { kind: 'unreachable' };
  }
}

/** The clock of a simulation changes its speed: asked now and then. Returns the way to stop. */
export function keepTime(): () => void {
  const timer = setInterval(() => {
    if (isSimulated.peek() && document.visibilityState === 'visible') void askSession();
  }, 10_000);
  return () => clearInterval(timer);
}

export function signedOut(): void {
  session.value = { kind: 'out' };
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
  signedOut();
}
