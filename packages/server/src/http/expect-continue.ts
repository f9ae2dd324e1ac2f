/**
 * `Expect: 100-continue` (RFC 9110 §10.1.1): a client asks before it sends its body. It is told to only when it has been let in
 * and the body is not too large; otherwise it is spared the sending.
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Call behind the guard. */
export function inviteBodies(app: FastifyInstance): void {
  const waiting = new WeakSet<IncomingMessage>();
  app.server.on('checkContinue', (request, response) => {
    waiting.add(request);
    app.server.emit('request', request, response);
  });
  app.addHook('preParsing', async ({ raw, routeOptions }, reply) => {
    const length = Number(raw.headers['content-length'] ?? 0);
    if (!waiting.has(raw) || length > routeOptions.bodyLimit) return;
    waiting.delete(raw);
    reply.raw.writeContinue();
  });
  app.addHook('onSend', async ({ raw }, reply) => {
    // The body may come all the same, and would be read as the next request.
    if (waiting.has(raw)) reply.header('Connection', 'close');
  });
}
