/** A mailbox of Dovecot is followed: what it tells is recorded once, whatever becomes of connections, processes and UIDs. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { returnPath } from '@hearback/bounce';
import { createCertificate } from '@hearback/smtp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../durable/api.ts';
import { type House, makeHouse, type Serving, serve } from '../service.ts';
import { type Dovecot, startDovecot } from './dovecot.ts';
import { notice } from './notice.ts';
import { secret, signed } from './post-office.ts';
import { until } from './until.ts';

const keys = [{ id: 0, secret: new Uint8Array(secret) }];
const message = 'msg_019ac9f0-0000-7000-8000-0123456789ab';
const signedFor = (recipient: string): string =>
  returnPath.sign({ message, recipient, domain: 'bounces.ours.example', now: Date.now() }, keys);

const noticeFor = (recipient: string): string => notice(recipient, signedFor(recipient));

let folder: string;
let dovecot: Dovecot;
let house: House;
let serving: Serving;
let socket: string;
let settings: string;

interface Told {
  readonly recipient: string;
  readonly source_name?: string;
  readonly trusted: boolean;
}
interface Source {
  readonly name: string;
  readonly items: number;
  readonly recorded: number;
  readonly repeated: number;
  readonly last_error: { readonly text: string } | null;
}

const json = async <T>(path: string): Promise<T> => JSON.parse((await ask(socket, path)).body) as T;
const heard = async (): Promise<readonly Told[]> =>
  (await json<{ data: readonly Told[] }>('/v1/events?type=bounce_received&limit=1000')).data;
const source = async (): Promise<Source | undefined> =>
  (await json<{ data: readonly Source[] }>('/v1/sources')).data.find(({ name }) => name === 'imap:bounces');
const seen = (name: string): boolean => dovecot.flags().get(name)?.includes('S') === true;

async function startAgain(env: Record<string, string> = {}): Promise<void> {
  serving = await serve(house, env);
}
async function kill(): Promise<void> {
  serving.child.kill('SIGKILL');
  await serving.ended;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-imap-'));
  chmodSync(folder, 0o755);
  const tls = createCertificate({ names: ['localhost', '127.0.0.1'] });
  dovecot = await startDovecot({ folder, maildir: join(folder, 'mail'), tls });
  writeFileSync(join(folder, 'password'), `${dovecot.password}\n`);
  settings = `${signed}
[intake.imap.bounces]
host = "127.0.0.1"
port = ${dovecot.port}
ca_file = ${JSON.stringify(join(folder, 'cert.pem'))}
user = "${dovecot.user}"
password_file = ${JSON.stringify(join(folder, 'password'))}
poll = "10m"
`;
  house = makeHouse(1, settings);
  socket = join(house.folder, 'data/hearback.sock');
  console.log(`Dovecot ${dovecot.version}`);
  dovecot.deliver('1.old', noticeFor('old@there.example'));
  await startAgain();
}, 120_000);
afterAll(async () => {
  await kill();
  house.remove();
  await dovecot.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('what lies there unseen is recorded, and then marked as seen', async () => {
  await until(() => seen('1.old'));
  expect(await heard()).toMatchObject([{ recipient: 'old@there.example', source_name: 'imap:bounces', trusted: true }]);
});

it('what comes is heard of without waiting for the next look', async () => {
  dovecot.deliver('2.new', noticeFor('new@there.example'));
  await until(() => seen('2.new'));
  expect((await heard()).map(({ recipient }) => recipient)).toEqual(['old@there.example', 'new@there.example']);
});

it('what is not understood goes to the tray and stays as it is', async () => {
  dovecot.deliver('3.lunch', 'From: Jo <jo@there.example>\nTo: b@bounces.ours.example\nSubject: Lunch?\n\nAt noon?\n');
  await until(async () => (await json<{ data: readonly unknown[] }>('/v1/tray')).data.length === 1);
  dovecot.deliver('4.after', noticeFor('after@there.example'));
  await until(() => seen('4.after'));
  expect(dovecot.flags().get('3.lunch')).toBe('');
});

describe('nothing is lost and nothing counted twice', () => {
  let before: readonly string[];
  const recipients = async (): Promise<readonly string[]> => (await heard()).map(({ recipient }) => recipient);
  beforeEach(async () => {
    before = await recipients();
  });

  it('when the process dies after the commit and before the mail is marked', async () => {
    await kill();
    dovecot.deliver('5.killed', noticeFor('killed@there.example'));
    await startAgain({ HEARBACK_FAILPOINT: 'after-commit-before-seen:kill@1' });
    expect((await serving.ended).signal).toBe('SIGKILL');
    expect(seen('5.killed')).toBe(false);
    await startAgain();
    await until(() => seen('5.killed'));
    expect(await recipients()).toEqual([...before, 'killed@there.example']);
  });

  it('when the process dies before anything is recorded', async () => {
    await kill();
    dovecot.deliver('6.early', noticeFor('early@there.example'));
    await startAgain({ HEARBACK_FAILPOINT: 'intake-before-record:kill@1' });
    await serving.ended;
    await startAgain();
    await until(() => seen('6.early'));
    expect(await recipients()).toEqual([...before, 'early@there.example']);
  });

  it('when the server numbers its mails anew, and a mail comes again under another number', async () => {
    await kill();
    dovecot.renumber();
    dovecot.deliver('7.again', noticeFor('old@there.example'));
    dovecot.deliver('8.fresh', noticeFor('fresh@there.example'));
    await startAgain();
    await until(() => seen('8.fresh'));
    await until(() => seen('7.again'));
    expect(await recipients()).toEqual([...before, 'fresh@there.example']);
  });
});

it('figures outlive the process, and a source is tried without recording', async () => {
  const figures = await source();
  const count = (await heard()).length;
  serving.child.kill('SIGTERM');
  await serving.ended;
  await startAgain();
  expect(await source()).toMatchObject({ items: figures?.items, recorded: figures?.recorded });
  const test = house.run(['source', 'test', 'imap:bounces']);
  expect([test.code, test.out]).toEqual([0, expect.stringContaining('INBOX has')]);
  expect((await heard()).length).toBe(count);
});

it('a wrong password is told, and the right one heals it', async () => {
  await kill();
  writeFileSync(join(folder, 'password'), 'wrong\n');
  await startAgain();
  dovecot.deliver('10.locked', noticeFor('locked@there.example'));
  await until(async () => (await source())?.last_error?.text.includes('Authentication') === true);
  expect(seen('10.locked')).toBe(false);
  writeFileSync(join(folder, 'password'), `${dovecot.password}\n`);
  await until(() => seen('10.locked'));
});
