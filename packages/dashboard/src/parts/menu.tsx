/** A button with a short list of actions under it: a native popover, so that Escape and a click elsewhere close it. */
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

export interface MenuProps {
  readonly label: string;
  readonly icon?: IconName;
  /** Shown instead of the icon alone. */
  readonly text?: string;
  readonly children: ComponentChildren;
}

export function Menu({ label, icon = 'more', text, children }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const place = (event: { readonly newState: string }): void => {
    if (event.newState !== 'open' || button.current === null || list.current === null) return;
    const at = button.current.getBoundingClientRect();
    list.current.style.top = `${at.bottom + 4}px`;
    list.current.style.left = `${Math.max(8, Math.min(at.right - list.current.offsetWidth, innerWidth - list.current.offsetWidth - 8))}px`;
    list.current.querySelector<HTMLElement>('button, a')?.focus();
  };
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || list.current === null) return;
    event.preventDefault();
    const items = [...list.current.querySelectorAll<HTMLElement>('button, a')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    <div class="menu">
      <button
        ref={button}
        type="button"
        class={`button plain small${text === undefined ? ' icon' : ''}`}
        popovertarget={id}
        aria-label={label}
        title={label}
      >
        <Icon name={icon} />
        {text}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        onToggle={place}
        onKeyDown={move}
        onClick={() => list.current?.hidePopover()}
      >
        {children}
      </div>
    </div>
  );
}
