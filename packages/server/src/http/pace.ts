/**
 * How long a request may take to come in. Nobody has a minute for all of it; a caller has as long as it keeps coming, for a list of
 * 200 MB over a slow line takes hours and is no attack. Its head has a minute in any case, which is Node's `headersTimeout`.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasBody } from './declared-body.ts';
import { Problem } from './errors.ts';
import { nobody } from './keys.ts';
import { refuse } from './malformed.ts';

export interface Pace {
  /** Milliseconds. */
  readonly window: number;
  /** Octets that come within each at least. */
  readonly least: number;
}

const usualPace: Pace = { window: 60_000, least: 65_536 };

/** Before the guard: who is refused there may pour on too. */
export function paceBodies(app: FastifyInstance, { window, least }: Pace = usualPace): void {
  app.addHook('onRequest', async (request, reply) => {
    const { raw } = request;
    if (!hasBody(raw.headers)) return;
    let before = raw.socket.bytesRead;
    const timer = setInterval(() => {
      const { bytesRead } = raw.socket;
      const goesOn = request.caller !== nobody && !reply.raw.writableEnded && bytesRead - before >= least;
      before = bytesRead;
      if (!goesOn && !raw.complete) cutOff(request, reply);
    }, window).unref();
    // It has come to its end, or its connection has.
    raw.once('close', () => clearInterval(timer));
  });
}

function cutOff({ raw, id }: FastifyRequest, reply: FastifyReply): void {
  if (reply.raw.headersSent) raw.socket.destroy();
  else refuse(raw.socket, new Problem('too_slow', 'The request did not come in within its time'), id);
}
