/**
 * The same Idempotency-Key stands for the same request for a day: it gets the same message again, and another request under
 * it is refused. A key belongs to who uses it: two callers never meet.
 */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Problem } from './errors.ts';

export interface Idempotency {
  readonly key: string;
  readonly fingerprint: string;
}

export function idempotencyOf(request: FastifyRequest): Idempotency | null {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return null;
  if (typeof given !== 'string' || !/^[!-~]{1,256}$/.test(given)) {
    const errors = [{ pointer: '/headers/idempotency-key', detail: 'must have 1 to 256 visible ASCII characters' }];
    throw new Problem('invalid_request', 'The Idempotency-Key does not have its form', { errors });
  }
  const hash = createHash('sha256').update(canonical(request.query));
  if (Buffer.isBuffer(request.body)) hash.update('rfc822').update(request.body);
  else hash.update('json').update(canonical(request.body));
  return { key: `${request.caller.name} ${given}`, fingerprint: hash.digest('hex') };
}

/** JSON with the fields in one order: the same request in another order is the same. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
