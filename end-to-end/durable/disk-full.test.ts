/**
 * A disk without a free octet: mail is turned away with 452 4.3.1, what was taken before is delivered all the same, and when
 * there is room again mail is taken again, without a restart.
 */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { damageIn } from './api.ts';
import { LoopDisk } from './loop-disk.ts';
import { isPowerCut, withoutPowerCut } from './rounds.ts';
import { Trial } from './trial.ts';

const long = { timeout: 300_000 };
const noRoom = /^(?:452 4\.3\.1 |503 .*452 4\.3\.1 )/s;

describe('a full disk', () => {
  if (!isPowerCut) {
    it('is left out', () => withoutPowerCut('a full disk is'));
    return;
  }
  let disk: LoopDisk;
  let filler: string;
  let trial: Trial;
  afterEach(() => trial.close());
  beforeAll(async () => {
    disk = await LoopDisk.create(420);
    filler = join(disk.folder, 'filler');
  });
  afterAll(() => disk.close());

  /** To the last block: dd ends when there is none. */
  const fill = (): string => disk.run('sh', '-c', `dd if=/dev/zero of=${filler} bs=1M 2>/dev/null || true`);
  const free = (): string => disk.run('rm', filler);

  it('takes no mail, delivers what it has, and heals', long, async () => {
    // The watch over free space is put off, so that the store itself meets the end of the disk.
    const settings = ['server.min_free=0B'];
    trial = await Trial.open({ name: 'full', disk, settings, per100: { later: 30, hard: 5 }, size: 20_000 });
    const { life, smtpPort } = await trial.started();
    await trial.load(life, smtpPort, { most: 40 });
    fill();
    const before = trial.acknowledged.length;
    await trial.load(life, smtpPort, { most: 6000, until: trial.refusedOnce() });
    const whileFull = trial.acknowledged.length - before;
    expect(trial.refused.filter(({ reply }) => !noRoom.test(reply))).toEqual([]);
    // Notices are new mail, and wait; what was acknowledged goes out.
    await trial.emptied(life);

    free();
    const refusals = trial.refused.length;
    const healed = trial.acknowledged.length;
    await trial.load(life, smtpPort, { most: 40 });
    expect(trial.refused.slice(refusals)).toEqual([]);
    expect(trial.acknowledged.length).toBeGreaterThanOrEqual(healed + 40);
    await trial.settled(life);
    const { acknowledged, lost, wrong } = await trial.findings(life);
    expect(await damageIn(life.socket)).toEqual([]);
    console.log(
      `Full disk: ${whileFull} taken before the store met its end, ${refusals} turned away with 452 4.3.1, ` +
        `${acknowledged} acknowledged in all, ${lost.length} lost`,
    );
    expect(lost).toEqual([]);
    expect(wrong).toEqual([]);
    expect(life.isAlive()).toBe(true);
  });

  it('is seen before it is quite full: DATA is refused, and taken again later', long, async () => {
    trial = await Trial.open({
      name: 'nearly',
      disk: { folder: join(disk.folder, 'another'), within: disk.within },
      per100: {},
      size: 3000,
    });
    const { life, smtpPort } = await trial.started();
    const seen = life.logged('The disk is nearly full');
    fill();
    expect(await seen).toBe(true);
    await trial.load(life, smtpPort, { most: 10 });
    expect(trial.acknowledged).toEqual([]);
    expect(trial.refused.length).toBeGreaterThan(0);
    expect(trial.refused.filter(({ reply }) => !noRoom.test(reply))).toEqual([]);

    const again = life.logged('The disk has room again');
    free();
    expect(await again).toBe(true);
    await trial.load(life, smtpPort, { most: 10 });
    expect(trial.acknowledged.length).toBeGreaterThanOrEqual(10);
    await trial.settled(life);
    expect((await trial.findings(life)).wrong).toEqual([]);
  });
});
