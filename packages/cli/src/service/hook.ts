/** `hearback hook ls|add|rm|pause|resume|test|rotate|deliveries|replay`: programs that are told what happens. */
import type { WireDelivery, WireWebhook } from '@hearback/server';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

interface Json extends TargetFlags {
  readonly json?: boolean;
}
type WithSecret = WireWebhook & { readonly secret: string };

const pathOf = (id: string): string => `/v1/webhooks/${encodeURIComponent(id)}`;
const print = (io: Io, flags: Json, value: object, line: string): void =>
  void io.stdout.write(flags.json === true ? jsonLine(value) : `${printableLine(line)}\n`);

export async function list(this: Io, flags: Json): Promise<void> {
  await withService(this, flags, async (client) => {
    const { data } = await client.call<{ readonly data: readonly WireWebhook[] }>('/v1/webhooks');
    for (const hook of data) print(this, flags, hook, hookLine(hook));
    if (data.length === 0) this.stderr.write('hearback: no webhooks yet; `hearback hook add URL` adds one\n');
    return exitCodes.ok;
  });
}

function hookLine({ id, url, state, types, why, failing_since: failing, description }: WireWebhook): string {
  const trouble = why !== null ? `  ${why}` : failing === null ? '' : `  failing since ${short(failing)}`;
  const wanted = types.length === 0 ? 'all types' : types.join(' ');
  return `${id}  ${state}  ${url}  ${wanted}${description === '' ? '' : `  ${description}`}${trouble}`;
}

export interface AddHookFlags extends Json {
  readonly type?: readonly string[];
  readonly description?: string;
  readonly secret?: string;
}

export async function add(this: Io, flags: AddHookFlags, url: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const { type: types, description, secret } = flags;
    const body = { url, types, description, secret };
    showSecret(this, flags, await client.call<WithSecret>('/v1/webhooks', { method: 'POST', body }));
    return exitCodes.ok;
  });
}

function showSecret(io: Io, flags: Json, made: WithSecret): void {
  if (flags.json === true) {
    io.stdout.write(jsonLine(made));
    return;
  }
  io.stdout.write(`${made.id}  ${made.secret}\n`);
  io.stderr.write('The secret is shown this once: receivers verify signatures with it (docs/webhooks-out.md).\n');
}

export async function remove(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    await client.call(pathOf(id), { method: 'DELETE' });
    this.stderr.write(`The webhook ${printableLine(id)} is told nothing more.\n`);
    return exitCodes.ok;
  });
}

export const setState = (state: 'active' | 'paused') =>
  async function (this: Io, flags: Json, id: string): Promise<void> {
    await withService(this, flags, async (client) => {
      const changed = await client.call<WireWebhook>(pathOf(id), { method: 'PATCH', body: { state } });
      print(this, flags, changed, hookLine(changed));
      return exitCodes.ok;
    });
  };

/** Exits with 1 when the endpoint did not take it. */
export async function test(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const tested = await client.call<WireDelivery>(`${pathOf(id)}/test`, { method: 'POST' });
    const { state, status, error, duration_ms: took } = tested;
    print(this, flags, tested, state === 'delivered' ? `answered ${status} in ${took} ms` : `failed: ${error}`);
    return state === 'delivered' ? exitCodes.ok : exitCodes.no;
  });
}

export async function rotate(
  this: Io,
  flags: Json & { readonly overlap?: string; readonly secret?: string },
  id: string,
): Promise<void> {
  await withService(this, flags, async (client) => {
    const { overlap, secret } = flags;
    const body = { overlap, secret };
    showSecret(this, flags, await client.call<WithSecret>(`${pathOf(id)}/rotate`, { method: 'POST', body }));
    return exitCodes.ok;
  });
}

export interface DeliveriesFlags extends Json {
  readonly state?: string;
  readonly limit?: number;
}

export async function deliveries(this: Io, flags: DeliveriesFlags, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    const { state, limit = 50 } = flags;
    for await (const delivery of pages<WireDelivery>(client, `${pathOf(id)}/deliveries`, { state }, limit))
      print(this, flags, delivery, deliveryLine(delivery));
    return exitCodes.ok;
  });
}

function deliveryLine({ id, at, type, state, attempts, next_attempt_at: next, status, error }: WireDelivery): string {
  const when = next === null ? '' : `  next ${short(next)}`;
  const why = error ?? (status === null ? '' : String(status));
  return `${id}  ${short(at)}  ${type.padEnd(20)}  ${state.padEnd(9)}  ${attempts}  ${why}${when}`.trimEnd();
}

/** A delivery, or with `since` all that happened from then on, for a webhook. */
export async function replay(this: Io, flags: Json & { readonly since?: string }, id: string): Promise<void> {
  await withService(this, flags, async (client) => {
    if (flags.since === undefined) {
      const path = `/v1/deliveries/${encodeURIComponent(id)}/replay`;
      const again = await client.call<WireDelivery>(path, { method: 'POST' });
      print(this, flags, again, deliveryLine(again));
      return exitCodes.ok;
    }
    let since: string | null = flags.since;
    let queued = 0;
    while (since !== null) {
      const answer: { readonly queued: number; readonly next: string | null } = await client.call(
        `${pathOf(id)}/replay`,
        { method: 'POST', body: { since } },
      );
      queued += answer.queued;
      // Nothing is older than the instant that was asked for: the same one again would never end.
      since = answer.next === since ? null : answer.next;
    }
    print(this, flags, { queued }, `${queued} are sent again`);
    return exitCodes.ok;
  });
}

const short = (instant: string): string => instant.slice(0, 19).replace('T', ' ');
