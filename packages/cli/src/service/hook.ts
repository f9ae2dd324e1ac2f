/** `hearback hook ls|add|rm|pause|resume|test|rotate|deliveries|replay`: programs that are told what happens. */
import type { Answer, operations } from '@hearback/server/api';
import { exitCodes, type Io, jsonLine } from '../io.ts';
import { printableLine } from '../view/paint.ts';
import { answer } from './api.ts';
import { given } from './given.ts';
import { writeList } from './listing.ts';
import { pages } from './pages.ts';
import { withService } from './run.ts';
import type { TargetFlags } from './target.ts';

interface Json extends TargetFlags {
  readonly json?: boolean;
}
type Webhook = Answer<'/v1/webhooks'>['data'][number];
type WebhookType = NonNullable<
  operations['postV1Webhooks']['requestBody']['content']['application/json']['types']
>[number];
type Delivery = Answer<'/v1/webhooks/{id}/deliveries'>['data'][number];

const of = (id: string) => ({ params: { path: { id } } });
const print = (io: Io, flags: Json, value: object, line: string): void =>
  void io.stdout.write(flags.json === true ? jsonLine(value) : `${printableLine(line)}\n`);

export async function list(this: Io, flags: Json): Promise<void> {
  await withService(this, flags, async (api) => {
    const { data } = await answer(api.GET('/v1/webhooks'));
    const listing = { what: 'webhooks', hint: '`hearback hook add URL` adds one', json: flags.json };
    await writeList(this, { ...listing, line: (hook) => `${printableLine(hookLine(hook))}\n` }, data);
    return exitCodes.ok;
  });
}

function hookLine({ id, url, state, types, why, failing_since: failing, description }: Webhook): string {
  const trouble = why !== null ? `  ${why}` : failing === null ? '' : `  failing since ${short(failing)}`;
  const wanted = types.length === 0 ? 'all types' : types.join(' ');
  return `${id}  ${state}  ${url}  ${wanted}${description === '' ? '' : `  ${description}`}${trouble}`;
}

export interface AddHookFlags extends Json {
  readonly type?: WebhookType[];
  readonly description?: string;
  readonly secret?: string;
}

export async function add(this: Io, flags: AddHookFlags, url: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const { type: types, description, secret } = flags;
    const body = { url, ...given({ types, description, secret }) };
    showSecret(this, flags, await answer(api.POST('/v1/webhooks', { body })));
    return exitCodes.ok;
  });
}

function showSecret(io: Io, flags: Json, made: { readonly id: string; readonly secret: string }): void {
  if (flags.json === true) {
    io.stdout.write(jsonLine(made));
    return;
  }
  io.stdout.write(`${made.id}  ${made.secret}\n`);
  io.stderr.write('The secret is shown this once: receivers verify signatures with it (docs/webhooks-out.md).\n');
}

export async function remove(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    await answer(api.DELETE('/v1/webhooks/{id}', of(id)));
    this.stderr.write(`The webhook ${printableLine(id)} is told nothing more.\n`);
    return exitCodes.ok;
  });
}

export const setState = (state: 'active' | 'paused') =>
  async function (this: Io, flags: Json, id: string): Promise<void> {
    await withService(this, flags, async (api) => {
      const changed = await answer(api.PATCH('/v1/webhooks/{id}', { ...of(id), body: { state } }));
      print(this, flags, changed, hookLine(changed));
      return exitCodes.ok;
    });
  };

/** Exits with 1 when the endpoint did not take it. */
export async function test(this: Io, flags: Json, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const tested = await answer(api.POST('/v1/webhooks/{id}/test', of(id)));
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
  await withService(this, flags, async (api) => {
    const { overlap, secret } = flags;
    const body = given({ overlap, secret });
    showSecret(this, flags, await answer(api.POST('/v1/webhooks/{id}/rotate', { ...of(id), body })));
    return exitCodes.ok;
  });
}

export interface DeliveriesFlags extends Json {
  readonly state?: Delivery['state'];
  readonly limit?: number;
}

export async function deliveries(this: Io, flags: DeliveriesFlags, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    const { state, limit = 50 } = flags;
    const filter = given({ state });
    const found = pages((page) => {
      const params = { path: { id }, query: { ...filter, ...page } };
      return answer(api.GET('/v1/webhooks/{id}/deliveries', { params }));
    }, limit);
    for await (const delivery of found) print(this, flags, delivery, deliveryLine(delivery));
    return exitCodes.ok;
  });
}

function deliveryLine({ id, at, type, state, attempts, next_attempt_at: next, status, error }: Delivery): string {
  const when = next === null ? '' : `  next ${short(next)}`;
  const why = error ?? (status === null ? '' : String(status));
  return `${id}  ${short(at)}  ${type.padEnd(20)}  ${state.padEnd(9)}  ${attempts}  ${why}${when}`.trimEnd();
}

/** A delivery, or with `since` all that happened from then on, for a webhook. */
export async function replay(this: Io, flags: Json & { readonly since?: string }, id: string): Promise<void> {
  await withService(this, flags, async (api) => {
    if (flags.since === undefined) {
      const again = await answer(api.POST('/v1/deliveries/{id}/replay', of(id)));
      print(this, flags, again, deliveryLine(again));
      return exitCodes.ok;
    }
    let since: string | null = flags.since;
    let queued = 0;
    while (since !== null) {
      const replayed: { readonly queued: number; readonly next: string | null } = await answer(
        api.POST('/v1/webhooks/{id}/replay', { ...of(id), body: { since } }),
      );
      queued += replayed.queued;
      // Nothing is older than the instant that was asked for: the same one again would never end.
      since = replayed.next === since ? null : replayed.next;
    }
    print(this, flags, { queued }, `${queued} are sent again`);
    return exitCodes.ok;
  });
}

const short = (instant: string): string => instant.slice(0, 19).replace('T', ' ');
