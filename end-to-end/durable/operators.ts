/** People who hold, let go, cancel, give up, try again, pause and resume at random while mail is on its way, and what each was told. */
import { setTimeout } from 'node:timers/promises';
import { ask, countsOf, releaseAll, resume, retryAll } from './api.ts';
import { sequence } from './campaign.ts';
import type { Life } from './server-process.ts';
import type { Trial } from './trial.ts';

export interface Order {
  readonly what: 'hold' | 'release' | 'cancel' | 'expire' | 'retry' | 'pause' | 'resume';
  /** Null: the domain. */
  readonly message: string | null;
  readonly asked: number;
  /** Null: the server died before it had answered. */
  readonly answer: { readonly at: number; readonly changed: number; readonly beingSent: number } | null;
}

/** Milliseconds that a pause lasts when nobody ends it. */
export const pauseLasts = 6000;
const domain = 'sink.example';

/** As often as it stands here. */
const usual: readonly Order['what'][] = [
  ...(['hold', 'hold', 'hold', 'release', 'release', 'cancel', 'cancel', 'expire', 'retry'] as const),
  ...(['pause', 'resume'] as const),
];

const mayBeOfDomain: ReadonlySet<Order['what']> = new Set(['hold', 'release', 'retry']);

interface Given {
  readonly trial: Trial;
  /** Who can be asked now. */
  readonly lives: () => readonly Life[];
  readonly isOver: () => boolean;
}

/** Lets go whatever was stopped, and tries it now. Resolves to how much is in the queue still. */
export async function letAllGo(trial: Trial, life: Life): Promise<number> {
  for (const what of ['resume', 'release'] as const)
    trial.orders.push({ what, message: null, asked: performance.now(), answer: null });
  await resume(life.socket, domain);
  await releaseAll(life.socket);
  await retryAll(life.socket);
  const { waiting, leased, held } = await countsOf(life.socket);
  return waiting + leased + held;
}

/** One who gives an order, waits for the answer, and thinks for a moment. */
export async function operate(name: string, { trial, lives, isOver }: Given): Promise<void> {
  const random = sequence(name);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  while (!isOver()) {
    await setTimeout(20 + random() * 40);
    const life = pick(lives());
    // Every other time about mail that somebody has given an order about.
    const again = random() < 0.5 ? pick(trial.orders.slice(-30))?.message : null;
    const message = again ?? pick(trial.acknowledged.slice(-100))?.id;
    const what = pick(usual);
    if (life === undefined || message === undefined || what === undefined) continue;
    const isOfDomain = what === 'pause' || what === 'resume' || (mayBeOfDomain.has(what) && random() < 0.15);
    trial.orders.push(await order(life, what, isOfDomain ? null : message));
  }
}

async function order({ socket }: Life, what: Order['what'], message: string | null): Promise<Order> {
  const path = message === null ? `/v1/queue/${what}` : `/v1/messages/${message}/${what}`;
  const isLane = what === 'pause' || what === 'resume';
  const ofDomain = isLane ? { lane: domain, ...(what === 'pause' && { for: `${pauseLasts}ms` }) } : { domain };
  const asked = performance.now();
  try {
    const { status, body } = await ask(socket, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message === null ? ofDomain : {}),
    });
    if (status !== 200) throw new Error(`${path} answers ${status}: ${body}`);
    const { changed, being_sent = 0 } = JSON.parse(body) as { readonly changed: number; readonly being_sent?: number };
    return { what, message, asked, answer: { at: performance.now(), changed, beingSent: being_sent } };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { what, message, asked, answer: null };
  }
}
