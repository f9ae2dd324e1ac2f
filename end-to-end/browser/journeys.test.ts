/** The five ways that people go most, from the first page to the thing done, by what they see. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Demo, openDemo, type Visit } from './page.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo(900);
}, 180_000);
afterAll(() => demo?.close());

async function journey(walk: (visit: Visit) => Promise<void>): Promise<void> {
  const visit = await demo.visit();
  try {
    await walk(visit);
    expect(visit.troubles).toEqual([]);
  } finally {
    await visit.context.close();
  }
}

const heading = (page: Page) => page.locator('main h1').first();

interface Entries {
  readonly data: readonly { readonly address: string; readonly reason: string }[];
}

describe('somebody', () => {
  test('finds out why one address gets no mail, lifts it, and it is mailed again', () =>
    journey(async ({ page, open }) => {
      const { data } = await demo.ask<Entries>('/v1/suppressions?reason=user_unknown&limit=1');
      const address = data[0]?.address ?? '';
      await open('/');
      await page.keyboard.press('/');
      await page.getByRole('combobox').fill(address);
      await page.keyboard.press('Enter');
      await heading(page).filter({ hasText: address }).waitFor();
      await page
        .getByText(/would not be sent|is not sent|held back/i)
        .first()
        .waitFor();
      await page.getByText('mailbox does not exist').first().waitFor();
      await page.getByRole('button', { name: /lift/i }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').first().fill('They wrote to us from it');
      await dialog.getByRole('button', { name: /lift/i }).click();
      await dialog.waitFor({ state: 'hidden' });
      const check = await demo.tell<{ data: readonly { readonly suppressed: boolean }[] }>('/v1/suppressions/check', {
        addresses: [address],
      });
      expect(check.data).toMatchObject([{ suppressed: false }]);
    }));

  test('sees that a list is sick, why, and which addresses it is', () =>
    journey(async ({ page, open }) => {
      await open('/');
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Lists' }).click();
      const row = page.getByRole('row').filter({ hasText: 'old-leads' });
      await row.getByText('over the limit').waitFor();
      await row.getByRole('link', { name: 'old-leads' }).click();
      await page
        .getByText(/Hard bounces of list old-leads are/)
        .first()
        .waitFor();
      const reason = page.getByRole('row').filter({ hasText: 'mailbox does not exist' });
      await reason.getByRole('link', { name: 'mailbox does not exist' }).click();
      await heading(page).filter({ hasText: 'Bounces' }).waitFor();
      expect(new URL(page.url()).searchParams.get('q')).toMatch(/list:old-leads reason:user_unknown/);
      await page.getByRole('row').filter({ hasText: 'mailbox does not exist' }).first().waitFor();
    }));

  test('sees on the first page that a receiver denied everybody, and that no list is at fault', () =>
    journey(async ({ page, open }) => {
      await open('/');
      const told = page.getByRole('listitem').filter({ hasText: /^.*Outlook refused addresses that work/ });
      await told.getByText('At fault: the receiver.').waitFor();
      const all = await page.getByRole('region', { name: 'What to look at' }).textContent();
      expect(all ?? '').not.toMatch(/Soft bounces [^.]*mailbox does not exist/);
      const meanwhile = page.getByRole('list', { name: 'What happened meanwhile' });
      await meanwhile.getByRole('link', { name: 'Outlook refused everybody: mailbox does not exist' }).waitFor();
      await told.getByRole('link', { name: /^See bounces/ }).click();
      await page.getByRole('row').filter({ hasText: '@outlook.sim' }).first().waitFor();
      await page.goBack();
      await told.getByRole('link', { name: 'See the incident' }).click();
      await page.getByRole('button', { name: 'Give addresses back…' }).waitFor();
    }));

  test('sees which sender receivers hold back, and what to do about it', () =>
    journey(async ({ page, open }) => {
      await open('/senders');
      await page
        .getByRole('row')
        .filter({ hasText: 'promo.acme.example' })
        .getByRole('link', { name: 'promo.acme.example' })
        .click();
      await page
        .getByText(/Soft bounces of sender promo\.acme\.example are/)
        .first()
        .waitFor();
      await page
        .getByText(/At fault: the sender/)
        .first()
        .waitFor();
    }));

  test('undoes an incident: a receiver called living addresses dead, and they get mail again', () =>
    journey(async ({ page, open }) => {
      const addresses = Array.from({ length: 80 }, (_, index) => `lives${index}@incident.example`);
      const mx = { host: 'gmail-smtp-in.l.google.com' };
      const at = (await demo.ask<{ readonly now: string }>('/v1/session')).now;
      const day = 86_400_000;
      const earlier = new Date(Date.parse(at) - 2 * day).toISOString();
      const tell = (events: readonly object[]) => demo.tell('/v1/ingest', { source: 'journey', events });
      await tell(
        addresses.map((recipient) => ({
          key: `took-${recipient}`,
          type: 'delivered',
          at: earlier,
          recipient,
          mx,
          remote_id: `a-${recipient}`,
        })),
      );
      const reply = '550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 NoSuchUser - gsmtp';
      await tell(
        addresses.map((recipient) => ({
          key: `lost-${recipient}`,
          type: 'bounced',
          at,
          recipient,
          mx,
          code: 550,
          status: '5.1.1',
          reply,
          remote_id: `b-${recipient}`,
        })),
      );
      await open('/incidents');
      const row = page.getByRole('row').filter({ hasText: 'Google: mailbox does not exist' }).first();
      await row.waitFor();
      await row.getByRole('link').click();
      await page.getByRole('button', { name: 'Close…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Close it' }).click();
      await page.getByRole('button', { name: 'Give addresses back…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('How many').selectOption('All of them');
      await dialog.getByText(/would get mail again; 0 would stay held/).waitFor();
      await dialog.getByRole('button', { name: 'Give back' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const { data } = await demo.tell<{ data: readonly { readonly suppressed: boolean }[] }>(
        '/v1/suppressions/check',
        { addresses },
      );
      expect(data.filter(({ suppressed }) => suppressed)).toEqual([]);
    }));

  test('writes a rule from a reply that nobody understands, and the past is read anew', () =>
    journey(async ({ page, open }) => {
      const reply = '550 Die Postfachnummer dieses Nutzers wurde vom Verwalter stillgelegt (Zz9)';
      const events = [1, 2, 3].map((number) => ({
        ...{ key: `unknown-${number}`, type: 'bounced', recipient: `u${number}@unknown.example`, reply, code: 550 },
        remote_id: `unknown-${number}`,
      }));
      await demo.tell('/v1/ingest', { source: 'journey', events });
      await open('/bounces?q=domain:unknown.example');
      await page.getByRole('row').nth(1).click();
      await page
        .getByRole('link', { name: /Write a rule/ })
        .first()
        .click();
      await heading(page).filter({ hasText: 'Rule lab' }).waitFor();
      await page.getByRole('button', { name: 'Write a rule for this' }).click();
      const form = page.getByRole('form', { name: 'Own rule' });
      await form.getByLabel('Name').fill('postfach-stillgelegt');
      await form.getByLabel('Means').selectOption('user_disabled');
      await form.getByLabel('Words').fill('wurde vom verwalter stillgelegt');
      await form.getByText('Nothing is wrong with it').waitFor();
      await form.getByRole('button', { name: 'Save with its example' }).click();
      await page.getByText('own/postfach-stillgelegt is saved').waitFor();
      await page.getByRole('button', { name: 'Apply to the past…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      const runs = page.getByRole('table', { name: 'Corrections of the past' });
      await runs.getByRole('row').filter({ hasText: 'done' }).waitFor();
      await open('/bounces?q=domain:unknown.example reason:user_disabled');
      await page.getByRole('row').filter({ hasText: 'u1@unknown.example' }).waitFor();
    }));

  test('goes everywhere by keys alone', () =>
    journey(async ({ page, open }) => {
      await open('/');
      for (const [keys, title] of [
        ['gb', 'Bounces'],
        ['gl', 'Lists'],
        ['gr', 'Rule lab'],
      ] as const) {
        for (const key of keys) await page.keyboard.press(key);
        await heading(page).filter({ hasText: title }).waitFor();
      }
      for (const key of 'gb') await page.keyboard.press(key);
      await page.getByRole('row').nth(1).waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForURL(/open=evt_/);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      // What was closed is not what Back opens again.
      await page.waitForURL((url) => !url.searchParams.has('open'));
      await page.goBack();
      await heading(page).filter({ hasText: 'Rule lab' }).waitFor();
      await page.goForward();
      await heading(page).filter({ hasText: 'Bounces' }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
    }));

  test('keeps the window of time from screen to screen, and is not offered one where it says nothing', () =>
    journey(async ({ page, open }) => {
      const window = page.getByRole('group', { name: 'Window of time' });
      const chosen = () => window.getByRole('button', { pressed: true }).textContent();
      await open('/');
      await window.getByRole('button', { name: '24h' }).click();
      for (const key of 'gq') await page.keyboard.press(key);
      await heading(page).filter({ hasText: 'Queue' }).waitFor();
      expect(await window.count()).toBe(0);
      for (const key of 'gl') await page.keyboard.press(key);
      await heading(page).filter({ hasText: 'Lists' }).waitFor();
      expect(await chosen()).toBe('24h');
    }));
});
