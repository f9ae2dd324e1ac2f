/**
 * How events are found by their recipient. Hashes come in no order: in one index each would go to a page of its own, and the
 * larger the ledger, the more pages a batch would change. So the index is in slices of 131,072 events, each by hash: only
 * the last slice changes, and it stays small. A look for a recipient asks each slice, from the oldest event it wants.
 *
 * An entry is one number: the slice, and the last 24 bits of the hash; the row says whether it is meant.
 */
import type Database from 'better-sqlite3';
import { type RawBuilder, sql } from 'kysely';
import { compileHot } from '../hot.ts';
import { compilable } from './compiler.ts';

const slice = (seq: string): string => `(${seq} >> 17)`;
const entry = (of: string, recipient: string): string => `((${of} << 24) | (${recipient} & 16777215))`;

export const recipientIndex = `create index events_recipient on events (${entry(slice('seq'), 'recipient')})
  where recipient is not null`;

/** Of the table `events`, in one statement: for what is asked seldom, for SQLite makes a table of the slices each time. */
export function aboutRecipient(recipient: number): RawBuilder<boolean> {
  const first = sql.raw(slice('min(seq)'));
  const last = sql.raw(slice('max(seq)'));
  return sql<boolean>`(events.recipient = ${recipient}
    and ${sql.raw(entry(slice('events.seq'), 'events.recipient'))} in (
      with recursive slices (slice) as (
        select (select ${first} from events)
        union all select slice + 1 from slices where slice < (select ${last} from events)
      ) select (slice << 24) | (${recipient} & 16777215) from slices
    ))`;
}

/** Rows about a recipient behind the number `after`, the latest first, slice by slice as far as they are wanted. */
export type LookAbout<R> = (recipient: number, after: number, limit: number) => R[];

/** `columns`: what a row gives; rows are lists of values. */
export function createLookAbout<R extends readonly unknown[]>(
  db: Database.Database,
  columns: RawBuilder<unknown>,
): LookAbout<R> {
  const bound = (which: 'min' | 'max') =>
    db.prepare<[], number | null>(compileHot(() => compilable(sql`select ${sql.raw(which)}(seq) from events`))).pluck();
  const oldest = bound('min');
  const newest = bound('max');
  // The sign: compiler.ts.
  const inSlice = db
    .prepare<[number, number, number, number], R>(
      compileHot((slot) =>
        compilable(sql`select ${columns} from events
          where ${sql.raw(entry(slice('events.seq'), 'events.recipient'))} = ${slot(0)} and events.recipient = ${slot(1)}
          and events.seq > ${slot(2)} order by events.seq desc limit +${slot(3)}`),
      ),
    )
    .raw();
  return (recipient, after, limit) => {
    const rows: R[] = [];
    const first = sliceOf(Math.max(after, oldest.get() ?? 0));
    for (let at = sliceOf(newest.get() ?? 0); at >= first && rows.length < limit; at--)
      rows.push(...inSlice.all(at * 2 ** 24 + (recipient & 0xff_ffff), recipient, after, limit - rows.length));
    return rows;
  };
}

const sliceOf = (seq: number): number => Math.floor(seq / 2 ** 17);
