/**
 * What a screen asks the server: loading, failed, or there; asked again when what it depends on changes, when news come in
 * (`live`), or by hand. What was there before stays in sight meanwhile.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, isAborted } from './client.ts';
import { onNews } from './live.ts';
import type { Problem } from './problem.ts';

export type Asked<T> = (
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'there'; readonly data: T; readonly problem: Problem | null }
) & { readonly again: () => void };

type State<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'there'; readonly data: T; readonly problem: Problem | null };

export interface AskedOptions {
  /** Ask again when events come in, at most once a second. */
  readonly live?: boolean;
}

/** `ask` is called anew when one of `on` changes; its signal is aborted when nobody waits for the answer any more. */
export function useAsked<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  on: readonly (string | number | boolean | null | undefined)[],
  { live = false }: AskedOptions = {},
): Asked<T> {
  const [state, setState] = useState<State<T>>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(on);
  const lastKey = useRef(key);
  const again = (): void => setTurn((before) => before + 1);

  useEffect(() => {
    const abort = new AbortController();
    if (lastKey.current !== key) {
      lastKey.current = key;
      setState({ kind: 'loading' });
    }
    ask(abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ kind: 'there', data, problem: null });
      },
      (error: unknown) => {
        if (abort.signal.aborted || isAborted(error)) return;
        const problem = asProblem(error);
        setState((before) => (before.kind === 'there' ? { ...before, problem } : { kind: 'failed', problem }));
      },
    );
    return () => abort.abort();
    // `ask` is a new function each time; `key` says when it asks for something else.
  }, [key, turn]);

  useEffect(() => (live ? onNews(again) : undefined), [live]);
  return { ...state, again };
}
