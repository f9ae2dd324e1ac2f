/**
 * A wall clock that is set back two hours and jumps five days ahead while mail is on its way, and is put right: mail goes on at once
 * each time, nothing ends for its age, nobody is told of a delay, and what was put off meanwhile is due when it was to be.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { returnPath } from '@hearback/bounce';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { handIn } from '../peers/hand-in.ts';
import { notice } from '../peers/notice.ts';
import { eventsOf, retryAll, waitingOf } from './api.ts';
import { fateOf } from './campaign.ts';
import { buildPreload } from './preload.ts';
import { isPowerCut, withoutPowerCut } from './rounds.ts';
import { Trial } from './trial.ts';

const hour = 3_600_000;
const day = 24 * hour;
const domain = 'bounces.ours.example';
const secret = new Uint8Array(32).fill(7);

describe('a clock that is wrong', () => {
  if (!isPowerCut) {
    it('is left out', () => withoutPowerCut('a clock that is wrong is'));
    return;
  }
  let folder: string;
  let library: string;
  let trial: Trial;
  const setAhead = (milliseconds: number): void => {
    const octets = Buffer.alloc(8);
    octets.writeBigInt64LE(BigInt(milliseconds));
    writeFileSync(join(folder, 'ahead'), octets, { flag: 'r+' });
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hearback-clock-'));
    library = buildPreload(folder, 'wrong-clock');
    writeFileSync(join(folder, 'ahead'), Buffer.alloc(8));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => trial.close());

  /** Those that nothing keeps waiting, and that have not ended. */
  const unended = (): readonly string[] => {
    const told = new Set(trial.sink.notices.flatMap(({ failed }) => failed));
    return trial.acknowledged
      .flatMap(({ mail }) => mail.recipients)
      .filter((recipient) => fateOf(recipient) !== 'parked' && !told.has(recipient))
      .filter((recipient) => !trial.sink.outcomes.get(recipient)?.some(({ kind }) => kind === 'taken'));
  };
  it('holds nothing up, and ends nothing', { timeout: 180_000 }, async () => {
    trial = await Trial.open({
      ...{ name: 'clock', per100: { later: 25, hard: 8, parked: 25 }, size: 1000 },
      env: { LD_PRELOAD: library, HEARBACK_CLOCK_FILE: join(folder, 'ahead') },
      settings: [`return_path.domain=${domain}`, `return_path.keys.0.secret=${Buffer.from(secret).toString('base64')}`],
    });
    trial.sink.parking = true;
    const { life, smtpPort } = await trial.started();
    for (const ahead of [-2 * hour, 5 * day, 0]) {
      const load = trial.load(life, smtpPort, { smtp: 2, most: 40 });
      await trial.acknowledgedMore(15);
      setAhead(ahead);
      await load;
      await expect.poll(unended, { timeout: 30_000, interval: 100 }).toEqual([]);
    }
    const events = await eventsOf(life.socket);
    expect(events.filter(({ type }) => type === 'expired' || type === 'delayed_notice')).toEqual([]);
    const latest = async () =>
      Math.max(...(await waitingOf(life.socket)).map(({ next_attempt_at }) => Date.parse(next_attempt_at)));
    await expect.poll(latest, { timeout: 10_000 }).toBeLessThan(Date.now() + 1.2 * hour);
    // Its mail left with the date of then.
    const [sent] = trial.acknowledged;
    const recipient = sent?.mail.recipients[0] ?? '';
    const mailing = { message: sent?.id ?? '', recipient, domain, now: Date.now() + 5 * day };
    const to = returnPath.sign(mailing, [{ id: 0, secret }]);
    await handIn(smtpPort, { from: '', to: [to], content: notice(recipient, to) });
    trial.sink.parking = false;
    await retryAll(life.socket);
    await trial.settled(life);
    const { lost, wrong } = await trial.findings(life);
    expect({ lost, wrong }).toEqual({ lost: [], wrong: [] });
  });
});
