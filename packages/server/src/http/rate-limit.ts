/**
 * How often one key may ask: a bucket of tokens that fills evenly, so that a burst of a few seconds passes and a flood does
 * not. Told in the fields of draft-ietf-httpapi-ratelimit-headers, version 07: a client can slow down before it must.
 */
import type { FastifyReply } from 'fastify';
import { Problem } from './errors.ts';

export interface RateLimitOptions {
  /** Requests a second; null: no limit. */
  readonly perSecond: number | null;
  /** Requests that may come at once. */
  readonly burst: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Takes a token of the caller's; throws a Problem `too_many_requests` when there is none. */
export type RateLimit = (caller: string, reply: FastifyReply) => void;

interface Bucket {
  tokens: number;
  at: number;
}

/** Keys at a time; a bucket that is forgotten is a full one. */
const mostBuckets = 10_000;

export function createRateLimit({ perSecond, burst, now }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, Bucket>();
  if (perSecond === null) return () => {};
  return (caller, reply) => {
    const at = now();
    const bucket = buckets.get(caller) ?? { tokens: burst, at };
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    if (buckets.size >= mostBuckets && !buckets.has(caller)) buckets.delete(buckets.keys().next().value ?? '');
    buckets.set(caller, bucket);
    const isFree = bucket.tokens >= 1;
    if (isFree) bucket.tokens -= 1;
    const wait = (tokens: number): number => Math.ceil(Math.max(0, tokens - bucket.tokens) / perSecond);
    reply.headers({
      'RateLimit-Limit': String(burst),
      'RateLimit-Remaining': String(Math.floor(bucket.tokens)),
      'RateLimit-Reset': String(wait(burst)),
    });
    if (isFree) return;
    throw new Problem('too_many_requests', `This key may ask ${perSecond} times a second`, {
      retryAfter: Math.max(1, wait(1)),
    });
  };
}
