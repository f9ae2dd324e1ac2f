#!/usr/bin/env node
/**
 * How long after something was handed in the page shows it: the demo, and a real Chromium that looks at its overview.
 *
 *     npm run build && node bench/live.mjs [--events 40]
 *
 * Each event comes when the one before is on screen, and a little later, so that none waits for another.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser } from '../scripts/browser.mjs';

const { values: options } = parseArgs({ options: { events: { type: 'string', default: '40' } } });
const apart = 1500;

const demo = spawn(process.execPath, ['packages/cli/bin/hearback.js', 'demo', '--size', '300'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, NO_COLOR: '1' },
});
let link = '';
for await (const line of createInterface({ input: demo.stdout })) {
  link = /https?:\/\/\S+\/#login=\S+/.exec(line)?.[0] ?? link;
  if (line.includes('The server runs on')) break;
}
demo.stdout.resume();
const browser = await chromium.launch({
  executablePath: findBrowser(),
  // Chromium has no sandbox for root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  await page.goto(link);
  await page.locator('.live[data-state=live]').waitFor();
  await page.locator('.latest li').first().waitFor();
  const waits = [];
  for (let index = 0; index < Number(options.events); index++) {
    await setTimeout(apart);
    const recipient = `live${index}@live.example`;
    const shown = page.locator('.latest').getByText(recipient).first().waitFor();
    const began = performance.now();
    const answer = await page.request.post(new URL('/v1/ingest', link).href, {
      data: {
        source: 'live',
        events: [{ key: recipient, type: 'bounced', recipient, reply: '550 5.1.1 No such user', remote_id: recipient }],
      },
      headers: { 'X-Hearback': 'bench' },
    });
    if (!answer.ok()) throw new Error(await answer.text());
    await shown;
    waits.push(performance.now() - began);
  }
  waits.sort((a, b) => a - b);
  const at = (share) => Math.round(waits[Math.min(waits.length - 1, Math.floor(share * waits.length))]);
  console.log('| from the request to the screen | median ms | p95 ms | longest ms |\n| --- | ---: | ---: | ---: |');
  console.log(`| ${waits.length} events | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`);
} finally {
  await browser.close();
  const ended = once(demo, 'exit');
  demo.kill('SIGTERM');
  await ended;
}
