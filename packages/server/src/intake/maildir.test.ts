import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followMaildir, type Maildir, type MaildirOptions } from './maildir.ts';

let folder: string;
let followed: Maildir | null = null;
let taken: string[];
let failures: (string | null)[];
let refusing: boolean;
let changed: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-maildir-'));
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(folder, part));
  [taken, failures, refusing, changed] = [[], [], false, () => {}];
});
afterEach(async () => {
  await followed?.stop();
  followed = null;
  rmSync(folder, { recursive: true, force: true });
});

/** As an MTA does: written in tmp, moved to new. */
function deliver(name: string, text: string): void {
  writeFileSync(join(folder, 'tmp', name), text);
  renameSync(join(folder, 'tmp', name), join(folder, 'new', name));
}

function follow(more: Partial<MaildirOptions> = {}): Maildir {
  followed = followMaildir({
    folder,
    deleteAfter: false,
    maxSize: 100,
    every: 3_600_000,
    take: async ({ name, octets }) => {
      if (refusing) throw new Error('not now');
      taken.push(`${name} ${Buffer.from(octets).toString()}`);
      changed();
    },
    failed: (_error, name) => {
      failures.push(name);
      changed();
    },
    ...more,
  });
  return followed;
}

const until = (done: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    changed = () => {
      if (done()) resolve();
    };
    changed();
  });

const inFolder = (part: string): readonly string[] => readdirSync(join(folder, part)).sort();

it('takes what is there and what comes, and moves it to cur as seen', async () => {
  deliver('1.a', 'first');
  deliver('2.b', 'second');
  const maildir = follow();
  await maildir.look();
  expect(taken).toEqual(['1.a first', '2.b second']);
  const arrived = until(() => taken.length === 3);
  deliver('3.c', 'third');
  await arrived;
  await maildir.look();
  expect(taken).toEqual(['1.a first', '2.b second', '3.c third']);
  expect([inFolder('new'), inFolder('cur')]).toEqual([[], ['1.a:2,S', '2.b:2,S', '3.c:2,S']]);
});

it('leaves what could not be taken where it is, and takes it the next time', async () => {
  refusing = true;
  deliver('1.a', 'first');
  const maildir = follow();
  await maildir.look();
  expect([taken, failures[0], inFolder('new')]).toEqual([[], '1.a', ['1.a']]);
  refusing = false;
  await maildir.look();
  expect([taken, inFolder('cur')]).toEqual([['1.a first'], ['1.a:2,S']]);
});

it('deletes only where asked', async () => {
  deliver('1.a', 'first');
  await follow({ deleteAfter: true }).look();
  expect([taken, inFolder('new'), inFolder('cur')]).toEqual([['1.a first'], [], []]);
});

it('leaves what was seen before, hidden files, folders and links alone', async () => {
  writeFileSync(join(folder, 'cur', '0.old:2,'), 'old');
  writeFileSync(join(folder, 'new', '.hidden'), 'hidden');
  mkdirSync(join(folder, 'new', 'folder'));
  symlinkSync('/etc/hostname', join(folder, 'new', 'link'));
  await follow().look();
  expect([taken, failures, inFolder('new')]).toEqual([[], [], ['.hidden', 'folder', 'link']]);
});

it('reads no more of a mail than it may', async () => {
  deliver('1.a', 'x'.repeat(1000));
  await follow().look();
  expect(taken).toEqual([`1.a ${'x'.repeat(100)}`]);
});

it('says that there is no such folder, and follows it when there is', async () => {
  rmSync(join(folder, 'new'), { recursive: true });
  const maildir = follow();
  await maildir.look();
  expect(taken.length + failures.filter((name) => name === null).length).toBeGreaterThan(0);
  mkdirSync(join(folder, 'new'));
  deliver('1.a', 'first');
  await maildir.look();
  expect(taken).toEqual(['1.a first']);
});

it('ends after the mail under way, and begins no other', async () => {
  deliver('1.a', 'first');
  deliver('2.b', 'second');
  let finish: () => void = () => {};
  let begun: () => void = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const maildir = follow({
    take: ({ name }) =>
      new Promise((resolve) => {
        taken.push(name);
        finish = resolve;
        begun();
      }),
  });
  await started;
  const stopped = maildir.stop();
  finish();
  await stopped;
  expect([taken, inFolder('new'), inFolder('cur')]).toEqual([['1.a'], ['2.b'], ['1.a:2,S']]);
});

it('a file that is written in place is taken when there is something in it', async () => {
  writeFileSync(join(folder, 'new', '1.copied'), '');
  const { look } = follow();
  await look();
  expect([taken, inFolder('new')]).toEqual([[], ['1.copied']]);
  writeFileSync(join(folder, 'new', '1.copied'), 'Subject: hello');
  await until(() => taken.length > 0);
  expect(taken).toEqual(['1.copied Subject: hello']);
});
