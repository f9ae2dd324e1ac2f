/** A service that outgrew its file goes on in PostgreSQL (docs/several-processes.md). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hearback } from './hearback.ts';
import { postgresHouses } from './postgres-houses.ts';
import { makeHouse, submit } from './service.ts';

const { database, openSink, start } = postgresHouses();

it('keeps what waits, who is not mailed, what happened and who may ask', async () => {
  const sink = await openSink();
  sink.answer = (recipient) => {
    if (recipient.startsWith('gone')) return { code: 550, status: '5.1.1', text: 'No such user' };
    return recipient.startsWith('later') ? { code: 451, status: '4.3.0', text: 'Later' } : null;
  };
  const house = makeHouse(sink.port);
  try {
    const before = await start(house);
    for (const name of ['gone', 'later', 'here']) await submit(before.smtp, `${name}@b.example`, `To ${name}`);
    const events = (): string[] =>
      house
        .run(['bounces', 'ls', '--json'])
        .out.trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id);
    const check = (...config: string[]) => hearback(['suppress', 'check', 'gone@b.example', '--json', ...config]);
    await expect.poll(() => check('--config', house.config).code, { timeout: 20_000 }).toBe(1);
    await expect.poll(() => events().length, { timeout: 20_000 }).toBe(2);
    // And the notice of the one that is gone.
    await sink.arrived(2);
    const wanted = events();
    const made = JSON.parse(house.run(['key', 'new', 'shop', '--scope', 'events:read', '--json']).out) as {
      key: string;
    };

    const moved = join(house.folder, 'moved.toml');
    const storeKey = readFileSync(join(house.folder, 'data', 'store.key'), 'utf8').trim();
    const inPostgres = (keyLine: string, url: string): void =>
      writeFileSync(
        moved,
        `${readFileSync(house.config, 'utf8')}\n[store]\nurl = ${JSON.stringify(url)}\n${keyLine}\n`,
      );
    const url = await database();
    const move = () => hearback(['move', '--config', moved]);
    inPostgres(`key = ${JSON.stringify(storeKey)}`, url);
    expect(move()).toMatchObject({ code: 69, err: expect.stringContaining('another process works with') });
    before.child.kill('SIGTERM');
    await before.ended;
    expect(hearback(['move', '--config', house.config])).toMatchObject({
      code: 78,
      err: expect.stringContaining('store.url'),
    });
    inPostgres('', url);
    expect(move()).toMatchObject({ code: 78, err: expect.stringContaining('store.key') });
    inPostgres(`key = ${JSON.stringify(storeKey)}`, url);
    expect(move()).toMatchObject({ code: 0, out: expect.stringMatching(/^queue\t1$/m) });
    expect(move()).toMatchObject({ code: 66 });

    const after = await start({ ...house, config: moved });
    expect(check('--config', moved).code).toBe(1);
    const answer = await fetch(`http://127.0.0.1:${after.http}/v1/events?type=bounced`, {
      headers: { authorization: `Bearer ${made.key}` },
    });
    const { data } = (await answer.json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id).filter((id) => wanted.includes(id))).toHaveLength(1);
    sink.answer = null;
    hearback(['queue', 'retry', '--all', '--config', moved]);
    await sink.arrived(3);
    const addresses = sink.messages.map(({ envelope }) => envelope.recipients.map(({ address }) => address).join());
    expect(addresses.sort()).toEqual(['ann@a.example', 'here@b.example', 'later@b.example']);
  } finally {
    house.remove();
  }
}, 120_000);
