/**
 * The power is cut while mail comes in, at moments that have nothing to do with the server's work. What was acknowledged
 * before is there when the disk is mounted again. The same without fsync (synchronous=NORMAL) has to lose mail: a test that
 * cannot tell the two apart proves nothing.
 */
import { describe, expect, it } from 'vitest';
import { damageIn, retryAll } from './api.ts';
import type { Findings } from './check.ts';
import { LoopDisk } from './loop-disk.ts';
import { controlCuts, cuts, isPowerCut, withoutPowerCut } from './rounds.ts';
import { Trial } from './trial.ts';

interface Result {
  readonly cuts: number;
  readonly acknowledged: number;
  /** Acknowledged in the very moment of the cut: they promise nothing. */
  readonly tooLate: number;
  readonly lost: readonly string[];
  readonly damage: readonly string[];
  readonly findings: Findings;
  readonly damagedInTransit: number;
}

/** Most of the mail waits for the sink in the queue, so that what the disk forgot cannot have been delivered before. */
const waiting = { per100: { parked: 75, later: 5, hard: 4, lost: 1 }, size: 4000 };

async function cutPower(name: string, times: number, isControl: boolean): Promise<Result> {
  const env = isControl ? { HEARBACK_UNSAFE_SYNCHRONOUS: 'normal' } : {};
  const disk = await LoopDisk.create(400);
  const trial = await Trial.open({ name, disk, env, ...waiting });
  const damage: string[] = [];
  try {
    trial.sink.parking = true;
    for (let cut = 0; cut < times; cut++) {
      const { life, smtpPort } = await trial.started();
      damage.push(...(await damageIn(life.socket)));
      const plug = await disk.plug();
      const loaded = trial.load(life, smtpPort, { most: 20_000, smtp: 6, until: life.exited });
      // Not always in the same place: the time to the next checkpoint and the next write of the kernel differ.
      await trial.acknowledgedMore(20 + ((cut * 67) % 160));
      trial.interrupted(life, 'cut', await plug.pull());
      life.kill('SIGKILL');
      await Promise.all([loaded, life.exited]);
      disk.remount();
    }
    trial.sink.parking = false;
    const { life } = await trial.started();
    damage.push(...(await damageIn(life.socket)));
    await retryAll(life.socket);
    // Of what the control has lost, no notice will ever come.
    await (isControl ? trial.emptied(life) : trial.settled(life));
    const findings = await trial.findings(life);
    life.kill('SIGTERM');
    await life.exited;
    const tooLate = trial.acknowledged.length - findings.acknowledged;
    const damagedInTransit = trial.sink.damaged.length;
    return {
      cuts: times,
      acknowledged: findings.acknowledged,
      tooLate,
      lost: findings.lost,
      damage,
      findings,
      damagedInTransit,
    };
  } finally {
    await trial.close();
    await disk.close();
  }
}

const told = (what: string, { cuts, acknowledged, tooLate, lost, findings: { duplicates } }: Result): string =>
  `${what}: ${cuts} power cuts, ${acknowledged} messages acknowledged before them (${tooLate} in their moment), ` +
  `${lost.length} recipients lost; sent twice: ${duplicates.replyLost} (reply lost), ${duplicates.beforeCommit} (cut before the commit)`;

describe('power cuts', () => {
  if (!isPowerCut) {
    it('are left out', () => withoutPowerCut('power cuts are'));
    return;
  }

  it('lose nothing that was acknowledged', { timeout: 1_800_000 }, async () => {
    const result = await cutPower('cut', cuts, false);
    console.log(told('synchronous=FULL', result));
    expect(result.lost).toEqual([]);
    expect(result.findings.wrong).toEqual([]);
    expect(result.damage).toEqual([]);
    expect(result.damagedInTransit).toBe(0);
    expect(result.acknowledged).toBeGreaterThan(cuts * 20);
  });

  it('lose mail where fsync is left out, which this test sees', { timeout: 1_800_000 }, async () => {
    const result = await cutPower('control', controlCuts, true);
    console.log(told('synchronous=NORMAL (the control)', result));
    expect(result.lost.length).toBeGreaterThan(0);
  });
});
