/** Endpoints, what is on its way to them, and the events behind their cursors. */
import { type Kysely, sql } from 'kysely';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { eventCodes, eventColumns, isOfType, readEvent } from '../event-row.ts';
import { idOctets } from '../id.ts';
import type { PublishingReads } from '../publishing.ts';
import { readDelivery, readWebhook } from '../publishing-row.ts';
import type { Schema } from '../schema.ts';

/** Events looked through at once: an endpoint that wants few of them asks again. */
const stretch = 10_000;

/** `settled`: the number below which no event can appear any more, whatever other processes are committing. */
export function publishingReads(
  {
    reads: db,
    payload,
    isAmong,
    givesNumbersAgain,
  }: Pick<Database, 'reads' | 'payload' | 'isAmong' | 'givesNumbersAgain'>,
  settled: () => Promise<number>,
): PublishingReads {
  const newestEvent = (): Promise<number> => newestSeq(db);
  return {
    newestEvent,

    numberOf: async (event) => {
      const row = await db
        .selectFrom('events')
        .select('seq')
        .where(isAmong('events.id', [idOctets(event, 'evt_')]))
        .executeTakeFirst();
      return row?.seq ?? null;
    },

    numberBefore: async (since) => {
      // Above it one may still appear that is of that time too.
      const complete = await settled();
      const oldest = await db.selectFrom('events').select(['seq', 'at']).orderBy('seq').limit(1).executeTakeFirst();
      if (oldest !== undefined && oldest.at >= since) return Math.min(complete, oldest.seq - 1);
      // The sum keeps a planner from going through the numbers from the first one on until it meets that time.
      const row = await db
        .selectFrom('events')
        .select((eb) => eb.fn.min<number | null>(sql`seq + 0`).as('first'))
        .where('at', '>=', since)
        .executeTakeFirst();
      return Math.min(complete, row?.first == null ? await newestEvent() : row.first - 1);
    },

    webhooks: async () => {
      const rows = await db.selectFrom('webhooks').selectAll().orderBy('id').execute();
      return rows.map(readWebhook);
    },

    webhook: async (id) => {
      const row = await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readWebhook(row);
    },

    eventsBehind: async (after, types, limit, messageId) => {
      const end = Math.min(await settled(), after + stretch);
      // Where all events have been deleted, SQLite's numbers begin anew.
      if (end < after) return { events: [], upTo: Math.min(after, await newestEvent()) };
      if (types.length === 0 || end === after) return { events: [], upTo: end };
      const codes = types.map((type) => eventCodes[type]);
      let query = db.selectFrom('events').select(eventColumns(payload)).where('type', 'in', codes);
      if (messageId !== undefined) query = query.where(isAmong('events.message', [idOctets(messageId, 'msg_')]));
      const rows = await query.where('seq', '>', after).where('seq', '<=', end).orderBy('seq').limit(limit).execute();
      const last = rows.at(-1);
      return { events: rows.map(readEvent), upTo: rows.length < limit || last === undefined ? end : last.seq };
    },

    eventsOnward: async (after, { messageId, type, since, unsettled = false }, limit) => {
      const end = await settled();
      const began = end < after && givesNumbersAgain ? 0 : after;
      if (end <= began && !unsettled) return { events: [], next: null, resume: began };
      let query = db.selectFrom('events').select(eventColumns(payload)).where('seq', '>', began);
      if (!unsettled) query = query.where('seq', '<=', end);
      if (messageId !== undefined) query = query.where(isAmong('events.message', [idOctets(messageId, 'msg_')]));
      if (type !== undefined) query = query.where(isOfType(type));
      if (since !== undefined) query = query.where('at', '>=', since);
      const rows = await query
        .orderBy('seq')
        .limit(limit + 1)
        .execute();
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = rows.length > limit && last !== undefined ? last.seq : null;
      return { events: page.map(readEvent), next, resume: Math.min(end, next ?? end) };
    },

    waitingDeliveries: async (endpoint, limit) => {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('endpoint', '=', endpoint)
        .where('state', '=', 'waiting')
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(readDelivery);
    },

    deliveries: async (endpoint, { state }, after, limit) => {
      let query = db.selectFrom('deliveries').selectAll().where('endpoint', '=', endpoint);
      if (state !== undefined) query = query.where('state', '=', state);
      if (after !== null) query = query.where('seq', '<', Number(readCursor(after, ['number'])[0]));
      const rows = await query
        .orderBy('seq', 'desc')
        .limit(limit + 1)
        .execute();
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        data: page.map(readDelivery),
        next: rows.length > limit && last !== undefined ? writeCursor([last.seq]) : null,
      };
    },

    delivery: async (id) => {
      const row = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readDelivery(row);
    },

    deliveriesOf: async (publications) => {
      if (publications.length === 0) return [];
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('endpoint', 'in', (eb) => eb.selectFrom('webhooks').select('id'))
        .where('publication', 'in', publications)
        // As it stands in the index: a bound value would not find it.
        .where(sql<boolean>`replay = 0`)
        .orderBy('seq')
        .execute();
      return rows.map(readDelivery);
    },
  };
}

export async function newestSeq(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('seq').as('newest'))
    .executeTakeFirst();
  return row?.newest ?? 0;
}
