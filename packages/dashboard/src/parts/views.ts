/** Named views: what the address bar says of a screen, kept in this browser under a name that somebody gave it. */
import { signal } from '@preact/signals';

export interface NamedView {
  readonly name: string;
  /** Of the address bar, without "?". */
  readonly search: string;
}

const most = 50;
const keyOf = (screen: string): string => `hearback.views.${screen}`;

/** What is stored may be anybody's: anything else than views is none. */
export function readViews(stored: string | null): readonly NamedView[] {
  try {
    const read: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(read) ? read.filter(isView).slice(0, most) : [];
  } catch {
    return [];
  }
}

const isView = (value: unknown): value is NamedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'search' in value &&
  typeof value.search === 'string';

/** Storage may be forbidden: views then last until the page is left. */
function stored(screen: string): string | null {
  try {
    return localStorage.getItem(keyOf(screen));
  } catch {
    return null;
  }
}

export function viewsOf(screen: string) {
  const views = signal(readViews(stored(screen)));
  const keep = (next: readonly NamedView[]): void => {
    views.value = next;
    try {
      localStorage.setItem(keyOf(screen), JSON.stringify(next));
    } catch {
      // As above.
    }
  };
  return {
    views,
    /** One of the same name is replaced. */
    save: (name: string, search: string): void =>
      keep([...views.peek().filter((view) => view.name !== name), { name, search }].slice(-most)),
    remove: (name: string): void => keep(views.peek().filter((view) => view.name !== name)),
  };
}
