/** What stands in the database file, and what comes out of it with the key, with another one and without. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { start } from '../store/store.fixture.ts';
import type { Store, StoredSource, WebhookEndpoint } from '../store/store.ts';
import { createSealing } from './seal.ts';
import { type SealedStore, sealedStore } from './sealed-store.ts';

let folder: string;
let store: Store;
let said: string[];
const [first, second] = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-sealed-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  said = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});
const over = (key: Uint8Array | null, old: readonly Uint8Array[] = []): SealedStore =>
  sealedStore(store, createSealing(key, old), {
    error: (_: unknown, text: unknown) => said.push(String(text)),
  } as never);

const mailbox: StoredSource = {
  ...{ name: 'imap:bounces', paused: false, host: null, createdAt: start },
  settings: { kind: 'imap', host: 'imap.ours.example', user: 'bounces', password: 'correct horse', passwordFile: null },
};
const provider: StoredSource = {
  ...{ name: 'shop', paused: false, host: null, createdAt: start },
  settings: { kind: 'webhook', provider: 'mailgun', secrets: { keys: ['battery staple'] } },
};
const logSource: StoredSource = {
  ...{ name: 'log:mail', paused: false, host: 'mail1', createdAt: start },
  settings: { kind: 'log', path: '/var/log/mail.log', format: null, history: true },
};
const endpoint: WebhookEndpoint = {
  ...{ id: 'wh_1', url: 'https://shop.example/', description: '', types: [], createdAt: start, cursor: 0 },
  secrets: [
    { secret: 'whsec_current', until: null },
    { secret: 'whsec_before', until: start },
  ],
  ...{ state: 'active', why: null, failingSince: null },
};
async function fill(sealed: SealedStore): Promise<void> {
  for (const source of [mailbox, provider, logSource]) await sealed.putSource(source);
  await sealed.addWebhook(endpoint);
  await sealed.keepSecret('erasure', 'key of the erased');
}
/** All files of the store, as whoever copies them has them. */
const copied = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
const secrets = ['correct horse', 'battery staple', 'whsec_current', 'whsec_before', 'key of the erased'];
const byName = [mailbox, logSource, provider];

it('a copy of the database without the key shows no secret; with it everything is as it was put', async () => {
  await fill(over(first));
  expect(copied()).toContain('/var/log/mail.log');
  for (const secret of secrets) {
    expect(copied()).not.toContain(secret);
    expect(copied()).not.toContain(Buffer.from(secret).toString('base64').slice(0, -3));
  }
  const again = over(first);
  expect(await again.sources()).toEqual(byName);
  expect(await again.webhooks()).toEqual([endpoint]);
  expect(await again.webhook('wh_1')).toEqual(endpoint);
  expect(await again.secret('erasure')).toBe('key of the erased');
  expect(again.unopened()).toEqual([]);
});

it('without a key nothing that has a secret is taken, and everything else is', async () => {
  const keyless = over(null);
  await keyless.putSource(logSource);
  for (const refused of [
    () => keyless.putSource(mailbox),
    () => keyless.putSource(provider),
    () => keyless.addWebhook(endpoint),
    () => keyless.keepSecret('erasure', 'key of the erased'),
  ])
    await expect(refused()).rejects.toMatchObject({ code: 'no_key' });
  expect(await store.sources()).toEqual([logSource]);
  for (const secret of secrets) expect(copied()).not.toContain(secret);
});

it('what the key is missing for is told, left out of work, and works again when the key is back', async () => {
  await fill(over(first));
  const other = over(second);
  expect(await other.sources()).toEqual([logSource]);
  expect(await other.webhooks()).toMatchObject([{ state: 'disabled', why: expect.stringContaining('store.key') }]);
  await expect(other.secret('erasure')).rejects.toMatchObject({ code: 'no_key' });
  await other.sources();
  expect(said).toHaveLength(4);
  expect(other.unopened()).toHaveLength(4);
  // A new secret is sealed with the key that is there.
  await other.changeWebhook('wh_1', { secrets: [{ secret: 'whsec_new', until: null }] });
  expect(await other.webhook('wh_1')).toMatchObject({ state: 'active', secrets: [{ secret: 'whsec_new' }] });
  expect(other.unopened()).toHaveLength(3);
  expect(await over(first).sources()).toEqual(byName);
});

it('a key is changed: the old one opens, everything is sealed anew, and the old one can go', async () => {
  await fill(over(first));
  const both = over(second, [first]);
  expect(await both.sealAnew()).toBe(4);
  expect(await both.sealAnew()).toBe(0);
  const after = over(second);
  expect(await after.sources()).toEqual(byName);
  expect(await after.webhooks()).toEqual([endpoint]);
  expect(await after.secret('erasure')).toBe('key of the erased');
  expect(said).toEqual([]);
});

it('what stands in clear is sealed at the start', async () => {
  for (const source of [mailbox, provider, logSource]) await store.putSource(source);
  await store.addWebhook(endpoint);
  const sealed = over(first);
  await store.keepSecret('erasure', 'key of the erased');
  expect(await sealed.sealAnew()).toBe(4);
  expect(await store.secret('erasure')).not.toContain('erased');
  expect(JSON.stringify([await store.sources(), await store.webhooks()])).not.toMatch(/horse|staple|whsec/);
  expect(await sealed.sources()).toEqual(byName);
});

it('what was sealed for one row does not open in another', async () => {
  const sealed = over(first);
  await sealed.putSource(mailbox);
  const [row] = await store.sources();
  if (row === undefined) throw new Error('one was put');
  await store.putSource({ ...row, name: 'imap:of somebody else' });
  expect((await sealed.sources()).map(({ name }) => name)).toEqual(['imap:bounces']);
  expect(sealed.unopened()).toEqual([expect.stringContaining('imap:of somebody else')]);
});
