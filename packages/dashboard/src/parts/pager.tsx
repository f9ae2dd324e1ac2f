/** Pages by cursor: on, and back to the beginning. The cursor is in the address bar. */
import { linkWith, query } from '../router/place.ts';

export function Pager({ next, shown }: { readonly next: string | null; readonly shown: number }) {
  const after = query.value.get('after');
  if (next === null && after === null) return null;
  return (
    <nav class="pager" aria-label="Pages">
      <span class="num">{shown} on this page</span>
      {after === null ? null : (
        <a class="button small" href={linkWith({ after: null })}>
          First page
        </a>
      )}
      {next === null ? null : (
        <a class="button small" rel="next" href={linkWith({ after: next })}>
          Next page
        </a>
      )}
    </nav>
  );
}
