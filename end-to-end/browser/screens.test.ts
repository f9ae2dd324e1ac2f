/** Every screen, in both themes and at three widths: nothing goes wrong, everybody can use it, nothing is cut off. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { type Demo, openDemo } from './page.ts';
import { screenPaths } from './screens.ts';

let demo: Demo;
let paths: readonly string[];
beforeAll(async () => {
  demo = await openDemo();
  paths = await screenPaths(demo);
}, 120_000);
afterAll(() => demo?.close());

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 320],
] as const)(
  'in %s at %i px axe-core finds nothing on any screen, and no script, policy or foreign request is in trouble',
  async (theme, width) => {
    const { page, context, troubles, open } = await demo.visit({ theme, width });
    const found: string[] = [];
    for (const path of paths) {
      await open(path);
      found.push(...(await violations(page)).map((what) => `${path} ${what}`));
    }
    await context.close();
    expect(found).toEqual([]);
    expect(troubles).toEqual([]);
  },
  240_000,
);

/** Between telephone and desk are tablets, windows beside others, and enlarged text. */
const widths = [641, 768, 900, 1024, 1100, 1280, 1423, 1440, 2560];

test.each([[[320, 360]], [widths]])(
  'at %s px nothing sticks out of the page or its tables',
  async (steps) => {
    const { page, context, open } = await demo.visit({ width: steps[0] ?? 0 });
    const wide: string[] = [];
    for (const path of paths) {
      await open(path);
      wide.push(...(await tooWide(page, steps)).map((what) => `${path} at ${what}`));
    }
    await context.close();
    expect(wide).toEqual([]);
  },
  120_000,
);

test('on a screen of 1440 px, the scroll bar taken off, bounces say in their row what was said', async () => {
  const { page, context, open } = await demo.visit({ width: 1440 - 17 });
  await open('/bounces');
  await page.getByRole('columnheader', { name: 'what was said' }).waitFor();
  await context.close();
});

test('names as long as they may be, and from right to left, stick out of no page', async () => {
  const domain = `${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(50)}.example`;
  const [recipient, list] = [`${'a'.repeat(60)}@${domain}`, `רשימה ${'ל'.repeat(150)}`];
  const told = { type: 'bounced', code: 550, status: '5.1.1', mx: { host: `mx.${domain}`, address: '192.0.2.1' } };
  const event = {
    ...told,
    key: 'long',
    recipient,
    list,
    sender: `s@${domain}`,
    reply: `550 5.1.1 ${'W'.repeat(900)} שלום`,
  };
  await demo.tell('/v1/ingest', { source: 'long', events: [event] });
  const of = (kind: string, name: string): string => `/${kind}/${encodeURIComponent(name)}`;
  const { data } = await demo.ask<{ data: readonly { id: string }[] }>(
    `/v1/bounces?q=${encodeURIComponent(`recipient:${recipient}`)}`,
  );
  const id = data[0]?.id ?? '';
  const named = [
    of('bounces', id),
    of('addresses', recipient),
    of('no-such-page', recipient),
    of('lists', list),
    of('senders', domain),
  ];
  const wide: string[] = [];
  for (const steps of [[320], widths]) {
    const { page, context, open } = await demo.visit({ width: steps[0] ?? 0 });
    for (const path of ['/bounces', '/lists', '/senders', '/sources', ...named]) {
      await open(path);
      wide.push(...(await tooWide(page, steps)).map((what) => `${path} at ${what}`));
    }
    await context.close();
  }
  expect(wide).toEqual([]);
}, 120_000);

/** What has to be scrolled sideways to be read: the page, or tables on it. */
async function tooWide(page: Page, steps: readonly number[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of steps) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.table-wrap')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((each) => each.querySelector(':scope > table > caption')?.textContent ?? 'the page'),
    );
    found.push(...over.map((what) => `${width}: ${what}`));
  }
  return found;
}
