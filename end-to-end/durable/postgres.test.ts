/**
 * PostgreSQL as the store: its server killed under load, connections cut in the middle of commits, and two nodes of which
 * one is frozen beyond its lease. Nothing is lost, and nothing is sent twice but what the frozen node was sending.
 */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../packages/server/src/store/postgres/test-server.fixture.ts';
import { damageIn, leftAfterRetry } from './api.ts';
import { rounds } from './rounds.ts';
import type { Life } from './server-process.ts';
import { Trial } from './trial.ts';

const long = { timeout: 600_000 };
const usual = { per100: { later: 15, hard: 5 }, size: 3000 };

describe('PostgreSQL', () => {
  let server: TestServer;
  let trial: Trial;
  let env: Readonly<Record<string, string>>;
  let databases = 0;

  beforeAll(async () => {
    server = await startTestServer();
  }, 120_000);
  afterAll(() => server.stop());
  afterEach(() => trial.close());

  /** A database of its own for each trial: the ledger tells nothing of others. */
  async function openTrial(name: string): Promise<void> {
    const database = `durable_${++databases}`;
    await server.query(`create database ${database}`);
    const { host, port, user } = server.connection;
    env = { HEARBACK_STORE__URL: `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}` };
    trial = await Trial.open({ name, env, ...usual });
  }

  async function expectNothingLost(life: Life, what: string): Promise<void> {
    const { acknowledged, lost, wrong, duplicates } = await trial.findings(life);
    console.log(
      `PostgreSQL, ${what}: ${acknowledged} acknowledged, ${lost.length} lost, ${trial.refused.length} turned away, ` +
        `${duplicates.beforeCommit} sent twice`,
    );
    expect(lost).toEqual([]);
    expect(wrong).toEqual([]);
    expect(await damageIn(life.socket)).toEqual([]);
    expect(trial.sink.damaged).toEqual([]);
    // Whoever was turned away was told to come again.
    expect(trial.refused.filter(({ reply }) => !/^(?:4|503)/.test(reply))).toEqual([]);
  }

  it('killed and started again under load', long, async () => {
    await openTrial('crash');
    const { life, smtpPort } = await trial.started();
    for (let round = 0; round < rounds; round++) {
      const loaded = trial.load(life, smtpPort, { most: 150 });
      await trial.acknowledgedMore(30 + 10 * round);
      await server.crash();
      await server.restart();
      await loaded;
    }
    await trial.load(life, smtpPort, { most: 30 });
    await trial.settled(life);
    await expectNothingLost(life, `${rounds} crashes`);
  });

  it('connections cut in the middle of commits', long, async () => {
    await openTrial('terminate');
    const { life, smtpPort } = await trial.started();
    const loaded = trial.load(life, smtpPort, { most: 150 * rounds });
    let cut = 0;
    for (let round = 0; round < 8 * rounds; round++) {
      const { rowCount } = await server.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = 'durable_${databases}' and pid <> pg_backend_pid() and state <> 'idle'`,
      );
      cut += rowCount ?? 0;
      await Promise.race([loaded, trial.answered()]);
    }
    await loaded;
    await trial.load(life, smtpPort, { most: 30 });
    await trial.settled(life);
    await expectNothingLost(life, `${cut} connections cut at work`);
    expect(cut).toBeGreaterThan(0);
  });

  it('a node that is frozen beyond its lease sends nothing more of what others have', long, async () => {
    await openTrial('freeze');
    const frozen = trial.start(undefined, { name: 'frozen.example' });
    const ready = await frozen.ready;
    const other = trial.start(undefined, { name: 'other.example' });
    if (ready === null || (await other.ready) === null) throw new Error(`${frozen.log()}\n${other.log()}`);
    const stop = new AbortController();
    const loaded = trial.load(frozen, ready.smtpPort, { most: 3000, until: aborted(stop.signal) });
    await trial.acknowledgedMore(100);
    frozen.kill('SIGSTOP');
    const at = await stopped(frozen.pid);
    stop.abort();
    trial.interrupted(frozen, 'freeze', at);

    // Until the lease is over the other node finds nothing to send; each look asks the store anew.
    await expect.poll(() => leftAfterRetry(other.socket), { timeout: 120_000, interval: 1000 }).toBe(0);
    frozen.kill('SIGCONT');
    await loaded;
    await trial.load(frozen, ready.smtpPort, { most: 30 });
    await trial.settled(frozen);
    expect(trial.sink.firstMail.has(other.name)).toBe(true);
    await expectNothingLost(frozen, 'one of two nodes frozen');
  });
});

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

/** Resolves to an instant when the process stands still and what it wrote before has been read here. */
async function stopped(pid: number): Promise<number> {
  while (!/^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')))
    await new Promise((resolve) => setImmediate(resolve));
  // Two turns of the event loop: what was in the sockets has come up.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  return performance.now();
}
