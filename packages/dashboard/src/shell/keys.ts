/**
 * Keys of the page. One letter works where nobody is writing; "g o" is two in a row. `?` lists what is bound at the moment,
 * so that the list is never out of date.
 */
import { signal } from '@preact/signals';

export interface Binding {
  readonly keys: string;
  readonly says: string;
  /** False: not meant for it, the key goes on to the page. */
  readonly act: (event: KeyboardEvent) => unknown;
}

export const bindings = signal<readonly Binding[]>([]);
/** Milliseconds between the two letters. */
const together = 1200;

/** Binds `keys` ("j", "g o", "mod+k", "?"); the latest binding wins. Returns the way to undo it. */
export function onKey(keys: string, says: string, act: Binding['act']): () => void {
  const binding: Binding = { keys, says, act };
  bindings.value = [...bindings.peek(), binding];
  return () => {
    bindings.value = bindings.peek().filter((each) => each !== binding);
  };
}

const writes = 'input, textarea, select, [contenteditable]';
const acts = 'a, button, summary, [role="application"]';

/** Returns the way to stop. */
export function hearKeys(): () => void {
  let before = '';
  let at = 0;
  const hear = (event: KeyboardEvent): void => {
    const { target } = event;
    const element = target instanceof Element ? target : null;
    const isChord = event.metaKey || event.ctrlKey;
    if (event.altKey || event.isComposing) return;
    if (!isChord && element?.closest(writes)) return;
    // A dialog has its own keys.
    if (document.querySelector('dialog[open]') !== null && !isChord) return;
    // Enter on a link or a button is theirs.
    if (event.key === 'Enter' && element?.closest(acts)) return;
    const key = isChord ? `mod+${event.key.toLowerCase()}` : event.key;
    const pair = event.timeStamp - at < together ? `${before} ${key}` : '';
    before = key;
    at = event.timeStamp;
    for (const binding of bindings.value.toReversed()) {
      if (binding.keys !== key && binding.keys !== pair) continue;
      if (binding.act(event) === false) continue;
      event.preventDefault();
      before = '';
      return;
    }
  };
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}
