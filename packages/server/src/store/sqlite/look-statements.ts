/**
 * What is asked for every report that comes in, on the reading side: prepared statements, many questions at a time. Questions
 * and answers are flat lists of values without octets, which cross threads at the least cost: ids and keys go as text.
 */
import type Database from 'better-sqlite3';
import { type Compilable, sql } from 'kysely';
import { eventFields } from '../event-row.ts';
import { filledUp } from '../filled-up.ts';
import { compileHot, type PlaceSlot } from '../hot.ts';
import { idOctets, idText } from '../id.ts';
import { messageColumns } from '../message-row.ts';
import { suppressionColumns } from '../suppression-row.ts';
import { build, compilable } from './compiler.ts';
import type { Cell } from './program.ts';
import { createLookAbout } from './recipient-index.ts';
import { effectDetail, payload } from './unpacking.ts';

/** Each with the number of its arguments and of the values of a row. */
export const questions = {
  /** id */
  message: { code: 0, takes: 1, width: messageColumns.length },
  /** hash of an address, most rows: the newest events first */
  eventsAbout: { code: 1, takes: 2, width: eventFields.length },
  /** hash of an address */
  suppressionsAbout: { code: 2, takes: 1, width: suppressionColumns.length },
  /** id of the message, hash of the address */
  effect: { code: 3, takes: 2, width: 1 },
} as const;
export type QuestionName = keyof typeof questions;

export interface LookAnswers {
  /** How many rows each question has. */
  readonly counts: readonly number[];
  /** The values of all rows, one after the other. */
  readonly cells: readonly Cell[];
}

/** Which of many hashes are there: those of addresses with an entry, or with an event, or those of our Message-IDs. */
export type KnownHashes = 'listed' | 'heard' | 'named';
export type AnswerKnown = (what: KnownHashes, hashes: readonly number[]) => readonly number[];

export function createAnswerKnown(db: Database.Database): AnswerKnown {
  const prepare = (statement: (slot: PlaceSlot) => Compilable) => db.prepare<[number], unknown>(compileHot(statement));
  const one = sql.lit(1);
  const listed = prepare((slot) =>
    build.selectFrom('suppressions').select('scope').where('recipient', '=', slot(0)).limit(one),
  );
  const named = prepare((slot) =>
    build.selectFrom('messages').select('size').where('header_id', '=', slot(0)).limit(one),
  );
  const eventsAbout = createLookAbout<[number]>(db, sql`events.seq`);
  const isKnown: { readonly [K in KnownHashes]: (hash: number) => boolean } = {
    listed: (hash) => listed.get(hash) !== undefined,
    heard: (hash) => eventsAbout(hash, 0, 1).length > 0,
    named: (hash) => named.get(hash) !== undefined,
  };
  return (what, hashes) => hashes.filter(isKnown[what]);
}

/** The entries of many addresses: the values of their rows, one row behind the other. */
export type AnswerListed = (recipients: readonly number[]) => readonly Cell[];

export const listedFields = suppressionColumns.filter((column) => column !== 'recipient');
/** Of one statement: a power of two, to which what is asked is filled up. */
const mostListed = 1024;

export function createAnswerListed(db: Database.Database): AnswerListed {
  const columns = sql.join(listedFields.map((name) => (name === 'key' ? sql`lower(hex(key))` : sql.ref(name))));
  const prepared = new Map<number, Database.Statement<[readonly number[]], Cell[]>>();
  const prepare = (size: number) => {
    const known = prepared.get(size);
    if (known !== undefined) return known;
    const among = (slot: PlaceSlot) => sql.join(Array.from({ length: size }, (_, index) => slot(index)));
    const statement = db
      .prepare<[readonly number[]], Cell[]>(
        compileHot((slot) => compilable(sql`select ${columns} from suppressions where recipient in (${among(slot)})`)),
      )
      .raw();
    prepared.set(size, statement);
    return statement;
  };
  return (recipients) => {
    const cells: Cell[] = [];
    for (let at = 0; at < recipients.length; at += mostListed) {
      const some = filledUp(recipients.slice(at, at + mostListed));
      for (const row of prepare(some.length).all(some)) for (const cell of row) cells.push(cell);
    }
    return cells;
  };
}

