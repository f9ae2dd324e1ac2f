/** What was asked for in each of its states: loading, failed, empty, there. */
import type { ComponentChildren } from 'preact';
import { useErrorBoundary, useLayoutEffect } from 'preact/hooks';
import type { Asked } from '../api/asked.ts';
import { odd, type Problem } from '../api/problem.ts';

export interface LoadedProps<T> {
  readonly asked: Asked<T>;
  /** Lines of the picture shown while loading. */
  readonly lines?: number;
  readonly isEmpty?: (data: T) => boolean;
  readonly empty?: ComponentChildren;
  readonly children: (data: T) => ComponentChildren;
}

export function Loaded<T>({ asked, lines = 4, isEmpty, empty, children }: LoadedProps<T>) {
  const data = asked.kind === 'there' ? asked.data : null;
  const broken = useBroken(data);
  if (asked.kind === 'loading') return <Bones lines={lines} />;
  if (asked.kind === 'failed') return <Trouble problem={asked.problem} again={asked.again} />;
  if (broken) return <Odd />;
  return (
    <>
      {asked.problem === null ? null : <Trouble problem={asked.problem} again={asked.again} stale />}
      <Shown>{() => (isEmpty?.(asked.data) === true ? empty : children(asked.data))}</Shown>
    </>
  );
}

/** A component of its own: what is thrown while it is drawn ends at the one that shows it. */
const Shown = ({ children }: { readonly children: () => ComponentChildren }) => <>{children()}</>;

/** Whether what stands below could not be drawn; it is tried again when `shown` is another. */
export function useBroken(shown: unknown): boolean {
  const [error, mend] = useErrorBoundary((thrown: unknown) => console.error(thrown));
  useLayoutEffect(mend, [shown]);
  return error !== undefined;
}

/** An answer without what this page needs of it: most likely the page is older than the server. */
export const Odd = () => <Trouble title="This could not be shown" problem={odd()} again={() => location.reload()} />;

export function Bones({ lines }: { readonly lines: number }) {
  return (
    <div class="bones" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  );
}

export interface TroubleProps {
  readonly problem: Problem;
  readonly again?: () => void;
  /** What is shown below is from before. */
  readonly stale?: boolean;
  /** Where it is not something to be loaded. */
  readonly title?: string;
}

export function Trouble({ problem, again, stale = false, title = 'This could not be loaded' }: TroubleProps) {
  return (
    <div class="trouble" role="alert">
      <strong>{stale ? 'This is not up to date' : title}</strong>
      <span>{problem.message}</span>
      {problem.fields.map(({ pointer, detail }) => (
        <span key={pointer}>
          <code>{pointer}</code> {detail}
        </span>
      ))}
      {problem.requestId === null ? null : <span class="quiet">Request {problem.requestId}</span>}
      {again === undefined ? null : (
        <button type="button" class="button small" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Nothing there, said as good news or with the next step; never a blank place. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}
