/**
 * The server's API, typed by what it says of itself. `answer` turns a call into its data, or rejects with a Problem.
 *
 *     const health = await answer(api.GET('/v1/health', { params: { query: { window: '7d' } } }));
 */
import type { paths } from '@hearback/server/api';
import createClient from 'openapi-fetch';
import { segment } from '../router/segment.ts';
import { odd, Problem, problemOf, unreachable } from './problem.ts';
import { signedOut } from './session.ts';

export const api = createClient<paths>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  // The cookie alone is not enough for the server: a page of another origin cannot set this field.
  headers: { 'X-Hearback': 'dashboard' },
  fetch: (request) => fetch(request),
  pathSerializer: (path, names) => path.replace(/\{(\w+)\}/g, (_, name: string) => segment(String(names[name]))),
});

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (isAborted(cause)) throw cause;
    // It was no JSON.
    throw cause instanceof SyntaxError ? odd() : unreachable();
  });
  if (response.status === 401) signedOut();
  if (!response.ok) throw problemOf(response.status, error);
  // No content is an answer too, where it is said to be one.
  if (data === undefined && response.status !== 204) throw odd();
  return data as T;
}

export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** A TypeError: something was looked for in an answer that it does not have. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  console.error(error);
  if (error instanceof TypeError) return odd();
  return new Problem('page', error instanceof Error ? error.message : String(error));
}