/** Hashes of addresses with an entry, each once, in their order: the next behind one. */
export function createReadHashes(db: Database.Database): (after: number, limit: number) => Float64Array {
  const statement = db
    .prepare<[number, number], number>(
      compileHot((slot) =>
        build
          .selectFrom('suppressions')
          .select('recipient')
          .distinct()
          .where('recipient', '>', slot(0))
          .orderBy('recipient')
          .limit(slot(1)),
      ),
    )
    .pluck();
  return (after, limit) => Float64Array.from(statement.all(after, limit));
}

/** `asked`: code and arguments of each question. */
export type AnswerLooks = (asked: readonly Cell[]) => LookAnswers;

type Bound = Cell | Uint8Array;
type InText = (octets: Uint8Array) => string;

/** A row with its octets as text. */
function inText<C extends string>(columns: readonly C[], forms: { readonly [K in C]?: InText }) {
  const places = columns.flatMap((column, index) => {
    const form = forms[column];
    return form === undefined ? [] : [{ index, form }];
  });
  return (row: Bound[]): Bound[] => {
    for (const { index, form } of places) {
      const value = row[index];
      if (value instanceof Uint8Array) row[index] = form(value);
    }
    return row;
  };
}
const message: InText = (octets) => idText(octets, 'msg_');
const messageTexts = inText(messageColumns, { id: message });
const eventTexts = inText(eventFields, { id: (octets) => idText(octets, 'evt_'), message });
const suppressionTexts = inText(suppressionColumns, { key: (octets) => Buffer.from(octets).toString('hex') });

export function createAnswerLooks(db: Database.Database): AnswerLooks {
  const prepare = (statement: (slot: PlaceSlot) => Compilable) =>
    db.prepare<[readonly Bound[]], Bound[]>(compileHot(statement)).raw();
  const oneMessage = prepare((slot) => build.selectFrom('messages').select(messageColumns).where('id', '=', slot(0)));
  const columns = sql.join(['seq', 'id', 'at', 'type', 'message'].map((name) => sql.ref(`events.${name}`)));
  const eventsAbout = createLookAbout<Bound[]>(db, sql`${columns}, ${payload} as payload`);
  const suppressionsAbout = prepare((slot) =>
    build.selectFrom('suppressions').select(suppressionColumns).where('recipient', '=', slot(0)),
  );
  const effect = prepare((slot) =>
    build
      .selectFrom('effects')
      .select(effectDetail.as('detail'))
      .where('message', '=', slot(0))
      .where('recipient', '=', slot(1)),
  );
  const messageOctets = (id: Cell | undefined): Uint8Array => idOctets(String(id), 'msg_');

  const rowsOf = (code: Cell, first: Cell = null, second: Cell = null): Bound[][] => {
    switch (code) {
      case questions.message.code:
        return oneMessage.all([messageOctets(first)]).map(messageTexts);
      case questions.eventsAbout.code:
        return eventsAbout(Number(first), 0, Number(second)).map(eventTexts);
      case questions.suppressionsAbout.code:
        return suppressionsAbout.all([first]).map(suppressionTexts);
      case questions.effect.code:
        return effect.all([messageOctets(first), second]);
      default:
        throw new RangeError(`no question has the code ${code}`);
    }
  };

  const takes = Object.values(questions).map((question) => question.takes);
  return (asked) => {
    const counts: number[] = [];
    const cells: Cell[] = [];
    for (let at = 0; at < asked.length; ) {
      const rows = rowsOf(asked[at] ?? null, asked[at + 1], asked[at + 2]);
      counts.push(rows.length);
      for (const row of rows) for (const cell of row) cells.push(cell as Cell);
      at += 1 + (takes[Number(asked[at])] ?? 0);
    }
    return { counts, cells };
  };
}
