/** A native dialog: modal, Escape closes it, and the focus goes back where it came from. `drawer`: at the right edge. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly drawer?: boolean;
  readonly children: ComponentChildren;
}

export function Dialog({ title, close, drawer = false, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={drawer ? 'drawer' : undefined}
      aria-labelledby={id}
      onClose={close}
      onMouseDown={({ target }) => {
        pressed.current = target;
      }}
      onClick={({ target }) => {
        // Text that is selected past the edge ends in a click out there.
        if (target === dialog.current && pressed.current === target) close();
      }}
    >
      <div>
        <header class="row">
          <h2 id={id}>{title}</h2>
          <button
            type="button"
            class="button plain icon small"
            aria-label="Close"
            title="Close (Esc)"
            style={{ marginLeft: 'auto' }}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
