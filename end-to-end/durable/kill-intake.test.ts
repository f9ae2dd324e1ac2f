/**
 * kill -9 where reports come in: a report that was acknowledged (250, 200, a mail moved to cur, a place in a log kept) is
 * in the ledger, and one that comes again because nobody acknowledged it is there once. IMAP: peers/imap.test.ts.
 */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { returnPath } from '@hearback/bounce';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handIn } from '../peers/hand-in.ts';
import { until } from '../peers/until.ts';
import { ask, eventsOf } from './api.ts';
import { type Life, startLife } from './server-process.ts';

const secret = new Uint8Array(32).fill(7);
const token = 'a-token-for-tests';
const reports = 30;
const names = Array.from({ length: reports }, (_, index) => `r${index}@there.example`);

let home: string;
let lives: number;
let life: Life;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hearback-intake-'));
  lives = 0;
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(home, 'Maildir', part), { recursive: true });
  writeFileSync(
    join(home, 'hearback.toml'),
    `[server]
hostname = "hearback.example"
[smtp.listeners.submission]
port = 0
[http]
enabled = false
[return_path]
domain = "bounces.ours.example"
[return_path.keys.0]
secret = "${Buffer.from(secret).toString('base64')}"
[intake.logs.mail]
path = ${JSON.stringify(join(home, 'mail.log'))}
[intake.maildirs.box]
path = ${JSON.stringify(join(home, 'Maildir'))}
[intake.webhooks.kumo]
provider = "kumomta"
tokens = ["${token}"]
`,
  );
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

const heard = async (): Promise<readonly string[]> =>
  (await eventsOf(life.socket)).filter(({ type }) => /^bounce/.test(type)).map(({ recipient }) => recipient);
const allOnce = [...names].sort();

async function expectAllOnce(): Promise<void> {
  await until(async () => new Set(await heard()).size === reports);
  expect([...(await heard())].sort()).toEqual(allOnce);
}

const logLine = (recipient: string): string =>
  `2026-11-28T08:59:00.000+00:00 mail postfix/smtp[17]: 4${recipient.replace(/\W/g, '')}: to=<${recipient}>, relay=mx.there.example[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.there.example[192.0.2.7] said: 550 5.1.1 no)\n`;

const notice = (recipient: string): string => `From: MAILER-DAEMON@relay.example
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--b--
`;

describe('a log', () => {
  it.each(['intake-before-record:kill@2', 'intake-after-record:kill@2', 'after-commit-before-offset:kill@2'])(
    '%s',
    async (point) => {
      const half = reports / 2;
      writeFileSync(join(home, 'mail.log'), names.slice(0, half).map(logLine).join(''));
      await start(point);
      await until(async () => (await heard()).length === half);
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
      writeFileSync(join(home, 'Maildir/new', `${index}.x`), notice(name).replaceAll('\n', '\r\n'));
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
    const again = await untilAcknowledged(point, async (name) => {
      const body = JSON.stringify({
        type: 'Bounce',
        id: name,
        recipient: name,
        response: { code: 550, content: 'no' },
      });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      try {
        return (await ask(life.socket, '/v1/ingest/providers/kumo', { method: 'POST', headers, body })).status === 200;
      } catch (error) {
        if (error instanceof Error && 'code' in error) return false;
        throw error;
      }
    });
    expect(again).toBe(1);
    await expectAllOnce();
  });
});

describe('a bounce mail by SMTP', () => {
  it.each(['after-dot-before-commit:kill@9', 'intake-after-record:kill@9', 'after-commit-before-250:kill@9'])(
    '%s',
    async (point) => {
      const keys = [{ id: 0, secret }] as const;
      const message = 'msg_019ac9f0-0000-7000-8000-0123456789ab';
      const again = await untilAcknowledged(point, async (recipient, port) => {
        const to = returnPath.sign({ message, recipient, domain: 'bounces.ours.example', now: Date.now() }, keys);
        const sent = handIn(port, { from: '', to: [to], content: notice(recipient) }).then(() => true);
        return Promise.race([sent.catch(() => false), life.exited.then(() => false)]);
      });
      expect(again).toBe(1);
      await expectAllOnce();
    },
  );
});
