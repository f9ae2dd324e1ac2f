/** A request of the Fetch standard, over the operator's socket or HTTP. */
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Unreachable } from './problem.ts';
import type { Target } from './target.ts';

/** Resolves with the answer as soon as it begins. Rejects with Unreachable, or as the request was aborted. */
export async function send(target: Target, request: Request): Promise<Response> {
  const answer = await begin(target, request);
  const { statusCode = 502, headers } = answer;
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  const empty = [204, 205, 304].includes(statusCode);
  if (empty) answer.resume();
  return new Response(empty ? null : (Readable.toWeb(answer) as BodyInit & ReadableStream), {
    status: statusCode,
    headers: fields,
  });
}

function begin(target: Target, request: Request): Promise<IncomingMessage> {
  const url = new URL(request.url);
  const options: RequestOptions = {
    method: request.method,
    path: `${url.pathname}${url.search}`,
    // A connection kept from before may lead to a service that is gone.
    agent: false,
    headers: Object.fromEntries(request.headers),
    signal: request.signal,
    ...(target.kind === 'socket' ? { socketPath: target.path } : {}),
  };
  return new Promise((resolve, reject) => {
    const call =
      target.kind === 'socket'
        ? requestHttp(options, resolve)
        : (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve);
    call.on('error', (error) => reject(error.name === 'AbortError' ? error : new Unreachable(target, error)));
    // Not every end is an error to Node: it closes on who answers 101, and says no more.
    call.on('close', () => reject(new Unreachable(target, new Error('the connection ended without an answer'))));
    if (request.body === null) {
      call.end();
      return;
    }
    const body = Readable.fromWeb(request.body as ReadableStream);
    body.on('error', (error) => {
      call.destroy();
      reject(error);
    });
    body.pipe(call);
  });
}
