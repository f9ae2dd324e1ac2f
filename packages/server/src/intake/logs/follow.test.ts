import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Observation } from '../../ledger/observation.ts';
import { type FollowedLog, type FollowLogOptions, followLog } from './follow.ts';
import type { TailMark } from './tail.ts';

const now = Date.UTC(2026, 10, 28, 10);
let folder: string;
let path: string;
let mark: TailMark | null;
let taken: Observation[];
let failures: unknown[];
let broken: Error | null;
let followed: FollowedLog | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-log-'));
  path = join(folder, 'mail.log');
  [mark, taken, failures, broken, followed] = [null, [], [], null, null];
});
afterEach(async () => {
  await followed?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function follow(more: Partial<FollowLogOptions> = {}): FollowedLog {
  followed = followLog({
    ...{ path, sourceName: 'log:mail', format: null, history: true, every: 3_600_000, now: () => now },
    marks: {
      read: async () => mark,
      write: async (next) => {
        mark = next;
      },
    },
    take: async (observations) => {
      if (broken !== null) throw broken;
      taken.push(...observations);
    },
    failed: (error) => failures.push(error),
    ...more,
  });
  return followed;
}

async function again(): Promise<void> {
  await followed?.stop();
  await follow().look();
}

let lines = 0;
const stamp = '2026-11-28T08:59:00.000+00:00 mail';
const delivery = (recipient: string, id = `4ABCD${lines}`): string =>
  `${stamp} postfix/smtp[${++lines}]: ${id}: to=<${recipient}>, relay=mx.there.example[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.there.example[192.0.2.7] said: 550 5.1.1 no)\n`;
const log = (...recipients: readonly string[]): void =>
  appendFileSync(path, recipients.map((recipient) => delivery(`${recipient}@there.example`)).join(''));
const heard = (): readonly string[] => taken.map(({ recipient }) => recipient?.split('@')[0] ?? '');
const keys = (): readonly string[] => taken.map(({ key }) => key);

describe('lines', () => {
  it('are told with their outcome, host and sender, and whose message it is', async () => {
    const before = `${stamp} postfix/cleanup[1]: 4AAAA1: message-id=<first@ours.example>\n${stamp} postfix/qmgr[2]: 4AAAA1: from=<ann@ours.example>, size=1, nrcpt=1 (queue active)\n`;
    writeFileSync(path, before + delivery('jo@there.example', '4AAAA1'));
    await follow().look();
    expect(taken).toMatchObject([
      {
        ...{ source: 'log', sourceName: 'log:mail', type: 'bounced', recipient: 'jo@there.example' },
        ...{ at: Date.UTC(2026, 10, 28, 8, 59), sender: '@ours.example', mx: { host: 'mx.there.example' } },
        ...{ reply: { code: 550, status: '5.1.1' }, verdict: { bounce: 'hard' }, authentic: true },
        identifiers: { remote: '4AAAA1', headerMessageId: 'first@ours.example' },
      },
    ]);
  });

  it('of two servers that write into one file are heard both, whichever comes first', async () => {
    const exim = (to: string): string =>
      `Nov 28 08:59:00 other exim[7]: 1tEAbc-0001Xy-${lines++ % 10}Z ** ${to} R=dnslookup T=remote_smtp H=mx.there.example [192.0.2.7]: SMTP error from remote mail server after RCPT TO:<${to}>: 550 5.1.1 no\n`;
    log('a');
    await follow().look();
    appendFileSync(path, exim('b@there.example'));
    log('c');
    await followed?.look();
    expect(heard().toSorted()).toEqual(['a', 'b', 'c']);
    await again();
    appendFileSync(path, exim('d@there.example'));
    await followed?.look();
    expect(heard().toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are whole ones: what is being written is read when it ends', async () => {
    const line = delivery('jo@there.example');
    writeFileSync(path, line.slice(0, 60));
    await follow().look();
    expect(heard()).toEqual([]);
    appendFileSync(path, line.slice(60));
    await followed?.look();
    expect(heard()).toEqual(['jo']);
  });

  it('of the time before are left out where that is asked', async () => {
    log('old');
    await follow({ history: false }).look();
    log('new');
    await followed?.look();
    expect(heard()).toEqual(['new']);
  });

  it('of the time before are left out, and none that come later: also when the process ends before it has read one', async () => {
    log('old');
    await follow({ history: false }).look();
    await followed?.stop();
    log('down');
    await follow({ history: false }).look();
    log('new');
    await followed?.look();
    expect(heard()).toEqual(['down', 'new']);
  });

  it('of a log that begins when it is followed already are all new', async () => {
    await follow({ history: false }).look();
    log('first', 'second');
    await followed?.look();
    expect(heard()).toEqual(['first', 'second']);
  });

  it('of a log that was empty, and was rotated while nobody read, are all new', async () => {
    writeFileSync(path, '');
    await follow({ history: false }).look();
    await followed?.stop();
    log('a');
    renameSync(path, `${path}.1`);
    log('b');
    await follow({ history: false }).look();
    expect(heard()).toEqual(['a', 'b']);
  });

  it('that say a message has expired mean every recipient that still waits', async () => {
    const wait = (to: string): string =>
      delivery(to, '4WAIT')
        .replace('status=bounced', 'status=deferred')
        .replaceAll('5.1.1', '4.2.0')
        .replace('550', '451');
    const end = `${stamp} postfix/qmgr[2]: 4WAIT: from=<ann@ours.example>, status=expired, returned to sender\n`;
    writeFileSync(path, wait('a@there.example') + wait('b@there.example') + end);
    await follow().look();
    const types = taken.map(({ type, recipient }) => `${type} ${recipient?.[0]}`);
    expect(types).toEqual(['deferred a', 'deferred b', 'expired a', 'expired b']);
    expect(new Set(keys()).size).toBe(4);
  });
});

describe('nothing is lost and nothing told twice', () => {
  it('when the process starts anew', async () => {
    log('a', 'b');
    await follow().look();
    log('c');
    await again();
    expect(heard()).toEqual(['a', 'b', 'c']);
  });

  it('when it dies after recording and before the place is kept: the same keys come again', async () => {
    log('a');
    await follow({ marks: { read: async () => null, write: () => Promise.reject(new Error('killed')) } }).look();
    expect(failures.length).toBeGreaterThan(0);
    const first = keys();
    await again();
    expect(new Set(keys())).toEqual(new Set(first));
  });

  it('when recording fails for a while', async () => {
    log('a');
    broken = new Error('the disk is full');
    await follow().look();
    expect([heard(), failures[0], mark]).toEqual([[], broken, null]);
    broken = null;
    log('b');
    await followed?.look();
    expect(heard()).toEqual(['a', 'b']);
  });

  it('when the file is renamed and another begun', async () => {
    log('a');
    await follow().look();
    log('b');
    renameSync(path, `${path}.1`);
    await followed?.look();
    // The writer has it open still.
    appendFileSync(`${path}.1`, delivery('c@there.example'));
    log('d');
    await followed?.look();
    expect(heard()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('when that happens twice while nobody reads', async () => {
    log('a');
    await follow().look();
    await followed?.stop();
    log('b');
    renameSync(path, `${path}.2`);
    log('c');
    renameSync(path, `${path}.1`);
    log('d');
    await follow().look();
    expect(heard()).toEqual(['a', 'b', 'c', 'd']);
  });

  it.each([true, false])('when the file is copied and truncated, with the reader there: %s', async (present) => {
    log('a');
    await follow().look();
    if (!present) await followed?.stop();
    log('b');
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
    log('c', 'd', 'e');
    if (present) await followed?.look();
    else await follow().look();
    expect(heard()).toEqual(['a', 'b', 'c', 'd', 'e']);
    log('f');
    await followed?.look();
    expect(heard().at(-1)).toBe('f');
    expect(new Set(keys()).size).toBe(6);
  });

  it('when the file is gone for a while, and one of the same inode comes', async () => {
    log('a');
    await follow().look();
    unlinkSync(path);
    await followed?.look();
    log('b');
    await followed?.look();
    expect(heard()).toEqual(['a', 'b']);
  });
});

it('a file that is of no mail server is said to be so, and one that does not exist is waited for', async () => {
  await follow().look();
  expect(heard()).toEqual([]);
  writeFileSync(path, 'hello\nworld\n');
  await followed?.look();
  expect(String(failures.at(-1))).toContain('no line of a mail server');
  log('a');
  await followed?.look();
  expect(heard()).toEqual(['a']);
});

it('the sender of a message is known also when its line was read by the process before', async () => {
  writeFileSync(path, `${stamp} postfix/qmgr[2]: 4SENDR: from=<ann@ours.example>, size=1, nrcpt=1 (queue active)\n`);
  await follow().look();
  appendFileSync(path, delivery('jo@there.example', '4SENDR'));
  await again();
  expect(taken).toMatchObject([{ sender: '@ours.example' }]);
});

describe('another path', () => {
  const move = async (to: string, more: Partial<FollowLogOptions> = {}): Promise<void> => {
    await followed?.stop();
    await follow({ path: join(folder, to), ...more }).look();
  };

  it('with the same file behind it goes on where it was', async () => {
    log('ann', 'bob');
    await follow().look();
    renameSync(path, join(folder, 'postfix.log'));
    appendFileSync(join(folder, 'postfix.log'), delivery('cid@there.example'));
    await move('postfix.log');
    expect(heard()).toEqual(['ann', 'bob', 'cid']);
  });

  it('with another file is read from its beginning', async () => {
    log('ann');
    await follow().look();
    writeFileSync(join(folder, 'other.log'), delivery('bob@there.example'));
    await move('other.log');
    expect(heard()).toEqual(['ann', 'bob']);
  });

  it('with another file, and without its history, is read from its end, as at a first look', async () => {
    log('ann');
    await follow({ history: false }).look();
    const other = join(folder, 'other.log');
    writeFileSync(other, delivery('old@there.example'));
    await move('other.log', { history: false });
    expect(heard()).toEqual([]);
    // Also where the process ends before it has read any of what comes.
    await followed?.stop();
    appendFileSync(other, delivery('new@there.example'));
    await move('other.log', { history: false });
    expect(heard()).toEqual(['new']);
  });

  it('is none where the file was rotated away in the meantime: what is new is read, history or not', async () => {
    log('ann');
    await follow({ history: false }).look();
    await followed?.stop();
    unlinkSync(path);
    log('bob');
    await follow({ history: false }).look();
    expect(heard()).toEqual(['bob']);
  });
});
