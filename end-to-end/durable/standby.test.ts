/**
 * PostgreSQL's primary dies for good and its standby takes over, which had not heard the last of it. With a synchronous
 * standby nothing acknowledged is lost; without one it is, which shows that this test would see it.
 */
import { afterEach, expect, it } from 'vitest';
import { type PostgresPair, startPair } from '../../packages/server/src/store/postgres/pair.fixture.ts';
import { damageIn, leftAfterRetry } from './api.ts';
import { rounds } from './rounds.ts';
import type { Life } from './server-process.ts';
import { Trial } from './trial.ts';

const long = { timeout: 300_000 };
/** Parked mail waits in the queue alone: the sink has not seen it. */
const per100 = { later: 15, hard: 5, parked: 30 };
let pair: PostgresPair;
let trial: Trial;

afterEach(async () => {
  await trial.close();
  await pair.close();
});

async function openTrial(name: string, synchronous: boolean) {
  pair = await startPair(synchronous);
  trial = await Trial.open({ name, env: { HEARBACK_STORE__URL: pair.url }, per100, size: 3000 });
  trial.sink.parking = true;
  return trial.started();
}

/** Everything leaves the queue, also what was being refused when it was told to. */
async function unparked({ socket }: Life): Promise<void> {
  trial.sink.parking = false;
  await expect.poll(() => leftAfterRetry(socket), { timeout: 60_000, interval: 500 }).toBe(0);
}

it.each(Array.from({ length: rounds }, (_, round) => round))(
  'a synchronous standby that is behind takes over, and nothing acknowledged is lost (round %i)',
  long,
  async (round) => {
    const { life, smtpPort } = await openTrial(`sync-${round}`, true);
    const loaded = trial.load(life, smtpPort, { most: 300 });
    await trial.acknowledgedMore(60 + 40 * round);
    pair.cutOff();
    await expect.poll(() => pair.waiting(), { timeout: 30_000 }).toBeGreaterThan(0);
    await pair.failOver();
    await loaded;
    await trial.load(life, smtpPort, { most: 30 });
    await unparked(life);
    await trial.settled(life);
    const { acknowledged, lost, wrong, duplicates } = await trial.findings(life);
    console.log(
      `PostgreSQL, a synchronous standby takes over: ${acknowledged} acknowledged, ${lost.length} lost, ` +
        `${trial.refused.length} turned away, ${duplicates.beforeCommit} sent twice`,
    );
    expect(lost).toEqual([]);
    expect(wrong).toEqual([]);
    expect(await damageIn(life.socket)).toEqual([]);
    expect(trial.refused.filter(({ reply }) => !/^(?:4|503)/.test(reply))).toEqual([]);
  },
);

it('control: with a standby that nobody waits for, acknowledged mail is lost', long, async () => {
  const { life, smtpPort } = await openTrial('async', false);
  const loaded = trial.load(life, smtpPort, { most: 600 });
  await trial.acknowledgedMore(50);
  pair.cutOff();
  await trial.acknowledgedMore(100);
  await pair.failOver();
  await loaded;
  await unparked(life);
  const { acknowledged, lost } = await trial.findings(life);
  console.log(`PostgreSQL, a standby nobody waits for takes over: ${acknowledged} acknowledged, ${lost.length} lost`);
  expect(lost.length).toBeGreaterThan(0);
});
