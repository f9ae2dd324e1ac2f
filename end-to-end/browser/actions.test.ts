/** What can be done at the page, done by its buttons, and what the server says of it afterwards. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, openDemo, type Visit } from './page.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo(300);
}, 180_000);
afterAll(() => demo?.close());

async function journey(walk: (visit: Visit) => Promise<void>, link?: string): Promise<void> {
  const visit = await demo.visit(link === undefined ? {} : { link });
  visit.page.setDefaultTimeout(10_000);
  try {
    await walk(visit);
    expect(visit.troubles).toEqual([]);
  } finally {
    await visit.context.close();
  }
}

interface Listed<T> {
  readonly data: readonly T[];
}
const list = async <T>(path: string): Promise<readonly T[]> => (await demo.ask<Listed<T>>(path)).data;
const dialogOf = (page: Page) => page.getByRole('dialog');

/** Presses the button, and the one of the dialog that comes. */
async function press(page: Page, name: string, verb: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await dialogOf(page).getByRole('button', { name: verb, exact: true }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });
}

interface Waiting {
  readonly message_id: string;
  readonly recipient: string;
}

test('a message that waits is held, released, tried again, given up; another is cancelled', () =>
  journey(async ({ page, open }) => {
    const [first, second] = await list<Waiting>('/v1/queue/entries?domain=qq.sim&limit=2');
    const stateIs = (state: string) =>
      page
        .getByRole('table', { name: /Recipients and what/ })
        .getByText(state, { exact: true })
        .waitFor();
    await open(`/messages/${first?.message_id}`);
    await press(page, 'Hold…', 'Hold');
    await stateIs('held');
    await press(page, 'Release…', 'Release');
    await stateIs('queued');
    await press(page, 'Retry now…', 'Retry now');
    await stateIs('queued');
    await press(page, 'Expire…', 'Expire');
    await stateIs('expired');
    await open(`/messages/${second?.message_id}`);
    await press(page, 'Cancel…', 'Cancel');
    await stateIs('cancelled');
    const left = await list<Waiting>('/v1/queue/entries?domain=qq.sim');
    expect(left.map(({ message_id: id }) => id)).not.toContain(first?.message_id);
    expect(left.map(({ message_id: id }) => id)).not.toContain(second?.message_id);
  }));

test('a cell of the heat table opens what waits there for that long, and no more', () =>
  journey(async ({ page, open }) => {
    await open('/queue');
    const cell = page.getByRole('link', { name: /at qq\.sim, .* minutes/ }).first();
    const many = Number(await cell.textContent());
    await cell.click();
    await page.getByRole('heading', { name: 'Queue entries' }).waitFor();
    const rows = page.getByRole('table', { name: 'Recipients that wait' }).locator('tbody tr');
    await rows.nth(many - 1).waitFor();
    expect(await rows.count()).toBe(many);
    expect(new URL(page.url()).searchParams.get('domain')).toBe('qq.sim');
    expect(await list('/v1/queue/entries?domain=qq.sim&older_than=12h')).toEqual([]);
  }));

test('a domain that somebody had paused is mailed again', () =>
  journey(async ({ page, open }) => {
    expect((await list('/v1/queue/entries?domain=qq.sim')).length).toBeGreaterThan(10);
    await open('/queue');
    const paused = page
      .getByRole('table', { name: /Lanes/ })
      .getByRole('row')
      .filter({ hasText: 'Their postmaster asked us to wait' })
      .filter({ has: page.getByRole('button', { name: /^Resume / }) });
    await paused.first().waitFor();
    // One of them is enough, whichever it is: the whole domain was paused at once, and is resumed at once.
    await paused
      .last()
      .getByRole('button', { name: /^Resume / })
      .click();
    await expect.poll(() => paused.count(), { timeout: 10_000, interval: 200 }).toBe(0);
    await expect
      .poll(async () => (await list('/v1/queue/entries?domain=qq.sim')).length, { timeout: 30_000, interval: 500 })
      .toBe(0);
  }));

test('an address is erased once it was typed in, and nothing is known of it', () =>
  journey(async ({ page, open }) => {
    const address = 'erase.me@example.org';
    const event = {
      key: 'erase-1',
      type: 'bounced',
      recipient: address,
      reply: '550 5.1.1 No such user',
      remote_id: 'e1',
    };
    await demo.tell('/v1/ingest', { source: 'journey', events: [event] });
    await open(`/addresses/${encodeURIComponent(address)}`);
    await page.getByRole('button', { name: 'Erase…' }).click();
    const erase = dialogOf(page).getByRole('button', { name: 'Erase', exact: true });
    expect(await erase.isDisabled()).toBe(true);
    await dialogOf(page)
      .getByLabel(/Type erase\.me/)
      .fill(address);
    await erase.click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    await page.getByText(/events? erased/).waitFor();
    const { events } = await demo.ask<{ events: readonly unknown[] }>(`/v1/addresses/${encodeURIComponent(address)}`);
    expect(events).toEqual([]);
  }));

