/** What a list is narrowed by, beside it; on a narrow page it folds. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const wide = matchMedia('(width > 900px)');

export function Folding({ children }: { readonly children: ComponentChildren }) {
  const [open, setOpen] = useState(wide.matches);
  useEffect(() => {
    const follow = (): void => setOpen(wide.matches);
    wide.addEventListener('change', follow);
    return () => wide.removeEventListener('change', follow);
  }, []);
  return (
    <details class="facets" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Narrow by</summary>
      {children}
    </details>
  );
}
