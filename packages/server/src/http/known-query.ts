/**
 * A route without a form for its query takes none: `?dryrun=true` at one that knows no dry run would do in earnest what was
 * meant as a trial. Not where anybody may ask: providers and probes put there what they like.
 */
import type { FastifyInstance } from 'fastify';
import { strict } from './schemas.ts';

/** Call before the first route is made. */
export function refuseUnknownQuery(app: FastifyInstance): void {
  const none = strict({});
  app.addHook('onRoute', (route) => {
    if (route.config?.scope != null && route.schema?.querystring === undefined)
      route.schema = { ...route.schema, querystring: none };
  });
}
