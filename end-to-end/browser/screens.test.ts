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

/** Between telephone and desk are tablets, windows beside others, and enlarged text. */
const widths = [641, 768, 900, 1024, 1100, 1280, 1440, 2560];

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

test('at 1440 px bounces say in their row what was said', async () => {
  const { page, context, open } = await demo.visit({ width: 1440 });
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
