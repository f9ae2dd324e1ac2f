/**
 * Texts that come again and again (senders, lists, hosts, replies, verdicts) are stored once, and named by a number in the
 * events and effects of SQLite. One that has come with a single address so far stays in its event, for it may name that address
 * and must go with it (ledger/erase.ts). A number is never given to another text.
 */
import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import { compileHot } from '../hot.ts';
import { build } from './compiler.ts';

export const textsTable =
  'create table texts (id integer primary key, text text not null unique, crc integer not null)';

export interface Texts {
  /** Null: it stays where it is. `about`: hash of the address that it comes with. */
  readonly numberOf: (text: string, about: number) => number | null;
  readonly textOf: (id: number) => string;
  /** How many texts have come into the table in this process. */
  readonly mark: () => number;
  /** Those that came since the mark were taken back. */
  readonly forget: (mark: number) => void;
}

const shortest = 3;
const longest = 2000;
/** Remembered of those in the table, and of those that came once. */
const mostKnown = 50_000;
const mostSeen = 10_000;
/** In the table; afterwards new ones stay in their events. */
const mostKept = 2_000_000;

export function createTexts(db: Database.Database): Texts {
  const find = db
    .prepare<[string], number>(compileHot((slot) => build.selectFrom('texts').select('id').where('text', '=', slot(0))))
    .pluck();
  const insert = db.prepare<[string, number]>(
    compileHot((slot) => build.insertInto('texts').values({ text: slot(0), crc: slot(1) })),
  );
  const isFull = (): boolean => (newest.get() ?? 0) >= mostKept;
  const newest = db
    .prepare<[], number | null>(
      build
        .selectFrom('texts')
        .select((eb) => eb.fn.max('id').as('newest'))
        .compile().sql,
    )
    .pluck();
  const known = new Map<string, number>();
  const seen = new Map<string, number>();
  let fresh: string[] = [];
  let read = readTexts(db);

  const remember = (text: string, id: number): number => {
    if (known.size >= mostKnown) known.clear();
    known.set(text, id);
    return id;
  };

  return {
    numberOf: (text, about) => {
      const remembered = known.get(text);
      if (remembered !== undefined) return remembered;
      if (text.length < shortest || text.length > longest) return null;
      const before = seen.get(text);
      if (before === about) return null;
      if (before === undefined) {
        const found = find.get(text);
        if (found !== undefined) return remember(text, found);
        if (seen.size >= mostSeen) seen.clear();
        seen.set(text, about);
        return null;
      }
      seen.delete(text);
      if (isFull()) return null;
      const { lastInsertRowid } = insert.run(text, crc32(text));
      fresh.push(text);
      return remember(text, Number(lastInsertRowid));
    },
    textOf: (id) => read(id),
    mark: () => fresh.length,
    forget: (mark) => {
      for (const text of fresh.slice(mark)) known.delete(text);
      fresh = fresh.slice(0, mark);
      // Their numbers may be given to others.
      read = readTexts(db);
    },
  };
}

/** Texts by their numbers, remembered: what was committed stays. */
export function readTexts(db: Database.Database): (id: number) => string {
  const find = db
    .prepare<[number], string>(compileHot((slot) => build.selectFrom('texts').select('text').where('id', '=', slot(0))))
    .pluck();
  const known = new Map<number, string>();
  return (id) => {
    const remembered = known.get(id);
    if (remembered !== undefined) return remembered;
    const text = find.get(id);
    if (text === undefined) throw new RangeError(`no text has the number ${id}`);
    if (known.size >= mostKnown) known.clear();
    known.set(id, text);
    return text;
  };
}
