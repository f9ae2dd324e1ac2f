/** Leasing entries to a session, inside a transaction of the caller. */
import type Database from 'better-sqlite3';
import { sql } from 'kysely';
import { crashed } from '../crashed.ts';
import { type EntryRow, entryColumns } from '../entry-row.ts';
import { compileHot } from '../hot.ts';
import { type MessageRow, messageColumns } from '../message-row.ts';
import { asBefore } from '../recalled-by.ts';
import { type Leasable, leasable } from '../waiting.ts';
import { build } from './compiler.ts';
import type { EntryId, LeasedRows } from './requests.ts';

export interface Leases {
  /** Those of the entries that are still so, under their messages. */
  readonly take: (entries: readonly EntryId[], still: Leasable, session: number) => readonly LeasedRows[];
  /** False when the session has been declared dead: what it leased would belong to nobody. */
  readonly alive: (session: number) => boolean;
  /** Declares dead who has not renewed, and gives back what they had; `session` itself is left alone. */
  readonly reap: (now: number, session: number) => void;
}

export function createLeases(db: Database.Database): Leases {
  const leasing = (still: Leasable) =>
    db.prepare<[number, Uint8Array, number], EntryRow>(
      compileHot((slot) =>
        build
          .updateTable('queue')
          .set({ owner: slot(0) })
          .where('message', '=', slot(1))
          .where('position', '=', slot(2))
          .where(leasable[still])
          .returning(entryColumns),
      ),
    );
  const lease = { waiting: leasing('waiting'), free: leasing('free') };
  const message = db.prepare<[Uint8Array], MessageRow>(
    compileHot((slot) => build.selectFrom('messages').select(messageColumns).where('id', '=', slot(0))),
  );
  const alive = db.prepare<[number]>(
    compileHot((slot) => build.selectFrom('sessions').select('id').where('id', '=', slot(0))),
  );
  const bury = db.prepare<[number, number]>(
    compileHot((slot) => build.deleteFrom('sessions').where('alive_until', '<', slot(0)).where('id', '!=', slot(1))),
  );
  const release = freeOrphans.map((statement) => db.prepare(statement.compile().sql));

  return {
    take: (entries, still, session) => {
      const rows: EntryRow[] = [];
      for (const entry of entries) {
        const row = lease[still].get(session, entry.message, entry.position);
        if (row !== undefined) rows.push(row);
      }
      return underMessages(rows, (id) => message.get(id));
    },
    alive: (session) => alive.get(session) !== undefined,
    reap: (now, session) => {
      if (bury.run(now, session).changes > 0) for (const statement of release) statement.run();
    },
  };
}

const sessions = build.selectFrom('sessions').select('id');

/** Gives back what belongs to sessions that are no more, and holds nothing for them. */
export const freeOrphans = [
  build
    .updateTable('queue')
    .set({ owner: sql`null`, ...crashed })
    .where(sql<boolean>`owner is not null`)
    .where('owner', 'not in', sessions),
  build
    .updateTable('queue')
    .set(asBefore)
    .where(sql<boolean>`recalled_by is not null`)
    .where('recalled_by', 'not in', sessions),
];

function underMessages(rows: readonly EntryRow[], find: (id: Uint8Array) => MessageRow | undefined): LeasedRows[] {
  const found = new Map<string, { message: MessageRow; entries: EntryRow[] }>();
  for (const row of rows) {
    const key = Buffer.from(row.message).toString('latin1');
    const known = found.get(key);
    if (known !== undefined) known.entries.push(row);
    else {
      const message = find(row.message);
      if (message === undefined) throw new Error('a queue entry without its message');
      found.set(key, { message, entries: [row] });
    }
  }
  return [...found.values()];
}
