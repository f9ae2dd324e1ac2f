/** A link that works once has its secret behind `#login=`: it is traded for a session and taken out of the address bar. */
import { problemOf, unreachable } from './problem.ts';

/** Resolves when there was no such link, or it has opened a session; rejects with a Problem. */
export async function enterByLink(): Promise<void> {
  const [, link] = /^#login=([\w-]+)$/.exec(location.hash) ?? [];
  if (link === undefined) return;
  history.replaceState(null, '', location.pathname + location.search);
  const response = await fetch('/v1/session', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-Hearback': 'dashboard' },
    body: JSON.stringify({ link }),
  }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
}
