/** Rows that are old enough to be deleted, a limited number of them, found without a look at the whole table. */
import { type ExpressionBuilder, sql } from 'kysely';
import { incidentSubject } from '../ledger/subject.ts';
import type { Schema } from './schema.ts';

/**
 * The newest stays until another comes: SQLite would give its number again, and whoever has read up to it would pass the next one over.
 * So do those of incidents, which are few and name no recipient: whom one holds is let go by them.
 */
export const oldEvents = (eb: ExpressionBuilder<Schema, 'events'>, before: number, limit: number) =>
  eb
    .selectFrom('events')
    .select('events.seq')
    .where('events.at', '<', before)
    .where('events.recipient', 'is distinct from', incidentSubject)
    .where('events.seq', '<', sql<number>`(select max(seq) from events)`)
    .orderBy('events.at')
    .limit(limit);

/** More than are deleted: some may bear a time that a wrong clock gave them. What it dated ahead is passed over, however much it is. */
const looked = 10_000;

/** Where no index leads to them by their time: rows are in its order, near enough. */
export const oldAmongFirst = (
  eb: ExpressionBuilder<Schema, 'dialogues' | 'raws'>,
  table: 'dialogues' | 'raws',
  before: number,
  now: number,
  limit: number,
) =>
  eb
    .selectFrom(
      eb.selectFrom(table).select(['seq', 'at']).where('at', '<=', now).orderBy('seq').limit(looked).as('first'),
    )
    .select('first.seq')
    .where('first.at', '<', before)
    .orderBy('first.seq')
    .limit(limit);
