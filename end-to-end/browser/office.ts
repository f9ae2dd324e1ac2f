/** A service of one's own and the way to it, so that either can be broken under an open page. */

import { once } from 'node:events';
import { connect as connectTo, createServer, type Socket } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../peers/peer.ts';
import { type House, makeHouse, type Serving, serve } from '../service.ts';
import { launchBrowser } from './page.ts';

export interface Office {
  readonly house: House;
  readonly browser: Browser;
  /** "http://127.0.0.1:40123" */
  readonly base: string;
  /** A link that works once. */
  readonly link: () => string;
  /** Somebody who has come in by a link. */
  readonly visit: () => Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** The network between: as it should be, closed to everybody, or passing nothing on without a word. */
  readonly setWay: (way: 'open' | 'closed' | 'dead') => void;
  /** Tells the service of a bounce, as another machine would. */
  readonly bounce: (recipient: string, list?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const house = makeHouse(1);
  const port = await freePort();
  const between = await openWay(port);
  const base = `http://127.0.0.1:${between.port}`;
  const direct = `http://127.0.0.1:${port}`;
  let serving: Serving | null = null;
  const start = async (): Promise<void> => {
    serving = await serve(house, { HEARBACK_HTTP__PORT: String(port) });
  };
  const stop = async (): Promise<void> => {
    serving?.child.kill('SIGKILL');
    await serving?.ended;
  };
  await start();
  const { key } = JSON.parse(house.run(['key', 'new', 'test', '--scope', 'ingest:write', '--json']).out);
  const browser = await launchBrowser();
  const link = (): string => {
    const { out } = house.run(['login', '--json']);
    const { secret } = /#login=(?<secret>[\w-]+)/.exec(out)?.groups ?? {};
    return `${base}/#login=${secret}`;
  };
  return {
    ...{ house, browser, base, link, start, stop, setWay: between.set },
    async visit() {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(link());
      await page.getByRole('navigation', { name: 'Screens' }).waitFor();
      return { page, context };
    },
    async bounce(recipient, list) {
      const response = await fetch(`${direct}/v1/ingest`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          source: 'test',
          events: [
            { key: recipient, type: 'bounced', recipient, reply: '550 5.1.1 No such user', remote_id: recipient, list },
          ],
        }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async close() {
      await browser.close();
      await stop();
      between.close();
      house.remove();
    },
  };
}

async function openWay(port: number) {
  let way: 'open' | 'closed' | 'dead' = 'open';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (way === 'closed') {
      near.destroy();
      return;
    }
    const far = connectTo(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      // What is dead stays dead: no connection comes back to life.
      from.on('data', (octets) => way === 'dead' || to.write(octets));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    set(next: typeof way): void {
      way = next;
      if (way === 'closed') cut();
    },
    close(): void {
      server.close();
      cut();
    },
  };
}
