/**
 * The service's API as the commands use it, typed by what it says of itself. `answer` turns a call into its data, or rejects with
 * ApiProblem or Unreachable.
 *
 *     const { data } = await answer(api.GET('/v1/keys'));
 */
import { Readable } from 'node:stream';
import type { paths } from '@hearback/server/api';
import createClient, { type Client } from 'openapi-fetch';
import { ApiProblem, problemOf } from './problem.ts';
import { send } from './request.ts';
import type { Target } from './target.ts';

export type Api = Client<paths>;

export const createApi = (target: Target): Api =>
  createClient<paths>({
    // Of a socket the path alone counts.
    baseUrl: target.kind === 'http' ? target.url.href : 'http://localhost',
    headers: target.kind === 'http' && target.token !== null ? { Authorization: `Bearer ${target.token}` } : {},
    fetch: (request) => send(target, request),
    pathSerializer: (path, names) => path.replace(/\{(\w+)\}/g, (_, name: string) => segment(String(names[name]))),
  });

/** A dot or two would lead elsewhere, however they are escaped (WHATWG URL §4.1): they are escaped once more. */
const segment = (name: string): string =>
  encodeURIComponent(/^\.{1,2}$/.test(name) ? name.replaceAll('.', '%2E') : name);

export interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof SyntaxError) throw stranger('is no JSON');
    if (isReset(cause)) throw new ApiProblem(502, 'unknown', 'the answer broke off', []);
    throw cause;
  });
  if (!response.ok) throw problemOf(response.status, error);
  // No content is an answer too, where it is said.
  if (data == null && response.status !== 204) throw stranger('is empty');
  return data as T;
}

const stranger = (what: string): ApiProblem =>
  new ApiProblem(502, 'unknown', `what answers there is no hearback: its answer ${what}`, []);

/** The connection, in the middle of the answer. */
const isReset = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ECONNRESET';

/** Octets of a mail or a list instead of JSON, also as they come. */
export const octets = (type: string, body: Uint8Array | Readable) =>
  ({
    body: body as unknown,
    headers: { 'Content-Type': type },
    bodySerializer: () => (body instanceof Readable ? Readable.toWeb(body) : body),
    duplex: 'half',
  }) as const;
