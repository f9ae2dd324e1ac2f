/** What never becomes the request of a route: no HTTP, a head too large, a path that cannot be read. Told in the form of all errors. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errorTable, Problem, problemBody } from './errors.ts';

/** Writes the answer past HTTP's own rules, and ends the connection. */
export function refuse(socket: Socket, problem: Problem, requestId: string = crypto.randomUUID()): void {
  const { status } = errorTable[problem.code];
  const body = JSON.stringify(problemBody(problem, requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

/** For Node's `clientError`. */
export function refuseClient({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  refuse(socket, problemOfClient(code));
}

function problemOfClient(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new Problem('head_too_large', 'Path and header fields together are too long');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem('too_slow', 'The request did not come in within its time');
  return new Problem('malformed_request', 'This is no request of HTTP');
}

/** Of a path that leads nowhere because of its form. */
function problemOfPath({ code }: FastifyError): Problem {
  return code === 'FST_ERR_BAD_URL'
    ? new Problem('malformed_request', 'The path has a percent sign that begins no octet of UTF-8')
    : new Problem('no_such_path', 'There is no such path');
}

/** For Fastify's `frameworkErrors`, which come before its hooks. */
export function answerPath(error: FastifyError, { id }: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOfPath(error);
  void reply
    .code(errorTable[problem.code].status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, id)));
}
