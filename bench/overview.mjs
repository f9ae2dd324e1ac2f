#!/usr/bin/env node
/**
 * How long a person waits for the overview over a long ledger: the service and a real Chromium on this machine, from the
 * request to the last panel with its data on screen.
 *
 *     npm run build && node bench/ledger.mjs --events 10000000 --at DIR && node bench/overview.mjs --at DIR [--runs 10]
 *
 * DIR is served as it is. The first figure is that of a service just started and a browser that has only signed in.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser } from '../scripts/browser.mjs';

const { values: options } = parseArgs({
  options: {
    at: { type: 'string' },
    runs: { type: 'string', default: '10' },
    windows: { type: 'string', default: '24h,7d,30d' },
    program: {
      type: 'string',
      default: fileURLToPath(new URL('../packages/cli/bin/hearback.js', import.meta.url)),
    },
  },
});
if (options.at === undefined) throw new Error('--at DIR: a folder that bench/ledger.mjs has filled');
const folder = resolve(options.at);
const config = join(folder, 'overview.toml');
writeFileSync(
  config,
  `[server]\ndata = ${JSON.stringify(folder)}\n[http]\nport = 0\n[smtp.listeners.submission]\nport = 0\n`,
);

/** Resolves when it is ready. */
async function serve() {
  const child = spawn(process.execPath, [options.program, 'serve', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"Ready: ')) break;
  if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
  child.stdout.resume();
  return child;
}
async function loginLink() {
  const { stdout } = await promisify(execFile)(process.execPath, [
    options.program,
    'login',
    '--json',
    '--config',
    config,
  ]);
  return /https?:[^"\s]+/.exec(stdout)[0];
}
const hasFigures = () => document.querySelector('.rate-card .figure') !== null;
const hasAll = () => document.querySelector('.rate-card .figure') !== null && document.querySelector('.bones') === null;
async function wait(page, url) {
  const began = performance.now();
  await page.goto(url);
  await page.waitForFunction(hasFigures);
  const figures = performance.now() - began;
  await page.waitForFunction(hasAll);
  return { figures, all: performance.now() - began };
}
const row = (name, waits) => {
  const spread = (key) => {
    const sorted = waits.map((each) => Math.round(each[key])).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    return sorted.length === 1 ? `${median}` : `${median} (${sorted[0]} to ${sorted.at(-1)})`;
  };
  console.log(`| ${name} | ${spread('figures')} | ${spread('all')} |`);
};

const child = await serve();
const browser = await chromium.launch({
  executablePath: findBrowser(),
  // Chromium has no sandbox for root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  const link = await loginLink();
  // Signs in and leaves again before anything is asked for.
  await page.goto(link);
  const { origin } = new URL(link);
  await page.goto(`${origin}/settings`);
  await page.locator('main h1').first().waitFor();
  console.log('| overview | rates on screen, ms | all panels, ms |\n| --- | ---: | ---: |');
  row('first after the start', [await wait(page, `${origin}/`)]);
  for (const window of options.windows.split(',')) {
    const waits = [];
    for (let run = 0; run < Number(options.runs); run++) waits.push(await wait(page, `${origin}/?window=${window}`));
    row(window, waits);
  }
} finally {
  await browser.close();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
