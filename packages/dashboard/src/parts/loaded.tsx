/** What was asked for in each of its states: loading, failed, empty, there. */
import type { ComponentChildren } from 'preact';
import type { Asked } from '../api/asked.ts';
import type { Problem } from '../api/problem.ts';

export interface LoadedProps<T> {
  readonly asked: Asked<T>;
  /** Lines of the picture shown while loading. */
  readonly lines?: number;
  readonly isEmpty?: (data: T) => boolean;
  readonly empty?: ComponentChildren;
  readonly children: (data: T) => ComponentChildren;
}

export function Loaded<T>({ asked, lines = 4, isEmpty, empty, children }: LoadedProps<T>) {
  if (asked.kind === 'loading') return <Bones lines={lines} />;
  if (asked.kind === 'failed') return <Trouble problem={asked.problem} again={asked.again} />;
  return (
    <>
      {asked.problem === null ? null : <Trouble problem={asked.problem} again={asked.again} stale />}
      {isEmpty?.(asked.data) === true ? empty : children(asked.data)}
    </>
  );
}

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
