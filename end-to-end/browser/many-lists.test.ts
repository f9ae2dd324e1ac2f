/** More lists than a page shows are found by name, with keys alone; and a list may be called whatever a path cannot carry. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from './office.ts';

/** "." and ".." lead elsewhere in a path; the others are signs of it. */
const odd = ['.', '..', 'a/b', '100%', 'x%2Fy', 'q?x=1#y'];
const names = [...odd, ...Array.from({ length: 60 }, (_, n) => `list-${n}`)];

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (const [n, list] of names.entries()) await office.bounce(`jo${n}@a.example`, list);
}, 60_000);
afterAll(() => office?.close());

test('one is looked for, none is found, all are back', async () => {
  const { page, context } = await office.visit();
  await page.goto(`${office.base}/lists`);
  const field = page.getByRole('searchbox', { name: 'Search lists by name' });
  const rows = page.getByRole('table').locator('tbody th');
  await field.focus();
  await page.keyboard.type('ST-1');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows.allTextContents()).toHaveLength(11);
  expect(new URL(page.url()).searchParams.get('name')).toBe('ST-1');
  await field.fill('none such');
  await page.keyboard.press('Enter');
  await page.getByText('No list of this window has “none such” in its name').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => rows.count()).toBe(50);
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await context.close();
});

test.each(odd)('the list %j has its page, also when that is loaded anew', async (name) => {
  const { page, context } = await office.visit();
  await page.goto(`${office.base}/lists?name=${encodeURIComponent(name)}`);
  await page.getByRole('table').getByRole('link', { name, exact: true }).click();
  const crumb = page.getByRole('navigation', { name: 'Way back' }).locator('span');
  for (const again of [false, true]) {
    if (again) await page.reload();
    await page.getByText('1 bounced hard').waitFor();
    expect(await crumb.textContent()).toBe(name);
  }
  await context.close();
});
