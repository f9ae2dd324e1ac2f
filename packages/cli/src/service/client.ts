/** The service's API as the commands use it, over the socket or HTTP. */
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { type Target, writeTarget } from './target.ts';

/** The service answered no (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly string[];

  constructor(status: number, code: string, message: string, details: readonly string[]) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Nobody answers there. */
export class Unreachable extends Error {
  constructor(target: Target, cause: Error) {
    const code = 'code' in cause ? String(cause.code) : cause.message;
    const hint = target.kind === 'socket' ? '; is `hearback serve` running?' : '';
    super(`no hearback answers at ${writeTarget(target)} (${code})${hint}`, { cause });
    this.name = 'Unreachable';
  }
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON, or octets of `type`, also as they come. */
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Client {
  readonly target: Target;
  /** The answer's JSON; the caller knows its form. Rejects with ApiProblem or Unreachable. */
  readonly call: <T>(path: string, call?: Call) => Promise<T>;
  readonly text: (path: string) => Promise<string>;
  /** The answer as it comes. */
  readonly open: (path: string, call?: Call) => Promise<IncomingMessage>;
}

export function createClient(target: Target): Client {
  const open = async (path: string, call: Call = {}): Promise<IncomingMessage> => {
    const answer = await send(target, path, call);
    if ((answer.statusCode ?? 500) < 300) return answer;
    throw problemOf(answer.statusCode ?? 500, await read(answer));
  };
  const text = async (path: string): Promise<string> => read(await open(path));
  return {
    target,
    open,
    text,
    async call<T>(path: string, call: Call = {}): Promise<T> {
      const body = await read(await open(path, call));
      return (body === '' ? null : JSON.parse(body)) as T;
    },
  };
}

function send(
  target: Target,
  path: string,
  { method = 'GET', body, type, headers, signal }: Call,
): Promise<IncomingMessage> {
  const stream = body instanceof Readable ? body : null;
  const octets =
    body === undefined || stream !== null ? null : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const options: RequestOptions = {
    method,
    path,
    // A connection kept from before may lead to a service that is gone.
    agent: false,
    ...(target.kind === 'socket' ? { socketPath: target.path } : {}),
    headers: {
      ...(target.kind === 'http' && target.token !== null ? { Authorization: `Bearer ${target.token}` } : {}),
      ...(octets === null ? {} : { 'Content-Type': type ?? 'application/json', 'Content-Length': octets.length }),
      ...(stream === null ? {} : { 'Content-Type': type ?? 'application/octet-stream' }),
      ...headers,
    },
    ...(signal === undefined ? {} : { signal }),
  };
  return new Promise((resolve, reject) => {
    const call =
      target.kind === 'socket'
        ? requestHttp(options, resolve)
        : (target.url.protocol === 'https:' ? requestHttps : requestHttp)(new URL(path, target.url), options, resolve);
    call.on('error', (error) => reject(error.name === 'AbortError' ? error : new Unreachable(target, error)));
    if (stream === null) call.end(octets ?? undefined);
    else {
      stream.on('error', (error) => {
        call.destroy();
        reject(error);
      });
      stream.pipe(call);
    }
  });
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

interface ProblemJson {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

function problemOf(status: number, body: string): ApiProblem {
  let problem: ProblemJson = {};
  try {
    problem = JSON.parse(body) as ProblemJson;
  } catch (error) {
    // Something that is no hearback may answer there.
    if (!(error instanceof SyntaxError)) throw error;
  }
  const details = (problem.errors ?? []).map(
    ({ pointer, detail }) => `${pointer === '' ? 'request' : pointer} ${detail}`,
  );
  return new ApiProblem(
    status,
    problem.code ?? 'unknown',
    problem.detail ?? problem.title ?? `HTTP ${status}`,
    details,
  );
}
