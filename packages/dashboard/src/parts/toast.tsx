/** Short news at the edge of the page, told to screen readers as well; what can be undone has its button here. */
import { signal } from '@preact/signals';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo: (() => void) | null;
}

const toasts = signal<readonly Toast[]>([]);
let last = 0;
/** Milliseconds; longer where something can be undone (WCAG 2.2.1: it can be undone elsewhere as well). */
const stays = { plain: 5000, undo: 12_000 };

export function say(text: string, undo: (() => void) | null = null): void {
  const id = ++last;
  toasts.value = [...toasts.value, { id, text, undo }];
  setTimeout(() => drop(id), undo === null ? stays.plain : stays.undo);
}

function drop(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, undo }) => (
        <div key={id} class="toast">
          <span>{text}</span>
          {undo === null ? null : (
            <button
              type="button"
              onClick={() => {
                drop(id);
                undo();
              }}
            >
              Undo
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
