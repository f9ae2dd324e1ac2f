/**
 * kill -9 at every named point, and every other time the power is cut in the same moment: what was acknowledged is delivered
 * or reported, once, but where the reply to the final dot was lost or the process died between that dot and its commit.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { damageIn } from './api.ts';
import { LoopDisk } from './loop-disk.ts';
import { isPowerCut, rounds, withoutPowerCut } from './rounds.ts';
import { Trial } from './trial.ts';

/** Visit at which the point strikes in round 0; in the next ones a little later each. */
const points: Readonly<Record<string, number>> = {
  'after-connect': 7,
  'after-MAIL': 40,
  'after-RCPT': 70,
  'after-dot-before-commit': 40,
  'after-commit-before-250': 40,
  'after-accept-before-202': 12,
  'after-lease': 2,
  'after-connect-out': 3,
  'after-MAIL-out': 50,
  'after-DATA-354': 45,
  'after-dot-before-reply': 45,
  'after-reply-before-commit': 50,
  'after-commit': 50,
  'mid-DSN-build': 2,
  'after-DSN-enqueue-before-expire': 2,
};
/** In flight at the kill, and so perhaps sent again: connections of a lane times recipients of a message, both lanes. */
const mostInFlight = 4 * 3 * 2;

describe('kill -9 at a named point', () => {
  let disk: LoopDisk | null = null;
  let trial: Trial;
  const restarts: number[] = [];
  let emptyStart = 0;
  const rows: string[] = [];

  beforeAll(async () => {
    if (isPowerCut) disk = await LoopDisk.create(400);
    else withoutPowerCut('a power cut after each kill is');
    trial = await Trial.open({
      ...{ name: 'kill', per100: { later: 15, hard: 8, lost: 2 }, size: 3000 },
      ...(disk === null ? {} : { disk }),
    });
    const { life } = await trial.started();
    emptyStart = ((await life.ready)?.at ?? 0) - life.spawnedAt;
    life.kill('SIGTERM');
    expect((await life.exited).code).toBe(0);
  }, 120_000);

  afterAll(async () => {
    await trial.close();
    await disk?.close();
  });

  for (const [point, visit] of Object.entries(points)) {
    for (let round = 0; round < rounds; round++) {
      it(`${point}, round ${round + 1}`, { timeout: 180_000 }, async () => {
        const before = trial.acknowledged.length;
        const cut = disk !== null && round % 2 === 1;
        const plug = cut ? await disk?.plug() : undefined;
        const life = trial.start(`${point}:kill@${visit + 3 * round}`);
        const ready = await life.ready;
        // With mail in the queue some points are met before the service is ready.
        if (ready !== null) await trial.load(life, ready.smtpPort, { most: 1500, until: life.exited });
        await trial.killed(life);
        await plug?.pull();
        if (cut) disk?.remount();
        rows.push(
          `${point} ${cut ? 'kill and power cut' : 'kill'}: ${trial.acknowledged.length - before} acknowledged`,
        );
        const first = trial.sink.firstMail.get(life.name);
        if (rows.length > 1 && first !== undefined) restarts.push(first - life.spawnedAt);
      });
    }
  }

  it('has lost nothing, and sent nothing twice that it knew to be delivered', { timeout: 180_000 }, async () => {
    const { life } = await trial.started();
    await trial.settled(life);
    const { acknowledged, lost, wrong, duplicates } = await trial.findings(life);
    const damage = await damageIn(life.socket);
    life.kill('SIGTERM');
    const kills = Object.keys(points).length * rounds;
    console.log(
      `${rows.join('\n')}\n${kills} kills, ${acknowledged} messages acknowledged, ${lost.length} lost; sent twice: ` +
        `${duplicates.replyLost} (reply lost), ${duplicates.beforeCommit} (killed before the commit)\n` +
        `sent again ${Math.round(Math.max(...restarts))} ms after the start of the process at most; ` +
        `an empty server is ready after ${Math.round(emptyStart)} ms`,
    );
    expect(restarts.length).toBeGreaterThan(0);
    expect(lost).toEqual([]);
    expect(wrong).toEqual([]);
    expect(damage).toEqual([]);
    expect(trial.sink.damaged).toEqual([]);
    expect(trial.refused).toEqual([]);
    expect(duplicates.beforeCommit).toBeLessThanOrEqual(kills * mostInFlight);
    expect(acknowledged).toBeGreaterThan(kills * 10);
    expect((await life.exited).code).toBe(0);
  });
});
