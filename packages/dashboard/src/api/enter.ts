/**
 * A link that works once has its secret behind `#login=`: it is traded for a session and taken out of the address bar. Whoever
 * was at some place of this tab when they were asked who they are is brought back to it.
 */
import { navigate } from '../router/place.ts';
import { problemOf, unreachable } from './problem.ts';
import { tellTabs } from './session.ts';

const kept = 'hearback-place';
export function keepPlace(): void {
  // A link that did not work has led to the root.
  if (location.pathname !== '/' || location.search !== '') sessionStorage.setItem(kept, location.href);
}
export const forgetPlace = (): void => sessionStorage.removeItem(kept);

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
  tellTabs('in');
  const place = sessionStorage.getItem(kept);
  forgetPlace();
  if (place !== null) navigate(place, 'replace');
}
