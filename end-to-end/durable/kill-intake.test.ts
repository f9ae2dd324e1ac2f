/**
 * kill -9 where reports come in: a report that was acknowledged (250, 200, a mail moved to cur, a place in a log kept) is
 * in the ledger, and one that comes again because nobody acknowledged it is there once. IMAP: peers/imap.test.ts.
 */
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../peers/until.ts';
import { ask } from './api.ts';
import { heard, logLine, noticeFile, tellBySmtp, tellByWebhook, writeIntakeConfig } from './reports.ts';
import { type Life, startLife } from './server-process.ts';

const reports = 30;
const names = Array.from({ length: reports }, (_, index) => `r${index}@there.example`);

let home: string;
let lives: number;
let life: Life;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hearback-intake-'));
  lives = 0;
  writeIntakeConfig(home);
});
afterEach(async () => {
  life.kill('SIGKILL');
  await life.exited;
  rmSync(home, { recursive: true, force: true });
});

async function start(point?: string): Promise<number> {
  const name = `life-${++lives}.example`;
  life = startLife({
    ...{ name, config: join(home, 'hearback.toml'), data: join(home, 'data'), socket: join(home, `${name}.sock`) },
    env: point === undefined ? {} : { HEARBACK_FAILPOINT: point },
  });
  return (await life.ready)?.smtpPort ?? 0;
}

const allOnce = [...names].sort();

async function expectAllOnce(): Promise<void> {
  await until(async () => new Set(await heard(life.socket)).size === reports);
  expect([...(await heard(life.socket))].sort()).toEqual(allOnce);
}

describe('a log', () => {
  it.each(['intake-before-record:kill@2', 'intake-after-record:kill@2', 'after-commit-before-offset:kill@2'])(
    '%s',
    async (point) => {
      const half = reports / 2;
      writeFileSync(join(home, 'mail.log'), names.slice(0, half).map(logLine).join(''));
      await start(point);
      await until(async () => (await heard(life.socket)).length === half);
      appendFileSync(join(home, 'mail.log'), names.slice(half).map(logLine).join(''));
      expect((await life.exited).signal).toBe('SIGKILL');
      await start();
      await expectAllOnce();
    },
  );
});

describe('a Maildir', () => {
  it.each(['intake-before-record:kill@7', 'intake-after-record:kill@7'])('%s', async (point) => {
    names.forEach((name, index) => {
      writeFileSync(join(home, 'Maildir/new', `${index}.x`), noticeFile(name));
    });
    await start(point);
    expect((await life.exited).signal).toBe('SIGKILL');
    const moved = readdirSync(join(home, 'Maildir/cur')).length;
    expect(moved).toBeGreaterThan(0);
    await start();
    await until(() => readdirSync(join(home, 'Maildir/new')).length === 0);
    await expectAllOnce();
  });
});

it('a mail in a Maildir that ends the process when it is read: in the tray after three deaths, the others are heard', async () => {
  names.forEach((name, index) => {
    writeFileSync(join(home, 'Maildir/new', `${String(index).padStart(2, '0')}.x`), noticeFile(name));
  });
  for (let death = 0; death < 3; death++) {
    await start('reading:kill@1');
    expect((await life.exited).signal).toBe('SIGKILL');
  }
  await start();
  await until(() => readdirSync(join(home, 'Maildir/new')).length === 0);
  expect([...(await heard(life.socket))].sort()).toEqual(allOnce.filter((name) => name !== names[0]));
  const tray = JSON.parse((await ask(life.socket, '/v1/tray')).body) as { data: { why: string[] }[] };
  expect(tray.data.map(({ why }) => why)).toEqual([['The service died 3 times while it read this mail']]);
});

/** Sends each report until it is acknowledged, over as many lives as that takes. */
async function untilAcknowledged(
  point: string,
  send: (name: string, port: number) => Promise<boolean>,
): Promise<number> {
  let port = await start(point);
  let again = 0;
  for (const name of names)
    while (!(await send(name, port))) {
      again++;
      expect((await life.exited).signal).toBe('SIGKILL');
      port = await start();
    }
  return again;
}

describe('a webhook', () => {
  it.each(['intake-before-record:kill@9', 'intake-after-record:kill@9'])('%s', async (point) => {
    const again = await untilAcknowledged(point, (name) => tellByWebhook(life.socket, name));
    expect(again).toBe(1);
    await expectAllOnce();
  });
});

describe('a bounce mail by SMTP', () => {
  it.each(['after-dot-before-commit:kill@9', 'intake-after-record:kill@9', 'after-commit-before-250:kill@9'])(
    '%s',
    async (point) => {
      const again = await untilAcknowledged(point, (recipient, port) => {
        const sent = tellBySmtp(port, recipient).then(() => true);
        return Promise.race([sent.catch(() => false), life.exited.then(() => false)]);
      });
      expect(again).toBe(1);
      await expectAllOnce();
    },
  );
});
