/** The messages screen: an address finds every message to it and what became of it; by keys, by outcome, from the address bar. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, openDemo } from './page.ts';

interface Listed {
  readonly data: readonly {
    readonly id: string | null;
    readonly recipients: readonly { readonly recipient: string; readonly state: string }[];
    readonly outcomes: Readonly<Record<string, number>>;
  }[];
}

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo(900);
}, 180_000);
afterAll(() => demo?.close());

describe('messages', () => {
  test('an operator types an address and sees what became of its mail, then the outcome alone', async () => {
    const { data } = await demo.ask<Listed>('/v1/messages?outcome=bounced&limit=1');
    const address = data[0]?.recipients[0]?.recipient ?? '';
    const bounced = (await demo.ask<Listed>(`/v1/messages?outcome=bounced&recipient=${address}`)).data;
    const { context, page, open, troubles } = await demo.visit();
    await open('/messages');
    const search = page.getByRole('searchbox', { name: 'Search messages' });
    await search.fill(address.toUpperCase());
    await search.press('Enter');
    const row = page.getByRole('row').filter({ hasText: address }).filter({ hasText: 'bounced' });
    await row.first().waitFor();
    expect(await page.locator('tbody tr').filter({ hasNotText: address }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('recipient')).toBe(address.toUpperCase());
    await page.getByRole('region', { name: 'Narrow by outcome' }).getByRole('link', { name: 'bounced' }).click();
    await page.waitForURL(/outcome=bounced/);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(bounced.length);
    expect(await page.locator('tbody tr').filter({ hasNotText: 'bounced' }).count()).toBe(0);
    // The link that was clicked has the focus, and Enter would follow it again.
    await page.getByRole('heading', { name: 'Messages' }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/messages/${bounced[0]?.id}`);
    await page.getByRole('region', { name: 'Recipients' }).getByText(address).first().waitFor();
    await page.goBack();
    await search.waitFor();
    expect(await search.inputValue()).toBe(`${address.toUpperCase()} outcome:bounced`);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('what nobody is found by is said, with the way on; a field that there is not, too', async () => {
    const { context, page, open } = await demo.visit();
    await open('/messages?recipient=nobody%40nowhere.sim');
    await page.getByText('No such messages to nobody@nowhere.sim').waitFor();
    const search = page.getByRole('searchbox', { name: 'Search messages' });
    await search.fill('reason:mailbox_full');
    await search.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'There is no field “reason”' }).waitFor();
    await page.getByRole('link', { name: 'all messages' }).click();
    await page.locator('tbody tr').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    await context.close();
  });

  test('nothing of it runs out of the page, however narrow or wide that is', async () => {
    for (const width of [360, 768, 1280, 2560]) {
      const { context, page, open } = await demo.visit({ width });
      await open('/messages?outcome=bounced');
      await page.locator('tbody tr').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const hidden = await page.locator('.table-wrap').evaluate((wrap) => wrap.scrollWidth - wrap.clientWidth);
      expect([width, hidden]).toEqual([width, 0]);
      await context.close();
    }
  });
});
