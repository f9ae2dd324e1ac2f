/**
 * kill -9 in the middle of an import of suppressed addresses: what it had taken stands, in whole parts; the same file handed in
 * again brings the list to where an import that nobody killed brings it, and no address is told of twice.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { damageIn, type Entry, type Event, entriesOf, eventsOf, importList, importsOf } from './api.ts';
import { type Life, startLife } from './server-process.ts';

const addresses = Array.from({ length: 4500 }, (_, index) => `User${index}@d${index % 7}.example`);
const csv = `address,reason,why\n${addresses.map((address) => `${address},mailbox_full,old list`).join('\n')}\n`;
/** Entries that are on disk together (imports/imports.ts). */
const part = 1000;

let home: string;
let lives: number;
let life: Life;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hearback-import-'));
  lives = 0;
  writeFileSync(
    join(home, 'hearback.toml'),
    '[server]\nhostname = "hearback.example"\n[smtp.listeners.submission]\nport = 0\n[http]\nenabled = false\n',
  );
});
afterEach(async () => {
  life.kill('SIGKILL');
  await life.exited;
  rmSync(home, { recursive: true, force: true });
});

async function start(data: string, point?: string): Promise<void> {
  const name = `life-${++lives}.example`;
  life = startLife({
    ...{ name, config: join(home, 'hearback.toml'), data: join(home, data), socket: join(home, `${name}.sock`) },
    env: point === undefined ? {} : { HEARBACK_FAILPOINT: point },
  });
  await life.ready;
}

/** Entries without what another run of the same import has otherwise: instants and ids. */
const told = (entries: readonly Entry[]): readonly string[] =>
  entries
    .map(({ address, scope, value, state, reason, why, who }) =>
      JSON.stringify([address, scope, value, state, reason, why, who]),
    )
    .sort();

/** What is wrong with the list and the events that it came from. */
function problemsIn(entries: readonly Entry[], events: readonly Event[]): readonly string[] {
  const problems: string[] = [];
  const held = new Set(entries.map(({ address }) => address));
  const counts = new Map<string, number>();
  for (const { type, recipient } of events)
    if (type === 'address_suppressed') counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
  for (const address of addresses) {
    if (!held.has(address.toLowerCase())) problems.push(`${address} has no entry`);
    const count = counts.get(address) ?? 0;
    if (count !== 1) problems.push(`${address} is told of ${count} times`);
  }
  if (entries.length !== addresses.length) problems.push(`${entries.length} entries`);
  return problems;
}

it.each([
  // A few commits come before the first part: the job, the audit. It strikes with the third part written and not committed.
  ['written-before-commit:kill@3', null],
  ['import-before-record:kill@3', 2 * part],
  ['import-after-record:kill@3', 3 * part],
] as const)('%s', { timeout: 120_000 }, async (point, taken) => {
  await start('whole');
  expect(await importList(life.socket, csv)).toMatchObject({ state: 'done', detail: { new: addresses.length } });
  const whole = told(await entriesOf(life.socket));
  life.kill('SIGTERM');
  await life.exited;

  await start('killed', point);
  await expect(importList(life.socket, csv)).rejects.toThrow();
  expect((await life.exited).signal).toBe('SIGKILL');
  await start('killed');
  expect(await importsOf(life.socket)).toMatchObject([{ state: 'failed' }]);
  const before = await entriesOf(life.socket);
  if (taken === null) expect([before.length % part, before.length < addresses.length]).toEqual([0, true]);
  else expect(before).toHaveLength(taken);
  // The control: the checker sees what is missing while it is.
  const events = await eventsOf(life.socket);
  expect(problemsIn(before, events).length).toBeGreaterThanOrEqual(addresses.length - before.length);

  expect(await importList(life.socket, csv)).toMatchObject({
    state: 'done',
    detail: { new: addresses.length - before.length, known: before.length },
  });
  const after = await entriesOf(life.socket);
  const all = await eventsOf(life.socket);
  expect(problemsIn(after, all)).toEqual([]);
  expect(told(after)).toEqual(whole);
  // And it sees what is told twice.
  expect(problemsIn(after, [...all, ...all.slice(-1)])).toHaveLength(1);
  expect(await damageIn(life.socket)).toEqual([]);
});
