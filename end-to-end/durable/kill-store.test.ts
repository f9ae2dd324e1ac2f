/** kill -9 in the store's own work, and in the middle of a message on its way in. */
import { existsSync, mkdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { damageIn, messagesOf, writeBackup } from './api.ts';
import { createCampaign } from './campaign.ts';
import { rounds } from './rounds.ts';
import type { Life } from './server-process.ts';
import { Sink } from './sink.ts';
import { SmtpSession, stuffed } from './submit.ts';
import { Trial } from './trial.ts';

const usual = { per100: { later: 10, hard: 5 }, size: 3000 };
const long = { timeout: 600_000 };

describe('kill -9 in the store', () => {
  let trial: Trial;
  afterEach(() => trial.close());

  /** Starts once more, lets everything go out, and holds it against what was witnessed. */
  async function expectNothingLost(): Promise<Life> {
    const { life } = await trial.started();
    await trial.settled(life);
    const { acknowledged, lost, wrong } = await trial.findings(life);
    expect(lost).toEqual([]);
    expect(wrong).toEqual([]);
    expect(await damageIn(life.socket)).toEqual([]);
    expect(trial.sink.damaged).toEqual([]);
    console.log(`${expect.getState().currentTestName}: ${rounds} kills, ${acknowledged} acknowledged, none lost`);
    return life;
  }

  it('mid-migration: the next start begins anew and takes mail', long, async () => {
    trial = await Trial.open({ name: 'migration', ...usual });
    for (let round = 0; round < rounds; round++) {
      const life = trial.start(`mid-migration:kill@${2 + ((round * 7) % 18)}`);
      expect(await life.ready).toBeNull();
      expect((await life.exited).signal).toBe('SIGKILL');
    }
    const { life, smtpPort } = await trial.started();
    await trial.load(life, smtpPort, { most: 50 });
    life.kill('SIGKILL');
    trial.interrupted(life, 'kill', (await life.exited).at);
    await expectNothingLost();
  });

  it('mid-retention-delete: what is being deleted leaves nothing half behind', long, async () => {
    // Dialogues of a moment ago are old already, so that each start has something to delete.
    trial = await Trial.open({ name: 'retention', ...usual, settings: ['retention.dialogues=1ms'] });
    for (let round = 0; round < rounds; round++) {
      const { life, smtpPort } = await trial.started();
      await trial.load(life, smtpPort, { most: 150 });
      life.kill('SIGKILL');
      trial.interrupted(life, 'kill', (await life.exited).at);
      await trial.killed(trial.start(`mid-retention-delete:kill@${1 + (round % 2)}`));
    }
    await expectNothingLost();
  });

  it('mid-backup: no half copy stands under its name, and the next one is whole', long, async () => {
    trial = await Trial.open({ name: 'backup', ...usual });
    const file = join(trial.home, 'copy.db');
    for (let round = 0; round < rounds; round++) {
      const { life, smtpPort } = await trial.started('mid-backup:kill');
      const loaded = trial.load(life, smtpPort, { most: 2000 });
      await trial.acknowledgedMore(60);
      await expect(writeBackup(life.socket, file)).rejects.toThrow();
      await Promise.all([loaded, trial.killed(life)]);
      expect(existsSync(file)).toBe(false);
    }
    const { life, smtpPort } = await trial.started();
    const loaded = trial.load(life, smtpPort, { most: 60 });
    await trial.acknowledgedMore(20);
    const before = [...trial.acknowledged];
    await writeBackup(life.socket, file);
    await loaded;
    life.kill('SIGKILL');
    trial.interrupted(life, 'kill', (await life.exited).at);
    await expectNothingLost();
    await expectHolds(
      file,
      before.map(({ id }) => id),
    );
  });

  /** The copy, as another server's data: it has to know every message that was acknowledged before it was begun. */
  async function expectHolds(file: string, ids: readonly string[]): Promise<void> {
    const elsewhere = await Sink.open();
    const settings = [`store.file=${file}`, `delivery.domains.*.port=${elsewhere.port}`];
    const life = trial.start(undefined, { name: 'restored.example', settings });
    expect(await life.ready).not.toBeNull();
    expect(await damageIn(life.socket)).toEqual([]);
    const known = new Set((await messagesOf(life.socket)).map(({ id }) => id));
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    life.kill('SIGKILL');
    await life.exited;
    await elsewhere.close();
  }

  it('mid-checkpoint: the log is not written back to its end', long, async () => {
    trial = await Trial.open({ name: 'checkpoint', ...usual, size: 150_000 });
    mkdirSync(trial.data, { recursive: true });
    let half = 0;
    for (let round = 0; half < rounds && round < rounds + 8; round++) {
      const { life, smtpPort } = await trial.started();
      const loaded = trial.load(life, smtpPort, { most: 3000, smtp: 4 });
      await changed(join(trial.data, 'hearback.db'));
      life.kill('SIGKILL');
      trial.interrupted(life, 'kill', (await life.exited).at);
      await loaded;
      if (isHalfWrittenBack(join(trial.data, 'hearback.db-shm'))) half++;
    }
    console.log(`mid-checkpoint: ${half} kills found the log half written back`);
    expect(half).toBe(rounds);
    await expectNothingLost();
  });

  it('mid-DATA: half a message is no message', long, async () => {
    trial = await Trial.open({ name: 'data', ...usual });
    const halves = createCampaign({ name: 'half', per100: {}, size: 20_000 });
    for (let round = 0; round < rounds; round++) {
      const { life, smtpPort } = await trial.started();
      const session = await SmtpSession.open(smtpPort);
      if (session === null) throw new Error('nobody takes the connection');
      const mail = halves.next();
      await session.flush(`MAIL FROM:<${mail.sender}>\r\nRCPT TO:<${mail.recipients[0]}>\r\nDATA\r\n`);
      for (const expected of ['250', '250', '354']) expect(await session.reply()).toMatch(new RegExp(`^${expected}`));
      await session.flush(stuffed(mail.content).slice(0, 10_000));
      // The server has read the half when it answers somebody who spoke later.
      await trial.load(life, smtpPort, { most: 30 });
      life.kill('SIGKILL');
      trial.interrupted(life, 'kill', (await life.exited).at);
      await session.close();
    }
    await expectNothingLost();
    expect([...trial.sink.outcomes.keys()].filter((recipient) => recipient.includes('half'))).toEqual([]);
  });
});

/** Resolves when the file is written to: in WAL mode only a checkpoint does that. */
function changed(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(file, () => {
      watcher.close();
      resolve();
    });
    watcher.on('error', reject);
  });
}

/** SQLite's index of its log: frames written back so far, and frames that the checkpoint set out to write back. */
function isHalfWrittenBack(shm: string): boolean {
  const index = readFileSync(shm);
  const [written, attempted] = [index.readUInt32LE(96), index.readUInt32LE(128)];
  return written < attempted;
}
