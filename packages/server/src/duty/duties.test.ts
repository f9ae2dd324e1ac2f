/** Processes over one real store, on one clock that stands until the test lets time pass. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type VirtualClock, virtualClock } from '../delivery/virtual-clock.fixture.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { start } from '../store/store.fixture.ts';
import type { Store } from '../store/store.ts';
import { sharedDuties } from './duties.fixture.ts';
import { type Duties, openDuties, type Work } from './duties.ts';

const lease = 30_000;
let folder: string;
let store: Store;
let clock: VirtualClock;
let processes: Duties[];
/** Who works, as it began and ended. */
let said: string[];
let working: Set<string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-duties-'));
  store = await openSqliteStore({ file: join(folder, 'hearback.db'), inProcess: true, ballast: 0 });
  clock = virtualClock(start);
  processes = [];
  said = [];
  working = new Set();
});
afterEach(async () => {
  for (const each of processes) await each.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

function process(name: string, over: Store = store): Duties {
  const duties = sharedDuties(over, clock, name, lease);
  processes.push(duties);
  return duties;
}
const work = (name: string) => (): Work => {
  expect([...working], `${name} begins`).toEqual([]);
  working.add(name);
  said.push(`${name} begins`);
  return {
    stop: async () => {
      working.delete(name);
      said.push(`${name} ends`);
    },
  };
};
/** The store answers in turns of its own. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 2500) {
    await clock.pass(Math.min(left, 2500));
    for (let turn = 0; turn < 10; turn++) await clock.rest();
  }
}
/** A store that can be cut off: calls fail, or hang, from then on. */
function cuttable(): { readonly store: Store; how: 'works' | 'fails' | 'hangs' } {
  const cut: { store: Store; how: 'works' | 'fails' | 'hangs' } = { store, how: 'works' };
  const takeDuty: Store['takeDuty'] = (...asked) => {
    if (cut.how === 'fails') return Promise.reject(new Error('cut off'));
    return cut.how === 'hangs' ? new Promise(() => {}) : store.takeDuty(...asked);
  };
  cut.store = { ...store, takeDuty, leaveDuty: async () => {} };
  return cut;
}

describe('a duty of several processes', () => {
  it('is done by the first, for as long as it renews', async () => {
    await process('one').lead('alerts', work('one'));
    await process('two').lead('alerts', work('two'));
    await pass(10 * lease);
    expect(said).toEqual(['one begins']);
  });

  it('is handed on at once by who leaves it', async () => {
    const led = await process('one').lead('alerts', work('one'));
    const two = process('two');
    await two.lead('alerts', work('two'));
    await led.stop();
    two.look();
    await pass(1);
    expect(said).toEqual(['one begins', 'one ends', 'two begins']);
  });

  it('that is left while another process is being told that it is not free is asked for again', async () => {
    const led = await process('one').lead('alerts', work('one'));
    let told = (): void => {};
    let answered = (): void => {};
    const asked = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const held = new Promise<void>((resolve) => {
      told = resolve;
    });
    const takeDuty: Store['takeDuty'] = async (...duty) => {
      const taken = await store.takeDuty(...duty);
      answered();
      await held;
      return taken;
    };
    const two = process('two', { ...store, takeDuty, leaveDuty: store.leaveDuty });
    const leading = two.lead('alerts', work('two'));
    await asked;
    await led.stop();
    two.look();
    told();
    await leading;
    await pass(1);
    expect(said).toEqual(['one begins', 'one ends', 'two begins']);
  });

  it.each(['fails', 'hangs'] as const)('ends before another may begin when the store %s', async (how) => {
    const cut = cuttable();
    await process('one', cut.store).lead('alerts', work('one'));
    await process('two').lead('alerts', work('two'));
    cut.how = how;
    await pass(2 * lease);
    // `work` holds that they do not overlap.
    expect(said).toEqual(['one begins', 'one ends', 'two begins']);
  });

  it('is begun again by the same process when the store is back in time', async () => {
    const cut = cuttable();
    await process('one', cut.store).lead('alerts', work('one'));
    cut.how = 'fails';
    await pass(lease);
    cut.how = 'works';
    await pass(lease);
    expect(said).toEqual(['one begins', 'one ends', 'one begins']);
  });

  it('whose work cannot begin is tried again', async () => {
    let tries = 0;
    await process('one').lead('incidents', () => {
      if (++tries < 3) throw new Error('the store is away');
      return work('one')();
    });
    await pass(lease);
    expect(tries).toBe(3);
    expect(said).toEqual(['one begins']);
  });
});

describe('a duty that is asked for in turns', () => {
  it('stays while it is asked for, and is left to others when it is not', async () => {
    const [one, two] = [process('one'), process('two')];
    expect(await one.holds('webhook:a')).toBe(true);
    expect(await two.holds('webhook:b')).toBe(true);
    for (let turn = 0; turn < 5; turn++) {
      await pass(lease / 2);
      expect(await one.holds('webhook:a')).toBe(true);
      expect(await two.holds('webhook:a')).toBe(false);
    }
    await pass(2 * lease);
    expect(await two.holds('webhook:a')).toBe(true);
    expect(await one.holds('webhook:a')).toBe(false);
  });

  it('is not held any more once it could not be renewed', async () => {
    const cut = cuttable();
    const one = process('one', cut.store);
    expect(await one.holds('webhook:a')).toBe(true);
    cut.how = 'fails';
    await pass(lease / 2);
    expect(await one.holds('webhook:a')).toBe(true);
    await pass(lease / 2);
    expect(await one.holds('webhook:a')).toBe(false);
  });
});

it('a process that has the store alone has every duty, whatever is written there', async () => {
  await store.takeDuty('alerts', 'of an earlier process', clock.now(), clock.now() + 10 * lease);
  const alone = openDuties({ store, clock, log: pino({ level: 'silent' }), holder: 'one', lease });
  processes.push(alone);
  await alone.lead('alerts', work('one'));
  expect(said).toEqual(['one begins']);
  expect(await alone.holds('webhook:a')).toBe(true);
});

it('a duty that is left on purpose is not told as lost', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
  const alone = openDuties({ store, clock, log, holder: 'one', lease });
  processes.push(alone);
  const led = await alone.lead('alerts', work('one'));
  await led.stop();
  expect(said).toEqual(['one begins', 'one ends']);
  expect(lines).toEqual([]);
});
