/** Over a real store: a clock that is put right while something is being decided. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { accepting, day, hour, start } from '../store/store.fixture.ts';
import { createSetBack } from './set-back.ts';
import { virtualClock } from './virtual-clock.fixture.ts';

test('what was decided while the clock was ahead, and is recorded when it has been put right, is due earlier as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-set-back-'));
  const store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  const clock = virtualClock(start);
  const due: number[] = [];
  const setBack = createSetBack({
    ...{ store, clock, log: pino({ level: 'silent' }) },
    due: () => due.push(clock.now()),
  });
  setBack.by(5 * day);
  await clock.pass(1000);
  expect(due).toEqual([]);
  await store.commit(accepting({ nextAt: start + 5 * day + hour }));
  await clock.pass(10_000);
  await expect.poll(() => due.length).toBe(1);
  expect(await store.nextDue(clock.now())).toBe(start + hour);
  setBack.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});
