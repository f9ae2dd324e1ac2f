/** The built service on PostgreSQL: killed, started again, and two processes that share one database. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { postgresHouses } from './postgres-houses.ts';
import { type House, type Sink, submit } from './service.ts';

const { database, openSink: open, houseOn, start } = postgresHouses();

const names = (count: number, what: string): string[] =>
  Array.from({ length: count }, (_, number) => `${what} ${number}`).sort();
const subjects = ({ messages }: Sink): string[] =>
  messages.map(({ body }) => /^Subject: (.*)\r$/m.exec(Buffer.from(body).toString())?.[1] ?? '').sort();

async function accepted(port: number, wanted: readonly string[]): Promise<void> {
  const replies = await Promise.all(wanted.map((subject) => submit(port, 'bob@b.example', subject)));
  for (const reply of replies) expect(reply.at(-2)).toMatch(/^250 2\.0\.0 /);
}

const counts = (house: House): unknown =>
  (JSON.parse(house.run(['queue', 'shape', '--json']).out.split('\n')[0] ?? '{}') as { counts?: unknown }).counts;
const isEmpty = (house: House): Promise<void> =>
  expect.poll(() => counts(house), { timeout: 20_000 }).toMatchObject({ waiting: 0, leased: 0 });

describe('hearback serve on PostgreSQL', () => {
  it('keeps what it acknowledged when it is killed, and delivers each message once', async () => {
    const sink = await open();
    const house = houseOn(await database(), sink, 'lease = "5s"');
    sink.answer = { code: 451, status: '4.3.0', text: 'Later' };
    const first = await start(house);
    const wanted = names(20, 'Kept');
    await accepted(first.smtp, wanted);
    first.child.kill('SIGKILL');
    await first.ended;

    sink.answer = null;
    await start(house);
    // What the dead process had in hand is free when its lease has ended.
    await expect
      .poll(
        () => {
          house.run(['queue', 'retry', '--all']);
          return sink.messages.length;
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe(20);
    await isEmpty(house);
    expect(subjects(sink)).toEqual(wanted);
    expect(house.run(['doctor', '--offline', '--json']).out).toContain('PostgreSQL');
    expect(existsSync(join(house.folder, 'data', 'hearback.db'))).toBe(false);
  }, 120_000);

  it('shares a database with another process: both send, nothing goes twice', async () => {
    const sink = await open();
    const url = await database();
    const houses = [houseOn(url, sink), houseOn(url, sink)] as const;
    const [one, two] = await Promise.all(houses.map((house) => start(house)));
    if (one === undefined || two === undefined) throw new Error('both must run');
    const wanted = [...names(60, 'One'), ...names(60, 'Two')].sort();
    await Promise.all([accepted(one.smtp, names(60, 'One')), accepted(two.smtp, names(60, 'Two'))]);
    await sink.arrived(120);
    await isEmpty(houses[0]);
    expect(subjects(sink)).toEqual(wanted);
    // Each process sees what both have done.
    for (const house of houses) {
      const listed = house.run(['message', 'ls', '--json', '--limit', '200']).out.trim().split('\n');
      expect(listed).toHaveLength(120);
    }
  });

  it('takes over the mail of a process that died beside it', async () => {
    const sink = await open();
    const url = await database();
    const houses = [houseOn(url, sink, 'lease = "5s"'), houseOn(url, sink, 'lease = "5s"')] as const;
    const [dies, lives] = await Promise.all(houses.map((house) => start(house)));
    if (dies === undefined || lives === undefined) throw new Error('both must run');
    sink.answer = { code: 451, status: '4.3.0', text: 'Later' };
    const wanted = names(10, 'Inherited');
    await accepted(dies.smtp, wanted);
    dies.child.kill('SIGKILL');
    await dies.ended;
    sink.answer = null;
    await expect
      .poll(
        () => {
          houses[1].run(['queue', 'retry', '--all']);
          return sink.messages.length;
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBe(10);
    await isEmpty(houses[1]);
    expect(subjects(sink)).toEqual(wanted);
  }, 120_000);
});
