/** A body is what its head says it is, or it is refused before anything reads it: packed, or of a type that the route has no form for. */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from './errors.ts';

/** Call before the first route is made. */
export function checkBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers }) => {
    const { 'content-encoding': encoding = 'identity', 'transfer-encoding': transfer = 'chunked' } = headers;
    if (hasBody(headers) && (encoding.toLowerCase() !== 'identity' || transfer.toLowerCase() !== 'chunked'))
      throw new Problem('unsupported_media_type', 'Send the body as it is, not packed');
  });
  app.addHook('onRoute', (route: RouteOptions) => {
    const body = route.schema?.body as { readonly content?: object } | undefined;
    if (body?.content === undefined) return;
    // Fastify lets pass what has another type than these, or none.
    const types = Object.keys(body.content);
    route.preValidation = [
      async (request: FastifyRequest) => {
        if (!types.includes(mediaType(request)))
          throw new Problem('unsupported_media_type', `Send ${types.join(' or ')}`);
      },
      ...[route.preValidation ?? []].flat(),
    ];
  });
}

export const hasBody = (headers: FastifyRequest['headers']): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** Without its parameters; empty where nothing is said. */
export function mediaType({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  return type.trim().toLowerCase();
}
