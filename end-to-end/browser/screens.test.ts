/** Every screen, in both themes and at three widths: nothing goes wrong, everybody can use it, nothing is cut off. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, openDemo } from './page.ts';
import { screenPaths } from './screens.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

let demo: Demo;
let paths: readonly string[];
beforeAll(async () => {
  demo = await openDemo();
  paths = await screenPaths(demo);
}, 120_000);
afterAll(() => demo?.close());

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test('axe-core finds nothing on any screen, and no script, policy or foreign request is in trouble', async () => {
    const { page, context, troubles, open } = await demo.visit({ theme });
    const found: string[] = [];
    for (const path of paths) {
      await open(path);
      for (const { id, nodes } of await violations(page))
        for (const { target, failureSummary } of nodes.slice(0, 3))
          found.push(`${path} ${id} ${target.join(' ')}: ${failureSummary}`);
    }
    await context.close();
    expect(found).toEqual([]);
    expect(troubles).toEqual([]);
  }, 240_000);
});

/** The widest page on which rows are cards. */
const phone = 640;

test.each([320, 360, 768, 2560])(
  'at %s px nothing sticks out of the page',
  async (width) => {
    const { page, context, open } = await demo.visit({ width });
    const wide: string[] = [];
    for (const path of paths) {
      await open(path);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${path}: ${over} px`);
      if (width <= phone) wide.push(...(await cutTables(page)).map((name) => `${path}: table ${name}`));
    }
    await context.close();
    expect(wide).toEqual([]);
  },
  120_000,
);

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
  for (const width of [320, 1440]) {
    const { page, context, open } = await demo.visit({ width });
    for (const path of ['/bounces', '/lists', '/senders', ...named]) {
      await open(path);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${width} ${path}: ${over} px`);
    }
    await context.close();
  }
  expect(wide).toEqual([]);
}, 120_000);

/** Tables that have to be scrolled to be read; the heat table is one. */
const cutTables = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.table-wrap:not(:has(.heat))')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((table) => table.getAttribute('aria-label') ?? ''),
  );

/** By the inspector, so that the page's own policy need not let it in. */
async function violations(page: Page): Promise<readonly Violation[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) }))))`,
    awaitPromise: true,
  });
  await session.detach();
  return JSON.parse(String(result.value)) as Violation[];
}
