/** The head of a screen: its name, one sentence, its actions. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

export interface HeadProps {
  readonly title: string;
  /** In the browser's tab, where the title alone says too little. */
  readonly tab?: string;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

export function Head({ title, tab = title, children, actions }: HeadProps) {
  useEffect(() => {
    document.title = `${tab} · Hearback`;
  }, [tab]);
  return (
    <header class="head">
      <div>
        <h1>{title}</h1>
        {children === undefined ? null : <p>{children}</p>}
      </div>
      {actions === undefined ? null : <div class="row">{actions}</div>}
    </header>
  );
}
