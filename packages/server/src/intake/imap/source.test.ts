/** A source of mails over IMAP: mailboxes in memory, marks in a real store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../store/sqlite/open.ts';
import type { Store } from '../../store/store.ts';
import type { ImapSource } from '../source-settings.ts';
import type { Mailbox } from './mailbox.ts';
import { imapFollowing } from './source.ts';

let folder: string;
let store: Store;
let taken: { readonly key: string | null; readonly text: string }[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-imap-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  taken = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const settings: ImapSource = {
  ...{ kind: 'imap', host: 'mail.ours.example', port: 993, tls: 'implicit', caFile: null, user: 'bounces' },
  ...{ password: 'x', passwordFile: null, mailbox: 'INBOX', after: 'seen', moveTo: null, poll: 60_000 },
};

/** Resolves when it has been looked through once. UIDs are 1, 2, 3. */
async function readThrough(mails: readonly string[], change: Partial<ImapSource> = {}): Promise<void> {
  let looked = (): void => {};
  const done = new Promise<void>((resolve) => {
    looked = resolve;
  });
  const mailbox: Mailbox = {
    ...{ validity: '1', highest: mails.length, count: mails.length, isOpen: () => true },
    beyond: async (uid) => mails.map((_, index) => index + 1).filter((each) => each > uid),
    read: async (uids) => uids.map((uid) => ({ uid, octets: Buffer.from(mails[uid - 1] ?? '') })),
    finish: async () => {},
    changed: (_, signal) => {
      looked();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    },
    close: async () => {},
  };
  const following = imapFollowing({
    ...{ store, maxSize: 1000, now: Date.now, log: pino({ level: 'silent' }), open: async () => mailbox },
    intake: { trouble: () => {} },
    ingest: {
      mail: async ({ key, octets }) => {
        taken.push({ key, text: Buffer.from(octets).toString() });
        return { recorded: 1, repeated: 0, untrusted: 0, notes: [], inTray: false };
      },
    },
  });
  const work = following.start('imap:bounces', { ...settings, ...change });
  await done;
  await work.stop();
}

it('goes on where it was left, in the mailbox that it was left in', async () => {
  await readThrough(['a', 'b']);
  await readThrough(['a', 'b', 'c']);
  expect(taken.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
});

it.each<Partial<ImapSource>>([{ mailbox: 'Bounces' }, { user: 'other' }, { host: 'mail.new.example' }])(
  'reads all of another mailbox that is set in its place, though it counts as the one before did: %o',
  async (change) => {
    await readThrough(['a', 'b', 'c']);
    await readThrough(['d', 'e'], change);
    expect(taken.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e']);
    // What has the same key is the same event.
    expect(new Set(taken.map(({ key }) => key)).size).toBe(5);
  },
);
