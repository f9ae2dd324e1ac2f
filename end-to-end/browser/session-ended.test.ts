/** A session that ends under an open page: its reader is told, loses nothing, and goes on where they were. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());

const ended = (page: Page) => page.getByRole('dialog', { name: 'Your session has ended' });

/** As the operator does who withdraws it. */
async function endSessions(page: Page): Promise<void> {
  const { data } = await (await page.request.get(`${office.base}/v1/sessions`)).json();
  for (const { id } of data)
    await page.request.delete(`${office.base}/v1/sessions/${id}`, { headers: { 'X-Hearback': 'a test' } });
}

test('is told without a click, and what was typed stands there when they are back by a link in another tab', async () => {
  const { page, context } = await office.visit();
  await page.goto(`${office.base}/settings`);
  await page.getByRole('button', { name: 'New key…' }).click();
  const form = page.getByRole('dialog', { name: 'New key' });
  await form.getByRole('textbox').first().fill('For the newsletter');
  await endSessions(page);
  await ended(page).waitFor();
  const other = await context.newPage();
  await other.goto(office.link());
  await other.getByRole('navigation', { name: 'Screens' }).waitFor();
  await ended(page).waitFor({ state: 'hidden' });
  expect(await form.getByRole('textbox').first().inputValue()).toBe('For the newsletter');
  expect(new URL(page.url()).pathname).toBe('/settings');
  await page.locator('.live[data-state=live]').waitFor();
  await context.close();
});

test('a link that is opened in the same tab leads back to where it was', async () => {
  const { page, context } = await office.visit();
  const place = '/bounces?q=domain%3Aa.example&window=24h';
  await page.goto(office.base + place);
  await page.locator('.live[data-state=live]').waitFor();
  await endSessions(page);
  await ended(page).waitFor();
  await page.goto(`${office.base}/#login=nonsense`);
  await page.getByText('This link was used already, or is too old').waitFor();
  await page.goto(office.link());
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  expect(page.url()).toBe(office.base + place);
  await context.close();
});

test('who signs out is out in every tab, and nothing is left to be read there', async () => {
  const { page, context } = await office.visit();
  const other = await context.newPage();
  await other.goto(`${office.base}/bounces`);
  await other.getByRole('navigation', { name: 'Screens' }).waitFor();
  await page.getByRole('button', { name: /^Theme and session/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const each of [page, other]) await each.getByRole('heading', { name: 'Who is there?' }).waitFor();
  expect(await other.getByRole('main').textContent()).not.toContain('Bounces');
  await context.close();
});
