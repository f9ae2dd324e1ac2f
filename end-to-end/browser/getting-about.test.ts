/** There and back, with keys alone, with one's own colours, on paper: what nobody notices until it is missing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, openDemo } from './page.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo(100);
}, 120_000);
afterAll(() => demo?.close());

test('Back leads to the row that was left, also when the page is loaded anew', async () => {
  const { page, context, open } = await demo.visit();
  await open('/messages');
  const left = page.locator('tbody tr').nth(40);
  await left.scrollIntoViewIfNeeded();
  const was = await page.evaluate(() => scrollY);
  expect(was).toBeGreaterThan(300);
  await left.getByRole('link').first().click();
  await page.getByRole('heading', { name: 'SMTP dialogue' }).waitFor();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(was);
  await page.reload();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(was);
  await context.close();
});

test('who follows a link by keys goes on in the new screen, and hears which it is', async () => {
  const { page, context, open } = await demo.visit();
  await open('/');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Queue' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Where it waits' }).waitFor();
  expect(await page.getByRole('main', { name: 'Queue' }).evaluate((main) => main === document.activeElement)).toBe(
    true,
  );
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  await context.close();
});

test('on a telephone the menu takes the focus, keeps it, and gives it back at Escape', async () => {
  const { page, context, open } = await demo.visit({ width: 390 });
  await open('/');
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  const inMenu = (): Promise<boolean> => page.evaluate(() => document.activeElement?.closest('nav') !== null);
  await expect.poll(inMenu).toBe(true);
  // Around once: behind the menu nothing is reached.
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('header, main') ?? null)).toBe(null);
  }
  await page.keyboard.press('Escape');
  await expect.poll(() => menu.evaluate((button) => button === document.activeElement)).toBe(true);
  await context.close();
});

test('where colours are the reader’s own, a rate is seen against its limit, and which screen it is', async () => {
  const { page, context, open } = await demo.visit();
  await page.emulateMedia({ forcedColors: 'active' });
  await open('/');
  const [rate, behind] = await page
    .locator('.gauge')
    .first()
    .evaluate((gauge) =>
      [gauge.querySelector('.value'), gauge].map((each) => each && getComputedStyle(each).backgroundColor),
    );
  expect(rate).not.toBe(behind);
  const here = page.locator('nav [aria-current=page]');
  expect(await here.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
  await context.close();
});

test('on paper stands what the screen says, dark or not, without menus and buttons', async () => {
  const { page, context, open } = await demo.visit({ theme: 'dark' });
  await open('/lists');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const screen = await paper();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: 'Screens' }).isVisible()).toBe(false);
  expect(await page.locator('header.top').isVisible()).toBe(false);
  expect(await page.getByRole('heading', { name: 'Lists', exact: true }).isVisible()).toBe(true);
  expect(await page.getByRole('rowheader').count()).toBeGreaterThan(0);
  expect(await paper()).not.toBe(screen);
  await context.close();
});

test('what is looked for is understood as it was copied: a Message-ID, an address with its name, a part of a list’s name', async () => {
  const { page, context, open } = await demo.visit();
  const { data } = await demo.ask<{ data: readonly { id: string }[] }>('/v1/messages?limit=1');
  const id = data[0]?.id ?? '';
  await open('/');
  for (const [pasted, choice, leadsTo] of [
    [`Message-ID: <${id}@demo.acme.example>`, id, `/messages/${id}`],
    ['Jo Doe <jo@yahoo.sim>', 'jo@yahoo.sim', '/addresses/jo%40yahoo.sim'],
    ['old-le', 'Lists with', '/lists?name=old-le'],
  ] as const) {
    await page.keyboard.press('/');
    await page.getByRole('combobox').fill(pasted);
    await page.getByRole('option', { name: choice }).first().click();
    await page.waitForURL(`**${leadsTo}`);
  }
  await context.close();
});
