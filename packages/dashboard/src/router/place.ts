/**
 * Where we are: path and query of the address bar. Every filter is in the query, so that a view is a link; what is changed
 * here is there to be gone back from.
 */
import { computed, signal } from '@preact/signals';
import { keepScroll, restoreScroll } from './scroll.ts';

interface Place {
  readonly path: string;
  readonly search: string;
}

const now = (): Place => ({ path: location.pathname, search: location.search });
const place = signal<Place>(now());

export const path = computed(() => place.value.path);
export const query = computed((): URLSearchParams => new URLSearchParams(place.value.search));

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  const url = new URL(to, location.href);
  const moved = url.pathname !== location.pathname;
  if (how === 'push') keepScroll();
  if (how === 'push') history.pushState({ before: location.href }, '', url);
  else history.replaceState(history.state, '', url);
  place.value = now();
  if (moved) window.scrollTo(0, 0);
}

export type Changes = Readonly<Record<string, string | number | null | undefined>>;

/** This place with other values in its query; null takes one out. A cursor belongs to the query it was given for. */
export function linkWith(changes: Changes, to: string = place.value.path): string {
  const next = new URLSearchParams(to === place.value.path ? place.value.search : keptBetweenPlaces());
  if (!('after' in changes)) next.delete('after');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') next.delete(name);
    else next.set(name, String(value));
  }
  const text = next.toString();
  return text === '' ? to : `${to}?${text}`;
}

export function setQuery(changes: Changes, how: 'push' | 'replace' = 'push'): void {
  navigate(linkWith(changes), how);
}

/** One step back was asked for and has not come yet; a second click is no second step. */
let isGoingBack = false;

/** Closes what was opened over this place: one step back where that leads to it, so that Back does not open it again. */
export function closeTo(changes: Changes): void {
  const to = new URL(linkWith(changes), location.href).href;
  if (history.state?.before !== to) {
    navigate(to, 'replace');
    return;
  }
  if (!isGoingBack) history.back();
  isGoingBack = true;
}

/** A link to another screen keeps the window of time that is looked at. */
export function linkTo(to: string, values: Changes = {}): string {
  return linkWith(values, to);
}

function keptBetweenPlaces(): string {
  const window = new URLSearchParams(place.value.search).get('window');
  return window === null ? '' : `window=${encodeURIComponent(window)}`;
}

/** Links within the page are followed without loading it anew. Returns the way to stop. */
export function followLinks(): () => void {
  const onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return;
    if (link.pathname.startsWith('/v1/') || link.getAttribute('href')?.startsWith('#') === true) return;
    event.preventDefault();
    navigate(link.href);
  };
  const onPop = (): void => {
    isGoingBack = false;
    place.value = now();
    restoreScroll();
  };
  history.scrollRestoration = 'manual';
  restoreScroll();
  document.addEventListener('click', onClick);
  window.addEventListener('popstate', onPop);
  window.addEventListener('pagehide', keepScroll);
  return () => {
    document.removeEventListener('click', onClick);
    window.removeEventListener('popstate', onPop);
    window.removeEventListener('pagehide', keepScroll);
  };
}
