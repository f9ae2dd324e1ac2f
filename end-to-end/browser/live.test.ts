/** News reach the page by themselves while somebody looks at it; nobody is asked for a page that is out of sight. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, openDemo } from './page.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo(300);
}, 180_000);
afterAll(() => demo?.close());

const hear = (recipient: string) =>
  demo.tell('/v1/ingest', {
    source: 'live',
    events: [
      { key: recipient, type: 'bounced', recipient, reply: '550 5.1.1 No such user', remote_id: `live-${recipient}` },
    ],
  });
const stateIs = (page: Page, state: string) => page.locator(`.live[data-state=${state}]`).waitFor();

/** As when another tab comes to the front. */
const setVisible = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('what is heard appears without anything being done, and its numbers follow', async () => {
  const { page, context, open, troubles } = await demo.visit();
  await open('/');
  await stateIs(page, 'live');
  const hard = page.locator('.totals div').filter({ hasText: 'Bounced hard' }).locator('dd');
  const before = await hard.textContent();
  await hear('first@live.example');
  await page.locator('.latest').getByText('first@live.example').first().waitFor();
  await page.waitForFunction(
    (said) => !document.querySelector('.totals')?.textContent?.includes(`hard${said}`),
    before,
  );
  expect(troubles).toEqual([]);
  await context.close();
});

test('a page out of sight asks for nothing, and catches up when it is looked at', async () => {
  const { page, context, open } = await demo.visit();
  await open('/bounces?q=domain:hidden.example');
  await stateIs(page, 'live');
  const asked: string[] = [];
  await setVisible(page, 'hidden');
  await stateIs(page, 'paused');
  page.on('request', (request) => asked.push(request.url()));
  await hear('missed@hidden.example');
  // Somebody else's page hears of it: this one could have by then.
  const other = await demo.visit();
  await other.open('/bounces?q=domain:hidden.example');
  await other.page.getByRole('row').filter({ hasText: 'missed@hidden.example' }).waitFor();
  expect(asked).toEqual([]);
  expect(await page.getByText('missed@hidden.example').count()).toBe(0);
  await setVisible(page, 'visible');
  await stateIs(page, 'live');
  await page.getByRole('row').filter({ hasText: 'missed@hidden.example' }).waitFor();
  await Promise.all([context.close(), other.context.close()]);
});
