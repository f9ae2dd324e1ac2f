/**
 * `hearback demo`: simulated receivers, the server in a temporary folder, a campaign, and what becomes of it, live. Uses no
 * network but loopback; leaves nothing behind.
 */
import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceivers } from '@hearback/receivers';
import { type Io, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import { campaign, populationOf, profiles } from './campaign.ts';
import { follow } from './follow.ts';
import { jsonView } from './json-view.ts';
import { createLedger } from './ledger.ts';
import { plainView } from './plain-view.ts';
import { Progress } from './progress.ts';
import { startService } from './service.ts';
import { submit } from './submit.ts';
import { terminalView } from './terminal-view.ts';
import type { Moment, View, Whereabouts } from './view.ts';

export interface DemoOptions {
  readonly json?: boolean;
  /** End after the campaign instead of running on. */
  readonly once?: boolean;
  /** Default 1: the same seed, the same campaign and the same fates. */
  readonly seed?: number;
  /** Messages; default 3,000. */
  readonly size?: number;
  /** How much faster than real time; default 1800: half an hour a second. */
  readonly speed?: number;
  /** The server's store without threads: for tests that run from sources. */
  readonly inProcess?: boolean;
  /** Ends the demo: Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Milliseconds between two pictures. */
const FRAME = 250;
/** With `once`: the longest that the end of the last retries is waited for, in real milliseconds. */
const LONGEST = 60_000;

/** Resolves when everything is cleaned up; rejects when the demo cannot run. */
export async function runDemo(options: DemoOptions, io: Pick<Io, 'stdout' | 'env'>): Promise<void> {
  const { seed = 1, size = 3000, speed = 1800, inProcess = false, signal } = options;
  const folder = await mkdtemp(join(tmpdir(), 'hearback-demo-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const mailings = campaign(seed, size);
    const world = await startReceivers({ seed, speed, population: populationOf(mailings), profiles });
    closers.push(() => world.close());
    const service = await startService({ folder, speed, dns: world.dns, smtpPort: world.smtpPort, inProcess });
    closers.push(() => service.close());
    const where: Whereabouts = {
      folder,
      socket: service.socket,
      config: service.config,
      api: service.api,
      page: service.page,
      submission: `${service.submission.host}:${service.submission.port}`,
      receivers: `DNS ${world.dns.address}:${world.dns.port}, SMTP port ${world.smtpPort}`,
    };
    await play({ ...options, once: options.once ?? false }, mailings, where, service.submission, viewFor(options, io));
    if (!(options.once ?? false)) await aborted(signal);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function viewFor({ json = false }: DemoOptions, { stdout, env }: Pick<Io, 'stdout' | 'env'>): View {
  if (json) return jsonView(stdout);
  const paint = painter(wantsColour(stdout, env));
  return stdout.isTTY === true && env['TERM'] !== 'dumb' ? terminalView(stdout, paint) : plainView(stdout, paint);
}

async function play(
  { once, signal }: DemoOptions & { readonly once: boolean },
  mailings: ReturnType<typeof campaign>,
  where: Whereabouts,
  submission: { readonly host: string; readonly port: number },
  view: View,
): Promise<void> {
  const total = mailings.reduce((sum, { recipients }) => sum + recipients.length, 0);
  const progress = new Progress(total);
  const ledger = createLedger();
  const began = performance.now();
  const moment = (): Moment => ({
    standing: progress.standing,
    get health() {
      return ledger.health();
    },
    elapsed: performance.now() - began,
  });
  const ending = new AbortController();
  const stop = AbortSignal.any([signal, ending.signal]);
  // Each connection that hands mail in listens to it.
  setMaxListeners(0, stop);
  await follow(
    where.socket,
    (event) => {
      progress.hear(event);
      ledger.hear(event);
      view.event(event);
    },
    stop,
  );
  view.started(where, total);
  const frames = setInterval(() => view.moment(moment()), FRAME);
  try {
    await submit(mailings, submission, stop);
    await Promise.race([progress.finished, aborted(signal), timeout(LONGEST, stop)]);
  } finally {
    clearInterval(frames);
    ending.abort();
  }
  if (!signal.aborted) view.ended(moment(), where, !once);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function timeout(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