test('a dialog stays when text in it is selected past its edge, and goes at a click beside it', () =>
  journey(async ({ page, open }) => {
    await open('/suppressions');
    await page.getByRole('button', { name: 'Add…' }).click();
    const dialog = dialogOf(page);
    const field = dialog.getByRole('textbox').first();
    await field.fill('jo@example.org');
    const box = await field.boundingBox();
    if (box === null) throw new Error('the field is not in sight');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(5, 5, { steps: 5 });
    await page.mouse.up();
    expect(await field.inputValue()).toBe('jo@example.org');
    await page.mouse.click(5, 5);
    await dialog.waitFor({ state: 'hidden' });
  }));

test('a key is made, works, and works no more once it is revoked', () =>
  journey(async ({ page, open }) => {
    await open('/settings');
    await page.getByRole('button', { name: 'New key…' }).click();
    await dialogOf(page).getByLabel('Name').fill('journey');
    await dialogOf(page).getByRole('checkbox', { name: 'suppressions:read' }).check();
    await dialogOf(page).getByLabel('Sends as').fill('@shop.example, ann@ours.example');
    await dialogOf(page).getByRole('button', { name: 'Make it' }).click();
    const key = (await dialogOf(page).locator('pre').textContent()) ?? '';
    await dialogOf(page).getByRole('button', { name: 'Done' }).click();
    const ask = () =>
      fetch(`${demo.base}/v1/suppressions?limit=1`, { headers: { authorization: `Bearer ${key}` } }).then(
        ({ status }) => status,
      );
    expect(await ask()).toBe(200);
    await page.getByRole('row').filter({ hasText: 'journey' }).getByText('@shop.example, ann@ours.example').waitFor();
    await press(page, 'Revoke journey', 'Revoke');
    await page.getByRole('row').filter({ hasText: 'journey' }).waitFor({ state: 'detached' });
    // Turned away within seconds: what a process knows of keys is asked anew.
    await expect.poll(ask, { timeout: 20_000, interval: 500 }).toBe(401);
  }));

test('an alert is silenced, with the reason, and the silence is ended', () =>
  journey(async ({ page, open }) => {
    await open('/alerts?state=open');
    const alert = page.getByRole('listitem').filter({ hasText: 'Soft bounces of sender promo.acme.example' });
    await alert.getByRole('button', { name: /Silence/ }).click();
    await dialogOf(page).getByLabel('Why').fill('The list is being cleaned');
    await dialogOf(page).getByRole('button', { name: 'Silence', exact: true }).click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    const silence = page.getByRole('row').filter({ hasText: 'The list is being cleaned' });
    await silence.waitFor();
    expect(await list('/v1/silences')).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: 'sender_soft_rate', key: 'promo.acme.example' })]),
    );
    await silence.getByRole('button', { name: /End/ }).click();
    await silence.waitFor({ state: 'detached' });
  }));

test('a delivery is sent again, and the message tells which programs were told', () =>
  journey(async ({ page, open }) => {
    interface Webhook {
      readonly id: string;
      readonly url: string;
    }
    interface Delivery {
      readonly replay: boolean;
      readonly state: string;
      readonly body: string;
    }
    const webhook = (await list<Webhook>('/v1/webhooks')).find(({ url }) => url.endsWith('/crm'));
    const path = `/v1/webhooks/${webhook?.id}/deliveries`;
    const [bounced] = (await list<Delivery>(`${path}?state=delivered`)).filter(({ body }) => body.includes('"msg_'));
    const { data } = JSON.parse(bounced?.body ?? '{}') as { data: { message_id: string } };
    await open(`/webhooks/${webhook?.id}`);
    await page.getByRole('button', { name: 'Again' }).first().click();
    await page.getByText(/It is sent again/).waitFor();
    await page.getByText('(again)').first().waitFor();
    await expect
      .poll(async () => (await list<Delivery>(path)).some(({ replay, state }) => replay && state === 'delivered'))
      .toBe(true);
    await open(`/messages/${data.message_id}`);
    await page
      .getByText(/webhook message\.bounced to/)
      .first()
      .waitFor();
  }));

