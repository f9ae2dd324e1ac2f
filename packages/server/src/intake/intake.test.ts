import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Heard, Observation } from '../ledger/observation.ts';
import { hearBounceMail } from './bounce-mail.ts';
import { createIntake, type Item } from './intake.ts';
import { dsn, now, personal, proveAt, signedFor } from './mails.fixture.ts';
import { createSourceBook } from './sources.ts';
import { openTray, TrayFull } from './tray.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'hearback-tray-')), 'tray');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const item = (octets: Uint8Array): Item => ({
  source: 'bounce_mail',
  sourceName: 'smtp',
  octets,
  form: 'eml',
  recipient: null,
});

const heardIn = (octets: Uint8Array, recipient: string): Heard =>
  hearBounceMail(
    { octets, recipient, at: now - 5000, key: null },
    { source: 'bounce_mail', sourceName: 'smtp', prove: proveAt(() => now), header: null },
  );

const lost: Heard = { kind: 'not_understood', why: 'It is a riddle.' };

async function open(limits?: { items: number; octets: number }) {
  const recorded: Observation[] = [];
  const batches: number[] = [];
  const tray = await openTray(folder, limits);
  let failing: Error | null = null;
  const intake = createIntake({
    tray,
    book: createSourceBook(() => now),
    now: () => now,
    record: async (observations) => {
      if (failing !== null) throw failing;
      batches.push(observations.length);
      return observations.map((one) => {
        if (recorded.some(({ key }) => key === one.key)) return 'repeated';
        recorded.push(one);
        return one.authentic ? 'recorded' : 'untrusted';
      });
    },
  });
  const fail = (error: Error | null): void => {
    failing = error;
  };
  return { intake, recorded, batches, fail };
}

describe('an item', () => {
  it('is recorded, and known when it comes again', async () => {
    const { intake, recorded } = await open();
    const heard = heardIn(dsn({ recipients: ['jo@there.example', 'x@there.example'] }), signedFor('jo@there.example'));
    expect(await intake.take(item(dsn()), heard)).toMatchObject({
      recorded: 1,
      repeated: 0,
      untrusted: 1,
      inTray: false,
    });
    expect(await intake.take(item(dsn()), heard)).toMatchObject({ recorded: 0, repeated: 2, untrusted: 0 });
    expect(recorded).toHaveLength(2);
    expect(intake.sources()).toMatchObject([
      {
        name: 'smtp',
        kind: 'bounce_mail',
        items: 2,
        recorded: 1,
        repeated: 2,
        untrusted: 1,
        lastEventAt: now - 5000,
        lag: 5000,
      },
    ]);
  });

  it('of many observations is recorded in pieces', async () => {
    const { intake, batches } = await open();
    const heard = heardIn(dsn(), signedFor('jo@there.example'));
    const [one] = heard.kind === 'heard' ? heard.observations : [];
    if (one === undefined) throw new Error('nothing was heard');
    const observations = Array.from({ length: 4500 }, (_, n) => ({ ...one, key: String(n) }));
    expect((await intake.take(item(dsn()), { kind: 'heard', observations })).recorded).toBe(4500);
    expect(batches).toEqual([2000, 2000, 500]);
  });

  it('that is not understood lies in the tray, once, for its owner alone', async () => {
    const { intake } = await open();
    for (let n = 0; n < 2; n++)
      expect(await intake.take(item(personal()), lost)).toEqual({
        ...{ recorded: 0, repeated: 0, untrusted: 0, inTray: true },
        notes: ['It is a riddle.'],
      });
    expect(intake.inTray()).toBe(1);
    const names = readdirSync(folder).sort();
    expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.eml$/), expect.stringMatching(/\.why$/)]);
    expect(readFileSync(join(folder, names[0] ?? ''))).toEqual(personal());
    expect(JSON.parse(readFileSync(join(folder, names[1] ?? ''), 'utf8'))).toMatchObject({
      source: 'smtp',
      why: [lost.why],
    });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, names[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('of which a part was understood is recorded and kept', async () => {
    const { intake, recorded } = await open();
    const heard = { ...heardIn(dsn(), signedFor('jo@there.example')), problems: ['Event 2: a riddle.'] };
    expect(await intake.take(item(dsn()), heard)).toMatchObject({ recorded: 1, inTray: true });
    expect(recorded).toHaveLength(1);
  });

  it('without anything to record counts, and is not kept', async () => {
    const { intake } = await open();
    expect(await intake.take(item(dsn()), { kind: 'nothing', why: 'An open.' })).toMatchObject({ notes: ['An open.'] });
    expect(intake.inTray()).toBe(0);
    expect(intake.sources()).toMatchObject([{ ignored: 1, lastItemAt: now, lastEventAt: null }]);
  });

  it('that the store cannot take is to come again', async () => {
    const { intake, fail } = await open();
    const heard = heardIn(dsn(), signedFor('jo@there.example'));
    fail(new Error('the disk is gone'));
    await expect(intake.take(item(dsn()), heard)).rejects.toThrow('the disk is gone');
    expect(intake.sources()).toMatchObject([{ failed: 1, lastError: { at: now, text: 'the disk is gone' } }]);
    fail(null);
    expect((await intake.take(item(dsn()), heard)).recorded).toBe(1);
  });
});

describe('the tray', () => {
  it('takes no more than it may, and more when it has been emptied', async () => {
    const { intake } = await open({ items: 2, octets: 1000 });
    const put = (text: string) => intake.take(item(Buffer.from(text)), lost);
    await put('one');
    await put('two');
    await put('one');
    await expect(put('three')).rejects.toBeInstanceOf(TrayFull);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    await put('three');
    await expect(put('x'.repeat(1000))).rejects.toBeInstanceOf(TrayFull);
    expect(intake.inTray()).toBe(1);
  });

  it('knows after a restart what it has', async () => {
    await (await open()).intake.take(item(Buffer.from('one')), lost);
    const { intake } = await open();
    expect(intake.inTray()).toBe(1);
    await intake.take(item(Buffer.from('one')), lost);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('says so when it cannot write, and has nothing then', async () => {
    const { intake } = await open();
    rmSync(folder, { recursive: true });
    await expect(intake.take(item(Buffer.from('one')), lost)).rejects.toThrow('ENOENT');
    expect(intake.inTray()).toBe(0);
  });

  it('tells nobody that an item is kept before it is', async () => {
    const { intake } = await open();
    const first = intake.take(item(Buffer.from('one')), lost);
    const second = intake.take(item(Buffer.from('one')), lost).then(() => readdirSync(folder).sort());
    expect(await second).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.eml$/), expect.stringMatching(/\.why$/)]);
    await first;
  });
});
