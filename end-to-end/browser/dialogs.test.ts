/** Everything that opens above a screen: everybody can use it, it fits a telephone, and leaving it leads back to where it was opened. */
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

/** Buttons that ask before they do anything end in "…"; these open something as well. */
const others = /^Lift |Change the threshold|^Look$|where this comes from$/;

/** Of each screen the names of its buttons that open something; of rows alike the first. */
async function openers(page: Page): Promise<readonly string[]> {
  const named = await page
    .locator('main button:visible')
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? each.textContent?.trim() ?? ''));
  const kinds = new Map<string, string>();
  for (const name of named)
    if (name.endsWith('…') || others.test(name)) {
      const kind = others.exec(name)?.[0] ?? name;
      if (!kinds.has(kind)) kinds.set(kind, name);
    }
  return [...kinds.values()];
}

const wide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('dialog[open], :popover-open')]
      .filter((each) => each.scrollWidth > each.clientWidth || each.getBoundingClientRect().right > window.innerWidth)
      .map((each) => `${each.scrollWidth} px in ${each.clientWidth}`),
  );

test.each([
  ['light', 1440],
  ['dark', 320],
] as const)(
  'in %s at %i px',
  async (theme, width) => {
    const { page, context, troubles, open } = await demo.visit({ theme, width });
    const found: string[] = [];
    let opened = 0;
    for (const path of paths) {
      await open(path);
      for (const name of await openers(page)) {
        const button = page.getByRole('button', { name, exact: true }).first();
        await button.click();
        const above = page.locator('dialog[open], :popover-open');
        await above.first().waitFor();
        await page.waitForFunction(() => document.querySelector('dialog .bones') === null);
        opened++;
        const wrong = [...(await violations(page)), ...(await wide(page))];
        await page.keyboard.press('Escape');
        await above.first().waitFor({ state: 'hidden' });
        if (!(await button.evaluate((each) => each === document.activeElement))) wrong.push('the focus is elsewhere');
        found.push(...wrong.map((what) => `${path} ${name}: ${what}`));
      }
    }
    await context.close();
    expect(found).toEqual([]);
    expect(troubles).toEqual([]);
    expect(opened).toBeGreaterThan(40);
  },
  240_000,
);
