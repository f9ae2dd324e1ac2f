/** By which index the queue and the ledger are asked: with a million rows a look-up for each of them takes seconds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fates, toldBy } from '../../ledger/fate.ts';
import { idOctets } from '../id.ts';
import { oldEvents } from '../old-rows.ts';
import { waysOf } from '../reads/message-search.ts';
import { selects } from '../selection.ts';
import { free, held, leased, waiting } from '../waiting.ts';
import { build } from './compiler.ts';
import { openSqliteStore } from './open.ts';

let folder: string;
let db: Database.Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-plans-'));
  const file = join(folder, 'hearback.db');
  await (await openSqliteStore({ file, inProcess: true, ballast: 1 << 16 })).close();
  db = new Database(file, { readonly: true });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const planOf = ({ sql: text, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] }): string =>
  db
    .prepare<unknown[], { readonly detail: string }>(`explain query plan ${text}`)
    .all(...parameters)
    .map(({ detail }) => detail)
    .join('\n');

test('what waits, is held and is leased is counted by the indexes of that, in the order of the table', () => {
  const count = sql<number>`count(*)`.as('count');
  const oldest = sql<number | null>`min(accepted_at)`.as('oldest');
  const asked = build.selectFrom('queue');
  const waits = asked.select(count).where(waiting);
  expect(planOf(waits.compile())).toMatch(/COVERING INDEX queue_next\b/);
  expect(planOf(waits.where('next_at', '<=', 0).compile())).toMatch(/COVERING INDEX queue_next \(next_at</);
  expect(planOf(asked.select(oldest).where(waiting).compile())).toMatch(/INDEX queue_waiting\b/);
  expect(planOf(asked.select(oldest).where(held).compile())).toMatch(/INDEX queue_held\b/);
  expect(planOf(asked.select(oldest).where(leased).compile())).toMatch(/INDEX queue_leased\b/);
  const ofDomain = asked.select('domain').where(free);
  expect(planOf(ofDomain.groupBy('domain').compile())).toMatch(/COVERING INDEX queue_domain\b/);
  const since = ofDomain.where('domain', '=', 'a.example').where('accepted_at', '>=', 0);
  expect(planOf(since.compile())).toMatch(/COVERING INDEX queue_domain \(domain=\? AND accepted_at>/);
  expect(planOf(asked.select([oldest, count]).where(held).compile())).toMatch(/COVERING INDEX queue_held\b/);
});

test('events that are old enough to be deleted are found by their time', () => {
  const swept = build.deleteFrom('events').where('seq', 'in', (eb) => oldEvents(eb, 0, 500));
  expect(planOf(swept.compile())).toMatch(/INDEX events_at \(at<\?\)/);
  expect(planOf(swept.compile())).not.toMatch(/SCAN|TEMP B-TREE/);
});

test('who waits is found by the address', () => {
  const asked = build
    .selectFrom('queue')
    .select('message')
    .where((eb) => selects(eb, { recipient: 'Jo@a.example' }));
  expect(planOf(asked.compile())).toMatch(/INDEX queue_recipient\b.*INDEX queue_leased\b/s);
});

test('what is over and was not delivered is found by the events that tell it, in the order of its messages', () => {
  const place = idOctets('msg_019aa000-0000-7000-8000-000000000000', 'msg_');
  for (const fate of fates.filter((each) => toldBy[each] !== undefined))
    for (const before of [null, place]) {
      const plan = planOf(waysOf({ fate, since: 1 })[0](before, 50).seen.compile(build));
      expect(plan.match(/COVERING INDEX events_outcome \(type=\? AND message>/g)).toHaveLength(
        toldBy[fate]?.length ?? 0,
      );
      expect(plan).not.toMatch(/SCAN events|TEMP B-TREE FOR DISTINCT/);
    }
});

test('what is of one list is found by its index, and what was not delivered of it by the events that tell it', () => {
  const place = idOctets('msg_019aa000-0000-7000-8000-000000000000', 'msg_');
  for (const before of [null, place]) {
    const [way] = waysOf({ list: 'weekly' });
    expect(planOf(way(before, 50).seen.compile(build))).toMatch(
      /^SEARCH messages USING COVERING INDEX messages_list \(/,
    );
    const [, listed] = waysOf({ list: 'weekly', fate: 'bounced' });
    if (listed === undefined) throw new Error('there are two ways');
    const { seen, fits } = listed(before, 50);
    const plan = planOf(sql`with seen as materialized (${seen}) select id from seen where ${fits}`.compile(build));
    expect(plan.match(/COVERING INDEX events_outcome \(type=\? AND message=\?\)/g)).toHaveLength(2);
    expect(plan).toMatch(/COVERING INDEX messages_list \(/);
  }
});
