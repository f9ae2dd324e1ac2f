/**
 * How events are found by their id and by that of their message. An index that held those ids whole would be a tenth of the
 * file: it holds the first eight octets, which are an instant and twelve bits of chance in a UUIDv7 (RFC 9562 §5.7), and seven
 * octets of a hash in what was told to us (id.ts). The row says whether it is meant. A name that is a text may begin as any
 * number of others do, and stands there whole.
 */
import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';
import type { EventIdColumn } from '../database.ts';
import { isText } from '../id.ts';

const octets = 8;
const startOf = (id: string): string => `(case when ${id} < x'ff' then substr(${id}, 1, ${octets}) else ${id} end)`;

/** What the index has of an id. */
export const idStart = (id: Uint8Array): Uint8Array => (isText(id) ? id : id.subarray(0, octets));

export const startIs = (column: EventIdColumn, start: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${sql.raw(startOf(column))} = ${start}`;

export const isSameId = (column: EventIdColumn, other: string): RawBuilder<boolean> =>
  sql.raw(`(${startOf(column)} = ${startOf(other)} and ${column} = ${other})`);

export const isAmong = (column: EventIdColumn, ids: readonly Uint8Array[]): RawBuilder<boolean> => sql<boolean>`
  (${sql.raw(startOf(column))} in (${sql.join(ids.map(idStart))}) and ${sql.ref(column)} in (${sql.join(ids)}))`;

const statements = [
  'drop index events_id',
  'drop index events_message',
  `create index events_id on events (${startOf('id')})`,
  `create index events_message on events (${startOf('message')}) where message is not null`,
];

/** The tenth version of the schema. Nothing but `event` of hot-statements.ts keeps an id from being there twice. */
export const idIndexes: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
