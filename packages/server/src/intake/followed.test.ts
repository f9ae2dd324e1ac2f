/** Sources of several processes over one store: each has what another changed, and one follows a source at a time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type VirtualClock, virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { sharedDuties } from '../duty/duties.fixture.ts';
import type { Duties } from '../duty/duties.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { type Following, openSources, type Sources } from './followed.ts';
import type { SourceSettings } from './source-settings.ts';
import { createSourceBook } from './sources.ts';

let folder: string;
let store: Store;
let clock: VirtualClock;
/** "one imap:a" while the process follows it. */
let following: Set<string>;
const opened: { readonly sources: Sources; readonly duties: Duties }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-followed-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  clock = virtualClock(start);
  following = new Set();
});
afterEach(async () => {
  for (const { sources, duties } of opened.splice(0)) {
    await sources.stop();
    await duties.stop();
  }
  await store.close();
  rmSync(folder, { recursive: true });
});

async function process(
  name: string,
  host = name,
  configured: ReadonlyMap<string, SourceSettings> = new Map(),
): Promise<{ readonly sources: Sources; readonly duties: Duties }> {
  const follow = <S extends SourceSettings>(from: Following<S>['from']): Following<S> => ({
    ...{ source: 'imap', from, look: async () => ({ ok: true, saw: [`seen by ${name}`] }) },
    start: (source) => {
      following.add(`${name} ${source}`);
      return { stop: async () => void following.delete(`${name} ${source}`) };
    },
  });
  const duties = sharedDuties(store, clock, name);
  const sources = await openSources({
    ...{ configured, store, duties, host, book: createSourceBook(clock.now), now: clock.now },
    followings: {
      imap: follow('anywhere'),
      maildir: follow('its machine'),
      log: follow('its machine'),
      webhook: follow('itself'),
    },
  });
  opened.push({ sources, duties });
  return { sources, duties };
}
const imap: SourceSettings = {
  ...{ kind: 'imap', host: 'imap.ours.example', port: 993, tls: 'implicit', caFile: null, user: 'bounces' },
  ...{ password: 'secret', passwordFile: null, mailbox: 'INBOX', after: 'seen', moveTo: null, poll: 60_000 },
};
const log: SourceSettings = { kind: 'log', path: '/var/log/mail.log', format: null, history: true };
const webhook: SourceSettings = { kind: 'webhook', provider: 'ses', secrets: { topics: ['arn:1'] } };
const follows = (): string[] => [...following].sort();

describe('a source that one process adds', () => {
  it('is followed by one of them, paused, resumed and removed for all', async () => {
    const [one, two] = [await process('one'), await process('two')];
    expect(await one.sources.add('imap:a', imap)).toBe(true);
    await two.sources.refresh();
    const setUp = { name: 'imap:a', settings: imap, paused: false, origin: 'added', elsewhere: null };
    for (const { sources } of [one, two]) expect(sources.all()).toMatchObject([setUp]);
    expect(follows()).toEqual(['one imap:a']);
    expect(await two.sources.add('imap:a', imap)).toBe(false);

    expect(await two.sources.setPaused('imap:a', true)).toBe(true);
    await one.sources.refresh();
    expect(follows()).toEqual([]);
    expect(one.sources.all()).toMatchObject([{ name: 'imap:a', paused: true }]);
    expect(await one.sources.setPaused('imap:a', false)).toBe(true);
    await two.sources.refresh();
    expect(follows()).toEqual(['one imap:a']);

    expect(await two.sources.remove('imap:a')).toBe('removed');
    await one.sources.refresh();
    expect([follows(), one.sources.all(), two.sources.all()]).toEqual([[], [], []]);
  });

  it('is followed by the other one when the first ends', async () => {
    const [one, two] = [await process('one'), await process('two')];
    await one.sources.add('imap:a', imap);
    await two.sources.refresh();
    await one.sources.stop();
    two.duties.look();
    await expect.poll(follows).toEqual(['two imap:a']);
  });

  it('speaks to every process where it speaks by itself', async () => {
    const [one, two] = [await process('one'), await process('two')];
    await one.sources.add('ses', webhook);
    await two.sources.refresh();
    expect(two.sources.webhook('ses')).toEqual({ provider: 'ses', secrets: { topics: ['arn:1'] }, paused: false });
    expect(follows()).toEqual(['one ses', 'two ses']);
  });

  it('stays with its machine where it is a file of it', async () => {
    const [one, two] = [await process('one'), await process('two')];
    await one.sources.add('log:mail', log);
    await two.sources.refresh();
    expect(follows()).toEqual(['one log:mail']);
    expect(two.sources.all()).toMatchObject([{ name: 'log:mail', elsewhere: 'one' }]);
    expect(await two.sources.test('log:mail')).toEqual({ ok: false, saw: ['It is a file of one: test it there'] });
    // Paused from the other machine it is still the first one's file.
    await two.sources.setPaused('log:mail', true);
    await two.sources.setPaused('log:mail', false);
    await one.sources.refresh();
    expect(follows()).toEqual(['one log:mail']);
  });
});

describe('a source of the configuration', () => {
  it('is followed on each machine that has it where it is a file, by one process of the machine', async () => {
    const configured = new Map([['log:mail', log]]);
    await process('one', 'mail1', configured);
    await process('two', 'mail2', configured);
    await process('three', 'mail2', configured);
    expect(follows()).toEqual(['one log:mail', 'two log:mail']);
  });

  it('is paused for all of them', async () => {
    const configured = new Map([['imap:a', imap]]);
    const [one, two] = [await process('one', 'one', configured), await process('two', 'two', configured)];
    await two.sources.setPaused('imap:a', true);
    await one.sources.refresh();
    expect(follows()).toEqual([]);
    expect((await process('three', 'three', configured)).sources.all()).toMatchObject([{ paused: true }]);
  });
});
