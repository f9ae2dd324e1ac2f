/**
 * Operators who do as they like with mail that is on its way, at one process and at two, while these are killed: everything
 * ends once, as it was told, and what they were told is stopped does not go.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../packages/server/src/store/postgres/test-server.fixture.ts';
import { damageIn } from './api.ts';
import { sequence } from './campaign.ts';
import { disobeyed } from './obeyed.ts';
import { letAllGo, operate } from './operators.ts';
import { rounds } from './rounds.ts';
import type { Life } from './server-process.ts';
import { Trial } from './trial.ts';

const long = { timeout: 600_000 };
const usual = { per100: { later: 15, hard: 5, parked: 20, lost: 2 }, size: 1500 };
/** Another for each run: what goes wrong is told with it. */
const name = `operators${process.env['HEARBACK_SEED'] ?? Date.now()}`;
const mailsPerKill = 250;

describe('operators at work', () => {
  let server: TestServer;
  let trial: Trial;
  beforeAll(async () => {
    server = await startTestServer();
  }, 120_000);
  afterAll(() => server.stop());
  afterEach(() => trial.close());

  /** `count` processes, one of which is killed every few hundred mails and started anew. */
  async function operated(count: number): Promise<void> {
    const random = sequence(name);
    const houses = await Promise.all(Array.from({ length: count }, () => trial.started()));
    trial.sink.parking = true;
    trial.sink.takes = () => (random() < 0.7 ? 20 + random() * 120 : 0);
    let isOver = false;
    const lives = (): readonly Life[] => houses.map(({ life }) => life).filter((life) => life.isAlive());
    const people = ['ann', 'bob', 'eve', 'zoe'].map((one) =>
      operate(`${name} ${one}`, { trial, lives, isOver: () => isOver }),
    );
    for (let kill = 0; kill < rounds; kill++) {
      const loads = houses.map(({ life, smtpPort }) =>
        trial.load(life, smtpPort, { smtp: 1, most: 2 * mailsPerKill, perSession: 4 }),
      );
      await trial.acknowledgedMore(mailsPerKill);
      const chosen = Math.floor(random() * count);
      const life = houses[chosen]?.life;
      life?.kill('SIGKILL');
      if (life !== undefined) trial.interrupted(life, 'kill', (await life.exited).at);
      houses[chosen] = await trial.started();
      await Promise.all(loads);
    }
    isOver = true;
    await Promise.all(people);
    const [life] = lives();
    if (life !== undefined) await expectKept(life, `processes: ${count}`);
  }

  async function expectKept(life: Life, what: string): Promise<void> {
    trial.sink.parking = false;
    trial.sink.takes = () => 0;
    // What a process that was killed had in hand is another's when its lease has ended.
    await expect.poll(() => letAllGo(trial, life), { timeout: 120_000, interval: 500 }).toBe(0);
    // The last notices are written when those that belong together have been waited for.
    await expect.poll(async () => (await trial.findings(life)).wrong, { timeout: 60_000, interval: 1000 }).toEqual([]);
    const { acknowledged, lost, duplicates } = await trial.findings(life);
    const answered = trial.orders.filter(({ answer }) => answer !== null);
    console.log(
      `${name}, ${what}: ${acknowledged} acknowledged, ${answered.length} orders, ` +
        `${answered.filter(({ answer }) => answer?.beingSent).length} told of mail on its way, ` +
        `${lost.length} lost, ${duplicates.beforeCommit} sent twice`,
    );
    expect(lost).toEqual([]);
    expect(disobeyed(trial.witnessed)).toEqual([]);
    expect(await damageIn(life.socket)).toEqual([]);
    expect(trial.sink.damaged).toEqual([]);
  }

  it('one process, SQLite', long, async () => {
    trial = await Trial.open({ name, ...usual });
    await operated(1);
  });

  it('two processes, PostgreSQL', long, async () => {
    await server.query('create database operators');
    const { host, port, user } = server.connection;
    const url = `postgres://${user}@localhost:${port}/operators?host=${encodeURIComponent(host)}`;
    const settings = ['store.lease=10s'];
    trial = await Trial.open({ name, env: { HEARBACK_STORE__URL: url }, settings, ...usual });
    await operated(2);
  });
});
