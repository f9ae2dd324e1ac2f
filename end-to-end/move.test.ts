/** A service that outgrew its file goes on in PostgreSQL (docs/several-processes.md). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hearback } from './hearback.ts';
import { postgresHouses } from './postgres-houses.ts';
import { type House, makeHouse, submit } from './service.ts';

const { database, openSink, start } = postgresHouses();

/** A second configuration of the same house, with the database and the key that its file is sealed with. */
function inPostgres(house: House, url: string, key = storeKey(house)): string {
  const moved = join(house.folder, 'moved.toml');
  const store = [`url = ${JSON.stringify(url)}`, ...(key === null ? [] : [`key = ${JSON.stringify(key)}`])];
  writeFileSync(moved, [readFileSync(house.config, 'utf8'), '[store]', ...store, ''].join('\n'));
  return moved;
}

const storeKey = (house: House): string | null => readFileSync(join(house.folder, 'data', 'store.key'), 'utf8').trim();

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

    const url = await database();
    const moved = inPostgres(house, url);
    const move = () => hearback(['move', '--config', moved]);
    expect(move()).toMatchObject({ code: 69, err: expect.stringContaining('another process works with') });
    before.child.kill('SIGTERM');
    await before.ended;
    expect(hearback(['move', '--config', house.config])).toMatchObject({
      code: 78,
      err: expect.stringContaining('store.url'),
    });
    inPostgres(house, url, null);
    expect(move()).toMatchObject({ code: 78, err: expect.stringContaining('store.key') });
    inPostgres(house, url);
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

it('killed in the middle has moved nothing; killed at its end, it moves nothing twice', async () => {
  const sink = await openSink();
  sink.answer = { code: 451, status: '4.3.0', text: 'Later' };
  const house = makeHouse(sink.port);
  try {
    const before = await start(house);
    await submit(before.smtp, 'bob@b.example', 'Hello');
    before.child.kill('SIGTERM');
    await before.ended;
    const config = inPostgres(house, await database());
    const move = (failpoint: string) =>
      hearback(['move', '--config', config], undefined, { HEARBACK_FAILPOINT: failpoint });
    expect(move('mid-move:kill@queue').code).toBe(null);
    // The file goes on as if nothing had been tried.
    const again = await start(house);
    expect(house.run(['queue', 'ls', '--json']).out).toContain('bob@b.example');
    again.child.kill('SIGTERM');
    await again.ended;
    expect(move('after-move:kill').code).toBe(null);
    expect(move('none:kill')).toMatchObject({ code: 78, err: expect.stringContaining('is not empty') });
    await start({ ...house, config });
    expect(hearback(['queue', 'ls', '--json', '--config', config]).out.match(/bob@b\.example/g)).toHaveLength(1);
  } finally {
    house.remove();
  }
}, 120_000);
