/** Who is not mailed, what became of each message, what came in. */
import { type SqlBool, sql } from 'kysely';
import { addressKey } from '../../ledger/address-key.ts';
import type { Counts } from '../../ledger/contributions.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { eventColumns, readEvent } from '../event-row.ts';
import { filledUp } from '../filled-up.ts';
import { idOctets } from '../id.ts';
import type { ListeningReads, SuppressionFilter } from '../listening.ts';
import { headerIdHash, messageColumns, readMessage } from '../message-row.ts';
import { readChange, readSuppression, suppressionColumns } from '../suppression-row.ts';
import { within } from './roll-up-reads.ts';

/** Values of one statement: enough to make few trips, few enough for any database. */
const atOnce = 1024;

export function listeningReads({
  reads: db,
  payload,
  aboutRecipient,
}: Pick<Database, 'reads' | 'payload' | 'aboutRecipient'>): Omit<ListeningReads, 'suppressionsAbout'> {
  const hasEffect = async (message: Uint8Array, recipient: number): Promise<boolean> => {
    const row = await db
      .selectFrom('effects')
      .select('recipient')
      .where('message', '=', message)
      .where('recipient', '=', recipient)
      .executeTakeFirst();
    return row !== undefined;
  };
  const waitsFor = async (message: Uint8Array, recipient: number): Promise<boolean> => {
    const entries = await db.selectFrom('queue').select('recipient').where('message', '=', message).execute();
    return entries.some((entry) => addressKey(entry.recipient).recipient === recipient);
  };

  return {
    eventsAbout: async (recipient, before, limit) => {
      let query = db.selectFrom('events').select(eventColumns(payload)).where(aboutRecipient(recipient));
      if (before !== null) query = query.where('seq', '<', before);
      const rows = await query.orderBy('seq', 'desc').limit(limit).execute();
      return rows.map((row) => ({ seq: row.seq, event: readEvent(row) }));
    },

    listedAmong: async (recipients) => {
      const found = new Set<number>();
      for (let at = 0; at < recipients.length; at += atOnce) {
        const rows = await db
          .selectFrom('suppressions')
          .select('recipient')
          .distinct()
          .where('recipient', 'in', filledUp(recipients.slice(at, at + atOnce)))
          .execute();
        for (const { recipient } of rows) found.add(recipient);
      }
      return found;
    },

    heardAmong: async (recipients) => {
      const found = new Set<number>();
      for (let at = 0; at < recipients.length; at += atOnce) {
        const values = filledUp(recipients.slice(at, at + atOnce)).map((hash) => sql`(cast(${hash} as bigint))`);
        const { rows } = await sql<{ readonly hash: number }>`
          select asked.column1 as hash from (values ${sql.join(values)}) as asked
          where exists (select 1 from events where events.recipient = asked.column1)`.execute(db);
        for (const { hash } of rows) found.add(hash);
      }
      return found;
    },

    suppressions: async (filter, after, limit) => {
      let query = db.selectFrom('suppressions').select(suppressionColumns).where(selected(filter));
      if (after !== null) {
        const [since = 0, recipient = 0, key = '', scope = '', value = ''] = readCursor(after, cursorShape);
        const place = sql`(${since}, ${recipient}, ${Buffer.from(String(key), 'hex')}, ${scope}, ${value})`;
        query = query.where(sql<SqlBool>`(since, recipient, key, scope, value) < ${place}`);
      }
      const rows = await query
        .orderBy('since', 'desc')
        .orderBy('recipient', 'desc')
        .orderBy('key', 'desc')
        .orderBy('scope', 'desc')
        .orderBy('value', 'desc')
        .limit(limit + 1)
        .execute();
      const data = rows.slice(0, limit);
      const last = data.at(-1);
      const next = (row: NonNullable<typeof last>): string =>
        writeCursor([row.since, row.recipient, Buffer.from(row.key).toString('hex'), row.scope, row.value]);
      return {
        data: data.map(readSuppression),
        next: rows.length > limit && last !== undefined ? next(last) : null,
      };
    },

    suppressionChanges: async (recipient, limit) => {
      const rows = await db
        .selectFrom('suppression_changes')
        .select(['key', 'scope', 'value', 'detail'])
        .where('recipient', '=', recipient)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(readChange).reverse();
    },

    isOurs: async (messageId, address) => {
      const message = idOctets(messageId, 'msg_');
      const { recipient } = addressKey(address);
      // What leaves the queue between the questions has had its effect in the same commit: it is asked for once more.
      return (
        (await hasEffect(message, recipient)) || (await waitsFor(message, recipient)) || hasEffect(message, recipient)
      );
    },

    messagesNamed: async (headerMessageId, limit) => {
      const rows = await db
        .selectFrom('messages')
        .select(messageColumns)
        .where('header_id', '=', headerIdHash(headerMessageId))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(readMessage);
    },

    namesKnown: async (headerMessageIds) => {
      const hashes = new Map(headerMessageIds.map((name) => [name, headerIdHash(name)]));
      const found = new Set<number>();
      const asked = [...new Set(hashes.values())];
      for (let at = 0; at < asked.length; at += atOnce) {
        // One row for each name, however many messages bear it. PostgreSQL wants to know what the values are.
        const values = filledUp(asked.slice(at, at + atOnce)).map((hash) => sql`(cast(${hash} as bigint))`);
        const { rows } = await sql<{ readonly hash: number }>`
          select asked.column1 as hash from (values ${sql.join(values)}) as asked
          where exists (select 1 from messages where messages.header_id = asked.column1)`.execute(db);
        for (const { hash } of rows) found.add(hash);
      }
      return new Set(headerMessageIds.filter((name) => found.has(hashes.get(name) ?? -1)));
    },

    rollUps: async ({ grain, dimension, key, from, to }) => {
      let query = db
        .selectFrom(`roll_ups_${grain}`)
        .selectAll()
        .where('dimension', '=', dimension)
        .where(within(grain, from, to, key === null ? null : 1));
      if (key !== null) query = query.where('key', '=', key);
      const rows = await query.orderBy('key').orderBy('at').execute();
      return rows.map(({ key: named, at, soft_final: softFinal, ...row }) => {
        const { attempted, delivered, soft, recovered, hard, complaints } = row;
        const counts: Counts = { attempted, delivered, soft, recovered, softFinal, hard, complaints };
        return { key: named, at, counts };
      });
    },

    raw: async (eventId) => {
      const row = await db
        .selectFrom('raws')
        .select('octets')
        .where('event', '=', idOctets(eventId, 'evt_'))
        .executeTakeFirst();
      return row?.octets ?? null;
    },
  };
}

const cursorShape = ['number', 'number', 'string', 'string', 'string'] as const;

function selected({ state, scope, reason, domain }: SuppressionFilter) {
  const equals = Object.entries({ state, scope, reason, domain }).filter(([, value]) => value !== undefined);
  if (equals.length === 0) return sql<SqlBool>`1 = 1`;
  return sql<SqlBool>`${sql.join(
    equals.map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  )}`;
}
