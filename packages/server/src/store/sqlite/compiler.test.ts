import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileHot } from '../hot.ts';
import { build } from './compiler.ts';

let db: Database.Database;
beforeEach(() => {
  db = new Database(':memory:');
  db.exec('create table sources (name text primary key)');
  for (const name of ['a', 'b', 'c']) db.prepare('insert into sources values (?)').run(name);
});
afterEach(() => db.close());

test('a bound limit holds, and does not stand where SQLite would plan by it', () => {
  const statement = compileHot((slot) => build.selectFrom('sources').select('name').orderBy('name').limit(slot(0)));
  const run = db.prepare<[number], string>(statement).pluck();
  expect(run.all(2)).toEqual(['a', 'b']);
  expect(run.all(1)).toEqual(['a']);
  // better-sqlite3 does not tell how often a statement was planned (SQLITE_STMTSTATUS_REPREPARE).
  expect(statement).toMatch(/limit \+\?$/);
});
