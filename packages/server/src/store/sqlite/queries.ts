/** Runs statements that Kysely compiled elsewhere; prepared ones are kept. */
import type Database from 'better-sqlite3';
import type { Query, QueryRows } from './requests.ts';

const kept = 200;

export function createQueries(db: Database.Database): (query: Query) => QueryRows {
  const prepared = new Map<string, Database.Statement<[readonly unknown[]]>>();
  const prepare = (text: string) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    if (prepared.size === kept) prepared.clear();
    const statement = db.prepare<[readonly unknown[]]>(text);
    prepared.set(text, statement);
    return statement;
  };
  return ({ sql, parameters }) => {
    const statement = prepare(sql);
    if (!statement.reader) return { rows: [], changes: statement.run(parameters).changes };
    const rows = statement.all(parameters);
    return { rows, changes: rows.length };
  };
}
