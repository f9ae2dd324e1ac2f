/**
 * `hearback demo`: simulated receivers, the server in a temporary folder, two weeks of history, a campaign and what becomes
 * of it, live, then new mail for as long as it runs. Uses no network but loopback; leaves nothing behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceivers } from '@hearback/receivers';
import { pacedClock } from '@hearback/server';
import { type Io, wantsColour } from '../io.ts';
import { painter } from '../view/paint.ts';
import { campaign, populationOf, profiles } from './campaign.ts';
import { watchable, worldClock } from './clock.ts';
import { episodeFates, playEpisodes } from './episodes.ts';
import { customersOf } from './history/timetable.ts';
import { jsonView } from './json-view.ts';
import { plainView } from './plain-view.ts';
import { createPlay } from './play.ts';
import { startService } from './service.ts';
import { openSurroundings } from './surroundings/surroundings.ts';
import { terminalView } from './terminal-view.ts';
import { createTrickle } from './trickle.ts';
import type { View, Whereabouts } from './view.ts';

export interface DemoOptions {
  readonly json?: boolean;
  /** End after the campaign instead of running on. */
  readonly once?: boolean;
  /** Default 1: the same seed, the same campaign and the same fates. */
  readonly seed?: number;
  /** Messages; default 3,000. */
  readonly size?: number;
  /** How much faster than real time the campaign is; default 1800: half an hour a second. */
  readonly speed?: number;
  /** The server's store without threads: for tests that run from sources. */
  readonly inProcess?: boolean;
  /** Ends the demo: Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Resolves when everything is cleaned up; rejects when the demo cannot run. */
export async function runDemo(options: DemoOptions, io: Pick<Io, 'stdout' | 'env'>): Promise<void> {
  const { seed = 1, size = 3000, speed = 1800, inProcess = false, once = false, signal } = options;
  const folder = mkdtempSync(join(tmpdir(), 'hearback-demo-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  // Also when it is not closed in order: a second Ctrl-C, a reader that goes.
  process.once('exit', remove);
  const closers: (() => unknown)[] = [() => process.off('exit', remove), remove];
  try {
    const mailings = campaign(seed, size);
    const trickle = createTrickle(seed);
    const customers = customersOf(seed);
    const fates = populationOf([...mailings, ...episodeFates(customers)]);
    const clock = pacedClock(once ? speed : 1);
    const world = await startReceivers({
      ...{ seed, speed, profiles, clock: worldClock(clock) },
      population: (address) => fates(address) ?? trickle.population(address),
    });
    closers.push(() => world.close());
    const surroundings = once ? null : await openSurroundings(folder, seed, clock);
    if (surroundings !== null) closers.push(() => surroundings.close());
    const service = await startService({
      ...{ folder, clock, speed, inProcess, also: surroundings?.configuration ?? '' },
      ...{ dns: world.dns, smtpPort: world.smtpPort },
    });
    closers.push(() => service.close());
    world.setReturnTo(service.submission);
    const where: Whereabouts = {
      folder,
      socket: service.socket,
      config: service.config,
      program: io.env['npm_command'] === undefined ? 'hearback' : 'npx hearback',
      api: service.api,
      page: await service.invite(),
      submission: `${service.submission.host}:${service.submission.port}`,
      receivers: `DNS ${world.dns.address}:${world.dns.port}, SMTP port ${world.smtpPort}`,
    };
    const view = viewFor(options, io);
    const play = createPlay({ mailings, where, submission: service.submission, view, signal });
    view.started(where, play.total);
    if (surroundings === null) await play.campaign();
    else {
      await play.history(seed, clock.now());
      if (signal.aborted) return;
      clock.setSpeed(speed);
      await surroundings.tell(60);
      await play.campaign();
      const { socket, submission } = service;
      await playEpisodes({
        ...{ socket, submission, clock, seed, customers, signal },
        programs: surroundings.programs,
      });
      await surroundings.tell(20);
      clock.setSpeed(Math.min(speed, watchable));
    }
    if (signal.aborted) return;
    // The link from the beginning may have been used.
    view.ended(play.moment(), once ? where : { ...where, page: await service.invite() }, !once);
    if (surroundings !== null)
      await trickle.run(service.submission, clock, signal, async (letters) => {
        if (letters % 5 === 0) await surroundings.tell(2);
      });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function viewFor({ json = false }: DemoOptions, { stdout, env }: Pick<Io, 'stdout' | 'env'>): View {
  if (json) return jsonView(stdout);
  const paint = painter(wantsColour(stdout, env));
  return stdout.isTTY === true && env['TERM'] !== 'dumb' ? terminalView(stdout, paint) : plainView(stdout, paint);
}
