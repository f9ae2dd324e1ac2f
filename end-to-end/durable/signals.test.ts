/** SIGTERM drains; a second one stops at once. Neither loses anything. */
import { afterEach, expect, it } from 'vitest';
import { damageIn, retryAll } from './api.ts';
import { rounds } from './rounds.ts';
import { Trial } from './trial.ts';

const long = { timeout: 300_000 };
let trial: Trial;
afterEach(() => trial.close());

async function expectNothingLost(): Promise<void> {
  const { life } = await trial.started();
  // A notice that was cut off behind its final dot may have arrived: it waits for its next turn, minutes away.
  await retryAll(life.socket);
  await trial.settled(life);
  const { acknowledged, lost, wrong, duplicates } = await trial.findings(life);
  expect(lost).toEqual([]);
  expect(wrong).toEqual([]);
  expect(await damageIn(life.socket)).toEqual([]);
  console.log(
    `${expect.getState().currentTestName}: ${rounds} ends, ${acknowledged} acknowledged, none lost; ` +
      `sent twice: ${duplicates.replyLost} (no reply to the dot), ${duplicates.beforeCommit} (others)`,
  );
}

it('SIGTERM under load ends with code 0, and nothing is sent twice', long, async () => {
  trial = await Trial.open({ name: 'term', per100: { later: 15, hard: 5 }, size: 3000 });
  for (let round = 0; round < rounds; round++) {
    const { life, smtpPort } = await trial.started();
    const loaded = trial.load(life, smtpPort, { most: 5000, until: life.exited });
    await trial.acknowledgedMore(60 + 20 * round);
    life.kill('SIGTERM');
    expect((await life.exited).code).toBe(0);
    await loaded;
  }
  // No interruption was written down: every answer of the sink has to have its event.
  await expectNothingLost();
});

it('a second SIGTERM does not wait for deliveries that hang', long, async () => {
  trial = await Trial.open({ name: 'twice', per100: { later: 15, hard: 5 }, size: 3000 });
  for (let round = 0; round < rounds; round++) {
    trial.sink.silent = true;
    const { life, smtpPort } = await trial.started();
    await trial.load(life, smtpPort, { most: 60 });
    const draining = life.logged('Draining');
    life.kill('SIGTERM');
    expect(await draining).toBe(true);
    const stopping = life.logged('Stopping at once');
    life.kill('SIGTERM');
    expect(await stopping).toBe(true);
    const { code, at } = await life.exited;
    expect(code).toBe(0);
    trial.interrupted(life, 'kill', at);
    trial.sink.silent = false;
  }
  await expectNothingLost();
});
