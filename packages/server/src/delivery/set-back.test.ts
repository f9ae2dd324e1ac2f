/** Over a real store: a clock that is put right while something is being decided, and before the start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecord } from '../ledger/observe.ts';
import { recordedIn } from '../ledger/record.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { accepting, day, hour, start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { createJumpGuard } from './jump-guard.ts';
import { createSetBack, setBackBefore } from './set-back.ts';
import { virtualClock } from './virtual-clock.fixture.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-set-back-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('what was decided while the clock was ahead, and is recorded when it has been put right, is due earlier as well', async () => {
  const clock = virtualClock(start);
  const log = pino({ level: 'silent' });
  const due: number[] = [];
  const setBack = createSetBack({
    ...{ store, clock, log, guard: createJumpGuard(clock, log) },
    due: () => due.push(clock.now()),
  });
  setBack.by(5 * day);
  await clock.pass(1000);
  expect(due).toEqual([]);
  await store.commit(accepting({ message: { acceptedAt: start + 5 * day }, nextAt: start + 5 * day + hour }));
  await clock.pass(10_000);
  await expect.poll(() => due.length).toBe(1);
  expect(await store.nextDue(clock.now())).toBe(start + hour);
  setBack.stop();
});

test('that the clock was ahead is told by what it dated, and by no report of others that dates itself ahead', async () => {
  const world = recordedIn(store);
  const record = createRecord({ ...world, verify: () => null });
  const reported = async (at: number) =>
    record([
      {
        ...{ source: 'webhook', sourceName: 'provider', key: `report ${at}`, at, type: 'bounce_received' },
        ...{ recipient: 'ann@one.example', originalRecipient: null, identifiers: {}, labels: {}, sender: null },
        ...{ reply: null, stage: null, verdict: null, mx: null, sourceIp: null, authentic: true },
      },
    ]);
  expect(await setBackBefore(store, start)).toBe(0);
  await reported(start + 900 * day);
  expect(await setBackBefore(store, start)).toBe(0);
  world.advance(5 * day);
  await world.recorder.record(accepting({ message: { acceptedAt: world.now() } }));
  await reported(start - day);
  expect(await setBackBefore(store, start + day)).toBe(4 * day);
  expect(await setBackBefore(store, start + 5 * day - hour)).toBe(0);
});
