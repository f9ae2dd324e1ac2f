/** The way to the server breaks under an open page: it says so, and catches up without being loaded anew. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());

const stateIs = (page: Page, state: string) => page.locator(`.live[data-state=${state}]`).waitFor();
const told = (page: Page, recipient: string) => page.locator('.latest').getByText(recipient);
const row = (page: Page, recipient: string) => page.getByRole('row').filter({ hasText: recipient });

/** Streams that the page holds open. */
function streamsOf(page: Page): () => number {
  const open = new Set<object>();
  page.on('request', (request) => request.url().endsWith('/v1/events') && open.add(request));
  page.on('requestfailed', (request) => open.delete(request));
  page.on('requestfinished', (request) => open.delete(request));
  return () => open.size;
}

test('a server that is started again: each event once, also what was recorded before the page heard of it', async () => {
  const { page, context } = await office.visit();
  const streams = streamsOf(page);
  await page.reload();
  await stateIs(page, 'live');
  await page.evaluate(() => Object.assign(window, { isTheSame: true }));
  await office.bounce('before@a.example');
  await told(page, 'before@a.example').first().waitFor();
  for (const turn of [1, 2]) {
    await office.stop();
    await stateIs(page, 'lost');
    await office.start();
    await office.bounce(`meanwhile${turn}@a.example`);
    await stateIs(page, 'live');
    await told(page, `meanwhile${turn}@a.example`).first().waitFor();
  }
  // Each bounces, and is not mailed from then on.
  const lines = await page.locator('.latest li').allTextContents();
  expect(new Set(lines).size).toBe(lines.length);
  expect(streams()).toBe(1);
  expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true);
  await context.close();
}, 60_000);

test('an answer that takes longer than news take to come is waited for', async () => {
  const { page, context } = await office.visit();
  await office.bounce('first@a.example');
  await told(page, 'first@a.example').first().waitFor();
  await stateIs(page, 'live');
  const given: (() => void)[] = [];
  const failed: string[] = [];
  let looks = 0;
  page.on('request', (request) => {
    if (request.url().includes('dimension=reason')) looks += 1;
  });
  page.on('requestfailed', (request) => failed.push(request.url()));
  await page.route('**/v1/health?*', (route) => void given.push(() => void route.continue()));
  for (const look of [1, 2]) {
    await office.bounce(`slow${look}@a.example`);
    await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThanOrEqual(look);
  }
  expect([given.length, failed]).toEqual([1, []]);
  given[0]?.();
  // What it did not know yet is asked for next.
  await expect.poll(() => given.length, { timeout: 10_000 }).toBe(2);
  await context.close();
}, 60_000);

test('an answer that never comes is given up, and may be asked for again', async () => {
  const { page, context } = await office.visit();
  await office.bounce('found@later.example');
  await page.clock.install();
  // Without a stream that comes back nothing is asked for anew by itself.
  await page.route('**/v1/events', (route) => route.fulfill({ status: 403 }));
  await page.route(/\/v1\/bounces\?/, () => {});
  const asked = page.waitForRequest(/\/v1\/bounces\?/);
  await page.goto(`${office.base}/bounces?q=domain:later.example`);
  await asked;
  await page.getByText('1 bounce', { exact: true }).waitFor();
  await page.clock.fastForward(31_000);
  const trouble = page.getByRole('alert').filter({ hasText: 'No answer came within 30 seconds' });
  await trouble.waitFor();
  await page.unroute(/\/v1\/bounces\?/);
  await trouble.getByRole('button', { name: 'Try again' }).press('Enter');
  await row(page, 'found@later.example').first().waitFor();
  await trouble.waitFor({ state: 'detached' });
  await context.close();
}, 60_000);

test('the setup check, which takes as long as resolvers are silent, is waited for', async () => {
  const { page, context } = await office.visit();
  await page.clock.install();
  await page.route('**/v1/events', (route) => route.fulfill({ status: 403 }));
  let answer = (): void => {};
  await page.route('**/v1/setup-checks', (route) => {
    answer = () => void route.continue();
  });
  const asked = page.waitForRequest('**/v1/setup-checks');
  await page.goto(`${office.base}/setup`);
  await asked;
  await page.clock.fastForward(300_000);
  answer();
  await page.getByRole('list', { name: 'Checks' }).getByText('data folder', { exact: true }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await context.close();
}, 60_000);

test('what could not be loaded meanwhile is loaded by itself when the server is back', async () => {
  const { page, context } = await office.visit();
  await stateIs(page, 'live');
  await office.stop();
  await stateIs(page, 'lost');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Alerts' }).click();
  await office.start();
  await stateIs(page, 'live');
  await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
  await page.getByRole('alert').first().waitFor({ state: 'detached' });
  await context.close();
}, 60_000);

test('a screen that was still on its way when the network went is there when it is back', async () => {
  const { page, context } = await office.visit();
  await stateIs(page, 'live');
  // The first is never answered.
  let asks = 0;
  await page.route(/\/alerts-[^/]*\.js$/, (route) => (asks++ === 0 ? undefined : route.continue()));
  const asked = page.waitForRequest(/\/alerts-[^/]*\.js$/);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Alerts' }).click();
  await asked;
  office.setWay('closed');
  await stateIs(page, 'lost');
  office.setWay('open');
  await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
  await context.close();
}, 60_000);

test.each(['closed', 'dead'] as const)(
  'a network that is %s and comes back',
  async (way) => {
    const { page, context } = await office.visit();
    await page.goto(`${office.base}/bounces?q=domain:${way}.example`);
    await stateIs(page, 'live');
    await page.getByRole('heading', { name: 'Bounces', level: 1 }).waitFor();
    office.setWay(way);
    await office.bounce(`missed@${way}.example`);
    await stateIs(page, 'lost');
    // What is asked before it is back gets no answer.
    await page.waitForRequest('**/v1/events');
    office.setWay('open');
    await stateIs(page, 'live');
    await row(page, `missed@${way}.example`).waitFor();
    expect(await row(page, `missed@${way}.example`).count()).toBe(1);
    await context.close();
  },
  60_000,
);