test('addresses that a receiver denied for two hours are given back: some first, with a look before, then all', () =>
  journey(async ({ page, open }) => {
    await open('/incidents?state=closed');
    await page.getByRole('row').filter({ hasText: 'Outlook: mailbox does not exist' }).getByRole('link').click();
    await page.getByRole('button', { name: 'Give addresses back…' }).click();
    await dialogOf(page)
      .getByText(/would get mail again; \d+ would stay held/)
      .waitFor();
    await dialogOf(page).getByRole('button', { name: 'Give back' }).click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Give addresses back…' }).click();
    await dialogOf(page).getByLabel('How many').selectOption('All of them');
    await dialogOf(page)
      .getByText(/; 0 would stay held/)
      .waitFor();
    await dialogOf(page).getByRole('button', { name: 'Give back' }).click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    interface Incident {
      readonly provider: string;
      readonly state: string;
      readonly held: number;
    }
    const incident = (await list<Incident>('/v1/incidents')).find(({ provider }) => provider === 'outlook');
    expect(incident).toMatchObject({ state: 'released', held: 0 });
  }));

test('bounces are marked by keys and suppressed together; the view is saved, and taken along as CSV', () =>
  journey(async ({ page, open }) => {
    const q = 'domain:yahoo.sim class:soft';
    await open(`/bounces?q=${encodeURIComponent(q)}`);
    await page.getByRole('row').nth(2).waitFor();
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(2);
    await page.getByRole('button', { name: /^Act on \d address/ }).click();
    await page.getByRole('button', { name: 'Suppress…' }).click();
    await dialogOf(page).getByRole('listitem').first().waitFor();
    const named = await dialogOf(page).getByRole('listitem').allTextContents();
    await dialogOf(page).getByLabel(/Why/).fill('They asked by phone');
    await dialogOf(page).getByRole('button', { name: 'Suppress' }).click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    const check = await demo.tell<Listed<{ suppressed: boolean }>>('/v1/suppressions/check', { addresses: named });
    expect(check.data.every(({ suppressed }) => suppressed)).toBe(true);

    await page.getByRole('button', { name: 'Saved views' }).click();
    await page.getByRole('button', { name: 'Save this view…' }).click();
    await dialogOf(page).getByLabel('Name').fill('Yahoo, soft');
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    const [heading = '', ...lines] = readFileSync((await download.path()) ?? '', 'utf8')
      .trim()
      .split('\r\n');
    expect(heading).toMatch(/^at,recipient,class,reason/);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => line.startsWith('20')).every((line) => line.includes('@yahoo.sim,soft,'))).toBe(true);

    await open('/bounces');
    await page.getByRole('button', { name: 'Saved views' }).click();
    await page.getByRole('link', { name: 'Yahoo, soft' }).click();
    await page.waitForURL(/[?&]q=domain/);
    expect(new URL(page.url()).searchParams.get('q')).toBe(q);
  }));

test('a provider is added by what it is known by; a log becomes a command for its machine', () =>
  journey(async ({ page, open, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('/sources');
    const add = page.getByRole('button', { name: 'Add a source…' });
    await add.click();
    await dialogOf(page).getByLabel('Kind').selectOption('webhook');
    await dialogOf(page).getByLabel('Name').fill('transactional');
    await dialogOf(page).getByLabel('Provider').selectOption('postmark');
    await dialogOf(page).getByLabel('Credentials').fill('postmark:long-random-secret');
    await dialogOf(page).getByRole('button', { name: 'Add and follow it' }).click();
    await page.getByRole('row').filter({ hasText: 'transactional' }).waitFor();
    await add.click();
    await dialogOf(page).getByLabel('Kind').selectOption('log');
    await dialogOf(page).getByLabel('Name').fill('mail');
    await dialogOf(page).getByLabel('File').fill('/var/log/mail.log');
    await dialogOf(page).getByLabel('Whose log').selectOption('exim');
    await dialogOf(page).getByRole('button', { name: 'Copy the command' }).click();
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'hearback source add log --format exim mail /var/log/mail.log',
    );
  }));

test('whoever sees no whole addresses finds no dead ends, and can change nothing', async () => {
  const command = ['packages/cli/bin/hearback.js', 'login', '--masked', '--read-only', '--config', demo.config];
  const link = execFileSync(process.execPath, command, { encoding: 'utf8' }).trim();
  await journey(async ({ page, open }) => {
    await open('/bounces');
    const row = page.getByRole('row').filter({ hasText: '***@' }).first();
    await row.getByRole('link').click();
    await dialogOf(page).getByRole('link', { name: 'Address' }).click();
    await page.getByText('This may be the mask of several addresses').waitFor();
    await page.getByRole('link', { name: /bounces at/ }).click();
    await page.getByRole('row').filter({ hasText: '***@' }).first().waitFor();
    await open('/suppressions');
    await page.getByRole('row').filter({ hasText: '***@' }).first().waitFor();
    expect(
      await page
        .getByRole('main')
        .getByRole('button', { name: /^(Lift|Add|Import)/ })
        .count(),
    ).toBe(0);
  }, link);
});
