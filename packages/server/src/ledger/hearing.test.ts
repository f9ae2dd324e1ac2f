/** Whoever counts hears every event once, also those that another process records. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type VirtualClock, virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { eventOf, minute, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import type { LedgerEvent } from './event.ts';
import { createHearing } from './hearing.ts';

let folder: string;
let store: Store;
let clock: VirtualClock;
let heard: (string | null)[];
let watchers: Set<(events: readonly LedgerEvent[]) => void>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-hearing-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  clock = virtualClock(start);
  heard = [];
  watchers = new Set();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** The cursor needs no more of a database than that it numbers its events: SQLite stands for one that several share. */
const hear = (kind: Store['kind']) =>
  createHearing({
    store: { ...store, kind },
    recorder: {
      watch: (watcher) => {
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
    },
    ...{ clock, log: pino({ level: 'silent' }), types: ['delivered', 'bounced'] },
  })(start - minute, (events) => heard.push(...events.map(({ recipient }) => recipient)));
async function happen(...recipients: readonly string[]): Promise<void> {
  const events = recipients.map((recipient) => eventOf('delivered', { recipient, at: clock.now() }));
  await store.commit({ events });
  for (const watcher of watchers) watcher(events);
}
async function pass(): Promise<void> {
  await clock.pass(1000);
  for (let turn = 0; turn < 40; turn++) await clock.rest();
}

it.each(['sqlite', 'postgres'] as const)('over %s: what is recorded and what is to come, each once', async (kind) => {
  await store.commit({ events: [eventOf('delivered', { recipient: 'long ago', at: start - 2 * minute })] });
  await happen('before');
  const hearing = await hear(kind);
  expect(heard).toEqual(['before']);
  await happen('one', 'two');
  await pass();
  await happen('three');
  await pass();
  expect(heard).toEqual(['before', 'one', 'two', 'three']);
  await hearing.stop();
  await happen('after');
  await pass();
  expect(heard).toHaveLength(4);
});

it('over a store that several share: what comes while the past is read is heard, and heard once', async () => {
  await happen('before');
  const { events } = store;
  store = {
    ...store,
    events: async (...asked) => {
      const page = await events(...asked);
      if (asked[1] === null) await happen('meanwhile');
      return page;
    },
  };
  const hearing = await hear('postgres');
  await pass();
  await pass();
  expect(heard).toEqual(['before', 'meanwhile']);
  await hearing.stop();
});

it('over a store that several share: more than a page at once, and only the kinds that count', async () => {
  const hearing = await hear('postgres');
  await happen(...Array.from({ length: 1200 }, (_, n) => `n${n}`));
  await store.commit({ events: [eventOf('accepted', { recipient: 'no kind of ours' })] });
  await pass();
  expect(heard).toHaveLength(1200);
  await hearing.stop();
});
