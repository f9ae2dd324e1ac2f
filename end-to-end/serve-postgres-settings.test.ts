/** Two built services on one PostgreSQL database: what is set at one while it runs holds at the other, without a restart. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { postgresHouses } from './postgres-houses.ts';
import { type House, type Sink, submit } from './service.ts';

const { database, copied, openSink, houseOn, start } = postgresHouses();
const soon = { timeout: 15_000, interval: 250 };

const listed = (house: House, ...command: readonly string[]): readonly Record<string, unknown>[] =>
  house
    .run([...command, '--json'])
    .out.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const done = (house: House, ...command: readonly string[]): string => {
  const { code, out, err } = house.run(command);
  expect([command.join(' '), code, err]).toEqual([command.join(' '), 0, expect.anything()]);
  return out;
};
const inFile = (house: House, name: string, text: string): string => {
  const file = join(house.folder, name);
  writeFileSync(file, text);
  return file;
};
const subjects = ({ messages }: Sink): readonly string[] =>
  messages.map(({ body }) => /^Subject: (.*)\r$/m.exec(Buffer.from(body).toString())?.[1] ?? '');

const hookSecret = randomBytes(24).toString('base64');

it('sources, keys, rules and paused lanes', async () => {
  const sink = await openSink();
  const url = await database();
  const store = `key = "${randomBytes(32).toString('base64')}"`;
  const [here, there] = [houseOn(url, sink, store), houseOn(url, sink, store)];
  const [one, two] = await Promise.all([start(here), start(there)]);
  const at = `http://127.0.0.1:${two.http}`;

  // A source: requests come to the other process, and its figures are seen from here.
  const basic = inFile(here, 'basic', 'shop:long and random\n');
  done(here, 'source', 'add', 'webhook', '--provider', 'postmark', '--basic', basic, 'shop');
  const authorization = `Basic ${Buffer.from('shop:long and random').toString('base64')}`;
  const report = async (): Promise<number> => {
    const headers = { authorization, 'content-type': 'application/json' };
    const body = JSON.stringify({ RecordType: 'Delivery', MessageID: 'm-1', Recipient: 'a@there.example' });
    return (await fetch(`${at}/v1/ingest/providers/shop`, { method: 'POST', headers, body })).status;
  };
  await expect.poll(report, soon).toBe(200);
  done(here, 'hook', 'add', '--secret', `whsec_${hookSecret}`, 'https://shop.example/hook');
  const copy = await copied(url);
  expect(copy).toContain('shop.example');
  for (const secret of ['long and random', hookSecret]) expect(copy).not.toContain(secret);
  const source = () => listed(here, 'source', 'ls').find(({ name }) => name === 'shop');
  await expect.poll(() => Number(source()?.['items'] ?? 0), soon).toBeGreaterThan(0);
  done(there, 'source', 'pause', 'shop');
  await expect.poll(() => source()?.['paused'], soon).toBe(true);
  done(there, 'source', 'rm', 'shop');
  await expect.poll(source, soon).toBeUndefined();

  // A key that is made here is one there, and none any more once it is revoked.
  const made = JSON.parse(done(here, 'key', 'new', '--json', '--scope', 'health:read', 'dashboards')) as {
    readonly id: string;
    readonly key: string;
  };
  const asked = async (): Promise<number> =>
    (await fetch(`${at}/v1/health`, { headers: { authorization: `Bearer ${made.key}` } })).status;
  await expect.poll(asked, soon).toBe(200);
  done(here, 'key', 'revoke', made.id);
  await expect.poll(asked, soon).toBe(401);

  // A rule of our own.
  const rule = { id: 'own/dwarf', reason: 'user_unknown', pattern: 'zwergnase \\d+', examples: ['554 Zwergnase 17'] };
  sink.answer = { code: 554, status: null, text: 'Zwergnase 17' };
  done(here, 'rules', 'add', inFile(here, 'rules.json', JSON.stringify([rule])));
  let tried = 0;
  const reason = async (): Promise<unknown> => {
    const recipient = `dwarf${++tried}@b.example`;
    await submit(two.smtp, recipient, 'To a dwarf');
    await expect.poll(() => listed(there, 'bounces', 'ls', '--recipient', recipient).length, soon).toBe(1);
    return listed(there, 'bounces', 'ls', '--recipient', recipient)[0]?.['reason'];
  };
  await expect.poll(reason, soon).toBe('user_unknown');
  sink.answer = null;

  // A lane that is paused here keeps what is handed in there.
  done(here, 'queue', 'pause', '--why', 'repairs', 'b.example');
  await expect.poll(() => done(there, 'queue', 'lanes', '--json'), soon).toContain('repairs');
  await submit(two.smtp, 'bob@b.example', 'Held back');
  await submit(two.smtp, 'ann@c.example', 'Goes through');
  await expect.poll(() => subjects(sink), soon).toContain('Goes through');
  expect(subjects(sink)).not.toContain('Held back');
  done(here, 'queue', 'resume', 'b.example');
  await expect.poll(() => subjects(sink), soon).toContain('Held back');
  expect(one.child.exitCode).toBeNull();
}, 240_000);

it('without store.key what has a secret is refused, in words', async () => {
  const sink = await openSink();
  const house = houseOn(await database(), sink);
  await start(house);
  const { code, err } = house.run(['hook', 'add', 'https://shop.example/hook']);
  expect(code).not.toBe(0);
  expect(err).toContain('store.key');
  expect(house.run(['doctor', '--offline']).out).toContain('openssl rand -base64 32');
}, 60_000);
