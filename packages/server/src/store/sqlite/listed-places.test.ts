/** The suppression list in its table: places, and a list that was kept in the order of its hashes before. */
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import type { Schema } from '../schema.ts';
import { createListed } from './listed-statements.ts';
import { createAnswerListed, createReadHashes, type ListedRow } from './look-statements.ts';
import { migrations } from './migrations.ts';

let db: Database.Database;
const ready = (versions: typeof migrations) =>
  migrate(new Kysely<Schema>({ dialect: new SqliteDialect({ database: db }) }), versions);

beforeEach(() => {
  db = new Database(':memory:');
});
afterEach(() => db.close());

const near = 2 ** 14;
const detail = JSON.stringify({
  cause: null,
  rule: null,
  template: null,
  incident: null,
  who: 'ann',
  why: 'asked "to"',
});
const key = (name: string): Buffer => Buffer.alloc(32, name);
const entry = (recipient: number, name: string, scope = 'global', value = '') =>
  [
    ...[recipient, key(name), scope, value, `${name}@there.example`, 'there.example', 'confirmed', 'mailbox_full'],
    ...[1_700_000_000_000, null, detail],
  ] as const;
type Entry = ReturnType<typeof entry>;

const found = (recipients: readonly number[]) =>
  (JSON.parse(createAnswerListed(db)(Float64Array.from(recipients))) as readonly ListedRow[]).map(
    ([, scope, value, address]) => `${address} ${scope} ${value}`,
  );

test('a list that was sorted by hash and key is brought to its places, whole', async () => {
  await ready(Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0009')));
  const given: Entry[] = [
    entry(5 * near + 9, 'ann'),
    entry(5 * near + 9, 'ann', 'list', 'news'),
    // Of another address with the same hash, and of one that shares all but the last bits.
    entry(5 * near + 9, 'bea'),
    entry(5 * near + 1, 'cem'),
    entry(6 * near, 'dan'),
    entry(2 ** 53 - 1, 'eve'),
  ];
  for (const row of given) db.prepare(`insert into suppressions values (${row.map(() => '?').join()})`).run(...row);
  await ready(migrations);
  expect(found([5 * near + 9]).toSorted()).toEqual([
    'ann@there.example global ',
    'ann@there.example list news',
    'bea@there.example global ',
  ]);
  expect(found([5 * near + 1, 6 * near, 2 ** 53 - 1, 7])).toEqual([
    'cem@there.example global ',
    'dan@there.example global ',
    'eve@there.example global ',
  ]);
  const { recipients, last } = createReadHashes(db)(-1, 4);
  const rest = createReadHashes(db)(last, 4);
  expect([...recipients, ...rest.recipients].toSorted((a, b) => a - b)).toEqual(
    given.map(([recipient]) => recipient).toSorted((a, b) => a - b),
  );
});

test('an entry that is put again stays one, and what is known of its address stays known', async () => {
  await ready(migrations);
  const { put, remove, has } = createListed(db);
  put(entry(77, 'ann'));
  const [recipient, of, scope, value, , , ...rest] = entry(77, 'ann');
  put([recipient, of, scope, value, null, null, ...rest]);
  expect(found([77])).toEqual(['ann@there.example global ']);
  put(entry(78, 'bea'));
  remove([77, key('ann'), 'global', '']);
  expect([has(77), has(78)]).toEqual([false, true]);
});

test('one address may have 16,384 entries; a place that was given up is taken again, and more are refused', async () => {
  await ready(migrations);
  const { put, remove } = createListed(db);
  const ofList = (index: number) => entry(3 * near + 5, 'ann', 'list', `list ${index}`);
  put(ofList(0));
  // Put one by one each would look through those before it.
  const { changes } = db
    .prepare(
      `with recursive more (step) as (select 1 union all select step + 1 from more where step < ?)
       insert into suppressions select id + step, recipient, key, scope, 'list ' || step, address, domain, state, reason, since,
         expires_at, detail from suppressions cross join more`,
    )
    .run(near - 1);
  expect(changes).toBe(near - 1);
  expect(() => put(ofList(near))).toThrow(/CHECK constraint/);
  const [recipient, of] = ofList(7);
  remove([recipient, of, 'list', 'list 7']);
  put(ofList(near));
  const entries = found([3 * near + 5]);
  expect(entries).toHaveLength(near);
  expect(entries).toContain(`ann@there.example list list ${near}`);
  expect(found([4 * near])).toEqual([]);
});
