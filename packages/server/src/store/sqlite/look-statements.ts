/**
 * What is asked for every report that comes in, on the reading side: prepared statements, many questions at a time. Questions
 * and answers are flat lists of values without octets, which cross threads at the least cost: ids and keys go as text.
 */
import type Database from 'better-sqlite3';
import { type Compilable, type RawBuilder, sql } from 'kysely';
import { eventFields } from '../event-row.ts';
import { compileHot, type PlaceSlot } from '../hot.ts';
import { idOctets, idText } from '../id.ts';
import { messageColumns } from '../message-row.ts';
import { type SuppressionDetail, suppressionColumns } from '../suppression-row.ts';
import { build, compilable } from './compiler.ts';
import { inPlace, inPlaceOf, placed } from './listed-places.ts';
import { createHasEntry } from './listed-statements.ts';
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
  const named = prepare((slot) =>
    build.selectFrom('messages').select('size').where('header_id', '=', slot(0)).limit(one),
  );
  const eventsAbout = createLookAbout<[number]>(db, sql`events.seq`);
  const isKnown: { readonly [K in KnownHashes]: (hash: number) => boolean } = {
    listed: createHasEntry(db),
    heard: (hash) => eventsAbout(hash, 0, 1).length > 0,
    named: (hash) => named.get(hash) !== undefined,
  };
  return (what, hashes) => hashes.filter(isKnown[what]);
}

/** The entries of many addresses, as JSON: one text crosses threads at a fraction of what its values cost. */
export type AnswerListed = (recipients: Float64Array) => string;

/** Of the answer, each a list. */
export type ListedRow = readonly [
  ...[key: string, scope: string, value: string, address: string | null, state: string, reason: string],
  ...[since: number, expires_at: number | null, detail: SuppressionDetail],
];
const listedColumns = ['scope', 'value', 'address', 'state', 'reason', 'since', 'expires_at'] as const;

/** Of one question. */
export const mostListed = 1024;
/** A hash that no address has: what is asked is filled up to a power of two, so that few statements are prepared. */
const nobody = -1;

export function createAnswerListed(db: Database.Database): AnswerListed {
  const columns = sql.join(listedColumns.map((name) => sql.ref(`suppressions.${name}`)));
  const row = sql`json_array(lower(hex(suppressions.key)), ${columns}, json(suppressions.detail))`;
  const prepared = new Map<number, Database.Statement<[readonly number[]], string>>();
  const prepare = (size: number) => {
    const known = prepared.get(size);
    if (known !== undefined) return known;
    const asked = (slot: PlaceSlot) => sql.join(Array.from({ length: size }, (_, index) => sql`(${slot(index)})`));
    const statement = db
      .prepare<[readonly number[]], string>(
        compileHot((slot) =>
          compilable(sql`with asked (recipient) as (values ${asked(slot)})
            select json_group_array(${row}) from asked cross join suppressions on ${inPlaceOf('asked.recipient')}`),
        ),
      )
      .pluck();
    prepared.set(size, statement);
    return statement;
  };
  return (recipients) => {
    const size = 2 ** Math.ceil(Math.log2(Math.max(1, recipients.length)));
    return prepare(size).get(Array.from({ length: size }, (_, index) => recipients[index] ?? nobody)) ?? '[]';
  };
}

/** Hashes of addresses with an entry, in the order of the table, and the number of the last row. */
export interface ListedPage {
  readonly recipients: Float64Array;
  readonly last: number;
}

/** What stands behind that row. */
export function createReadHashes(db: Database.Database): (after: number, limit: number) => ListedPage {
  const prepare = (statement: (rows: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    db
      .prepare<[number, number], number>(
        compileHot((slot) =>
          compilable(statement(sql`from suppressions where id > ${slot(0)} order by id limit +${slot(1)}`)),
        ),
      )
      .pluck();
  const hashes = prepare((rows) => sql`select recipient ${rows}`);
  const last = prepare((rows) => sql`select max(id) from (select id ${rows})`);
  return (after, limit) => ({
    recipients: Float64Array.from(hashes.all(after, limit)),
    last: last.get(after, limit) ?? after,
  });
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
    build
      .selectFrom('suppressions')
      .select(suppressionColumns)
      .where(inPlace([slot(0), slot(1), slot(2)])),
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
        return suppressionsAbout.all(placed(Number(first))).map(suppressionTexts);
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
