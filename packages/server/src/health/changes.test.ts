/** The changes of a list's and a sender's health, over a real store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '@hearback/bounce';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publicationsOf } from '../publish/publication.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { accepting, eventOf, hour, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { createHealthChanges } from './changes.ts';
import { defaultThresholds } from './rates.ts';

let folder: string;
let store: Store;
const watching = (over: Parameters<typeof createHealthChanges>[0]['store'] = store) =>
  createHealthChanges({ store: over, thresholds: defaultThresholds });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-health-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const verdicts = {
  hard: explain('550 5.1.1 User unknown'),
  soft: explain('452 4.2.2 The mailbox is full'),
} as const;

async function mail(list: string, all: number, failed: number, kind: 'hard' | 'soft', at: number): Promise<void> {
  const sender = `news@${list}.example`;
  for (let n = 0; n < all; n++) {
    const unit = accepting({
      message: { list, acceptedAt: at },
      to: [`${list}${n}@there.example`],
    });
    const about = { message_id: unit.accept.message.id, list, sender, recipient: `${list}${n}@there.example`, at };
    const end = kind === 'hard' ? ('bounced' as const) : ('deferred' as const);
    const told = n < failed ? eventOf(end, { ...about, verdict: verdicts[kind] }) : eventOf('delivered', about);
    await store.commit({ ...unit, events: [...unit.events, told] });
  }
}
const told = async () => (await store.events({ type: 'health_changed' }, null, 100)).data.map(({ health }) => health);

it('are recorded once, also by a process that begins later, and again when it is over', async () => {
  await mail('sick', 300, 60, 'hard', start);
  await mail('fine', 300, 1, 'hard', start);
  await mail('few', 20, 20, 'hard', start);
  const look = watching();
  await look(start);
  await look(start + hour);
  await watching()(start + hour);
  const breached = { dimension: 'list', key: 'sick', rate: 'hard', from: 'ok', to: 'breached', value: 0.2, n: 300 };
  expect(await told()).toEqual([{ ...breached, threshold: 0.05 }]);

  await mail('sick', 300, 0, 'hard', start + 30 * hour);
  await watching()(start + 31 * hour);
  expect(await told()).toMatchObject([breached, { key: 'sick', from: 'breached', to: 'ok', value: 0 }]);
});

it('are told once of two processes, one of which froze between its look and its word', async () => {
  await mail('sick', 300, 60, 'hard', start);
  let wake = (): void => {};
  let asleep = (): void => {};
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const sleeping = new Promise<void>((resolve) => {
    asleep = resolve;
  });
  const frozen: Pick<Store, 'commit'> = {
    commit: async (unit) => {
      asleep();
      await awake;
      return store.commit(unit);
    },
  };
  const look = watching({ ...store, ...frozen });
  const looking = look(start + hour);
  await sleeping;
  await watching()(start + hour);
  wake();
  await looking;
  await look(start + hour);
  expect(await told()).toMatchObject([{ key: 'sick', from: 'ok', to: 'breached' }]);
  await mail('sick', 300, 0, 'hard', start + 30 * hour);
  await look(start + 31 * hour);
  expect(await told()).toMatchObject([{ to: 'breached' }, { from: 'breached', to: 'ok' }]);
});

it('of a sender are published under its own type', async () => {
  await mail('held', 300, 60, 'soft', start);
  await watching()(start + hour);
  const events = (await store.events({ type: 'health_changed' }, null, 100)).data;
  const published = events.flatMap((event) => publicationsOf(event, ['sender.health.changed']));
  expect(published.map(({ type, body }) => [type, JSON.parse(body).data])).toMatchObject([
    ['sender.health.changed', { dimension: 'sender_domain', key: 'held.example', rate: 'soft', to: 'breached' }],
  ]);
});
