/** One request to an endpoint, signed anew each time; an answer of the kind 2xx takes it, nothing else does. */
import type { Clock } from '../delivery/clock.ts';
import { type Answer, EgressError, type Fetch } from '../egress/fetch.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../store/store.ts';
import { readRetryAfter, type Wish } from './schedule.ts';
import { seconds, sign } from './signature.ts';

export type Attempted = { readonly at: number; readonly status: number | null; readonly duration: number } & (
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly error: string; readonly wish: Wish; readonly gone: boolean }
);

export interface AttemptDeps {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly version: string;
}

const overloaded: ReadonlySet<number> = new Set([429, 502, 504]);
const longestError = 300;

export async function attempt(
  { fetch, clock, version }: AttemptDeps,
  { url, secrets }: Pick<WebhookEndpoint, 'url' | 'secrets'>,
  { publication, body }: Pick<WebhookDelivery, 'publication' | 'body'>,
): Promise<Attempted> {
  const at = clock.now();
  const began = clock.monotonic();
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': `Hearback/${version}`,
    'webhook-id': publication,
    'webhook-timestamp': seconds(at),
    'webhook-signature': sign(publication, at, body, secrets),
  };
  const took = (): number => Math.round(clock.monotonic() - began);
  try {
    return judged(await fetch({ url, method: 'POST', headers, body, statusOnly: true }), at, took());
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    const wish = { retryAfter: null, overloaded: false };
    const told = error.message.slice(0, longestError);
    return { kind: 'refused', at, status: null, duration: took(), error: told, wish, gone: false };
  }
}

function judged({ status, retryAfter }: Answer, at: number, duration: number): Attempted {
  if (status >= 200 && status <= 299) return { kind: 'taken', at, status, duration };
  const wish = { retryAfter: readRetryAfter(retryAfter, at + duration), overloaded: overloaded.has(status) };
  const error =
    status >= 300 && status <= 399 ? `answered ${status}: redirects are not followed` : `answered ${status}`;
  return { kind: 'refused', at, status, duration, error, wish, gone: status === 410 };
}
