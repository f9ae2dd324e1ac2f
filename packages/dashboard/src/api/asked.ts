/**
 * What a screen asks the server: loading, failed, or there; asked again when what it depends on changes, when news come in
 * (`live`), or by hand. What was there before stays in sight meanwhile.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, isAborted } from './client.ts';
import { onNews, onReturn } from './live.ts';
import { type Problem, unanswered } from './problem.ts';

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
  /** The server looks at other machines first, which may be silent: it is waited for as long as the connection lives. */
  readonly slow?: boolean;
}

/** In seconds; the slowest pages take less, and what was sent into a dead connection is answered never. */
const patience = 30;

/** `ask` is called anew when one of `on` changes; its signal is aborted when nobody waits for the answer any more. */
export function useAsked<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  on: readonly (string | number | boolean | null | undefined)[],
  { live = false, slow = false }: AskedOptions = {},
): Asked<T> {
  const [state, setState] = useState<State<T>>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(on);
  const lastKey = useRef(key);
  const underWay = useRef(false);
  const askedMeanwhile = useRef(false);
  // An answer that takes longer than news take to come is not given up for them.
  const again = (): void => {
    if (underWay.current) askedMeanwhile.current = true;
    else setTurn((before) => before + 1);
  };

  useEffect(() => {
    const abort = new AbortController();
    if (lastKey.current !== key) {
      lastKey.current = key;
      setState({ kind: 'loading' });
    }
    underWay.current = true;
    askedMeanwhile.current = false;
    const done = (next: (before: State<T>) => State<T>): void => {
      if (abort.signal.aborted) return;
      clearTimeout(timer);
      underWay.current = false;
      setState(next);
      if (askedMeanwhile.current) again();
    };
    const failed = (problem: Problem): void =>
      done((before) => (before.kind === 'there' ? { ...before, problem } : { kind: 'failed', problem }));
    const giveUp = (): void => {
      failed(unanswered(patience));
      abort.abort();
    };
    const timer = slow ? undefined : setTimeout(giveUp, 1000 * patience);
    ask(abort.signal).then(
      (data) => done(() => ({ kind: 'there', data, problem: null })),
      (error: unknown) => {
        if (!isAborted(error)) failed(asProblem(error));
      },
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // `ask` is a new function each time; `key` says when it asks for something else.
  }, [key, turn]);

  useEffect(() => (live ? onNews(again) : undefined), [live]);
  // When the server is there again, or somebody is in: also what hangs in a connection that has died is asked for anew.
  const isTroubled = state.kind === 'failed' || (state.kind === 'there' && state.problem !== null);
  useEffect(
    () =>
      onReturn(() => {
        if (live || isTroubled || underWay.current) setTurn((before) => before + 1);
      }),
    [live, isTroubled],
  );
  return { ...state, again };
}
