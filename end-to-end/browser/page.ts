/** The demo with its data, and a real Chromium that has opened its page. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type APIResponse, type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';

export interface Demo {
  /** "http://127.0.0.1:40123" */
  readonly base: string;
  /** Of the operator: asks the API as the page does. */
  readonly ask: <T>(path: string) => Promise<T>;
  readonly tell: <T>(path: string, body: object) => Promise<T>;
  readonly browser: Browser;
  /** Configuration file, for commands that ask the demo's server. */
  readonly config: string;
  /** Signed in. What went wrong on its pages is in `troubles`. */
  readonly visit: (options?: VisitOptions) => Promise<Visit>;
  readonly close: () => Promise<void>;
}

export interface VisitOptions {
  /** By another link than the operator's. */
  readonly link?: string;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts, refused by the policy, requests to elsewhere. */
  readonly troubles: string[];
  /** Goes there, and waits until everything asked for has come. */
  readonly open: (path: string) => Promise<void>;
}

/** Resolves when the demo's campaign has ended. */
export async function openDemo(size = 500): Promise<Demo> {
  const child = spawn(process.execPath, ['packages/cli/bin/hearback.js', 'demo', '--size', String(size)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const { link, config } = await toldBy(child);
  const browser = await launchBrowser();
  const { origin: base } = new URL(link);
  const first = await browser.newContext();
  const entering = await first.newPage();
  await entering.goto(link);
  await entering.getByRole('navigation', { name: 'Screens' }).waitFor();
  const state = await first.storageState();
  await entering.close();
  return {
    base,
    browser,
    config,
    ask: async <T>(path: string) => dataOf<T>(path, await first.request.get(base + path)),
    tell: async <T>(path: string, body: object) =>
      dataOf<T>(path, await first.request.post(base + path, { data: body, headers: { 'X-Hearback': 'a test' } })),
    async visit({ theme = 'light', width = 1440, height = 900, link: own } = {}) {
      const context = await browser.newContext({
        ...(own === undefined ? { storageState: state } : {}),
        ...{ colorScheme: theme, viewport: { width, height }, acceptDownloads: true },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const troubles = watch(page, base);
      if (own !== undefined) {
        await page.goto(own);
        await page.getByRole('navigation', { name: 'Screens' }).waitFor();
      }
      return { page, context, troubles, open: (path) => open(page, base + path, troubles) };
    },
    async close() {
      await browser.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser(),
    // Chromium has no sandbox for root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

async function dataOf<T>(path: string, answer: APIResponse): Promise<T> {
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** What the demo says of itself until its campaign has ended. */
async function toldBy(child: ChildProcess): Promise<{ readonly link: string; readonly config: string }> {
  if (child.stdout === null) throw new Error('the demo tells nothing');
  let link: string | null = null;
  let config = '';
  for await (const line of createInterface({ input: child.stdout })) {
    link = /https?:\/\/\S+\/#login=\S+/.exec(line)?.[0] ?? link;
    config = /--config (\S+)/.exec(line)?.[1] ?? config;
    // The last line that the demo writes when its campaign has ended.
    if (line.includes('The server runs on')) break;
  }
  // What it writes from now on is nobody's.
  child.stdout.resume();
  if (link === null) throw new Error('the demo has no link to the page; was it built?');
  return { link, config };
}

function watch(page: Page, base: string): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error')
      troubles.push(`console: ${message.text()} ${message.location().url.replace(base, '')}`);
  });
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !url.startsWith('blob:')) troubles.push(`request: ${url}`);
  });
  return troubles;
}

async function open(page: Page, url: string, troubles: readonly string[]): Promise<void> {
  await page.goto(url);
  try {
    await page.locator('main h1').first().waitFor();
    await page.waitForFunction(() => document.querySelector('.bones') === null);
  } catch (error) {
    throw new Error(`${url} does not come to rest: ${troubles.join('; ')}`, { cause: error });
  }
}
