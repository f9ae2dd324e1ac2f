/**
 * A drive that fails. After an fsync or a write that failed nothing more is acknowledged: the process ends (74), and the next one has
 * all that was. A full disk turns mail away and is got over.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { damageIn } from './api.ts';
import { createFailingDisk, type Fault } from './failing-disk.ts';
import { isPowerCut, withoutPowerCut } from './rounds.ts';
import type { Life } from './server-process.ts';
import { Trial } from './trial.ts';

const log = 'hearback.db-wal';
const database = 'hearback.db';
const ever = 1_000_000;
const failed = 'The store has failed; the process ends, to be started anew';

describe('a drive that fails', { timeout: 180_000 }, () => {
  if (!isPowerCut) {
    it('is left out', () => withoutPowerCut('a drive that fails is'));
    return;
  }
  let folder: string;
  let withFault: ReturnType<typeof createFailingDisk>;
  let trial: Trial;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hearback-fault-'));
    withFault = createFailingDisk(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    trial = await Trial.open({ name: 'drive', per100: { later: 15, hard: 8 }, size: 6000 });
    const { life, smtpPort } = await trial.started();
    await trial.load(life, smtpPort, { most: 40 });
    await killed(life);
  });
  afterEach(() => trial.close());

  async function killed(life: Life): Promise<void> {
    life.kill('SIGKILL');
    trial.interrupted(life, 'kill', (await life.exited).at);
  }

  /** The life after the fault has everything. */
  async function nothingLost(): Promise<void> {
    const { life } = await trial.started();
    expect(await damageIn(life.socket)).toEqual([]);
    await trial.settled(life);
    const { lost, wrong, acknowledged } = await trial.findings(life);
    console.log(`A drive that fails: ${acknowledged} acknowledged, ${lost.length} lost`);
    expect(lost).toEqual([]);
    expect(wrong).toEqual([]);
  }

  const fatal: readonly (readonly [what: string, fault: Fault])[] = [
    ['an fsync of the log', { call: 'fsync', error: 'EIO', file: log, from: 40, count: 1 }],
    ['a write to the log', { call: 'pwrite', error: 'EIO', file: log, from: 400, count: 1 }],
    // SQLite keeps that to itself: it would be met when the disk is full.
    ['each time the log is written back', { call: 'fsync', error: 'EIO', file: database, from: 2, count: ever }],
  ];
  it.each(fatal)('%s: nothing is acknowledged from then on, and nothing lost', async (_what, fault) => {
    const { life, smtpPort } = await trial.started(undefined, { env: withFault(fault) });
    const told = life.logged(failed);
    await trial.load(life, smtpPort, { most: 20_000, until: life.exited });
    expect(await told).toBe(true);
    const { code, at } = await life.exited;
    expect(code).toBe(74);
    trial.interrupted(life, 'kill', at);
    await nothingLost();
  });

  const atStart: readonly (readonly [what: string, fault: Fault])[] = [
    ['the log cannot be read', { call: 'pread', error: 'EIO', file: log, from: 1, count: 1 }],
    ['the log cannot be written back', { call: 'fsync', error: 'EIO', file: database, from: 1, count: 1 }],
    ['the first commit fails', { call: 'pwrite', error: 'EIO', file: log, from: 1, count: ever }],
  ];
  it.each(atStart)('%s: it does not start, says why, and starts when the drive is well', async (_what, fault) => {
    const life = trial.start(undefined, { env: withFault(fault) });
    expect(await life.ready).toBeNull();
    const { code, at } = await life.exited;
    expect([code, life.log()]).toEqual([74, expect.stringMatching(/^hearback: store: SQLITE_IOERR\w*: /m)]);
    trial.interrupted(life, 'kill', at);
    await nothingLost();
  });

  it('no room in the log for a while: mail is turned away with 452, and taken again', async () => {
    const fault: Fault = { call: 'pwrite', error: 'ENOSPC', file: log, from: 400, count: 5 };
    const { life, smtpPort } = await trial.started(undefined, { env: withFault(fault) });
    await trial.load(life, smtpPort, { most: 300 });
    expect(trial.refused.length).toBeGreaterThan(0);
    expect(trial.refused.filter(({ reply }) => !/^(?:452 4\.3\.1 |503 .*452 4\.3\.1 )/s.test(reply))).toEqual([]);
    await trial.settled(life);
    const { lost, wrong, acknowledged } = await trial.findings(life);
    expect({ lost, wrong, isAlive: life.isAlive() }).toEqual({ lost: [], wrong: [], isAlive: true });
    expect(acknowledged).toBeGreaterThan(200);
  });
});
