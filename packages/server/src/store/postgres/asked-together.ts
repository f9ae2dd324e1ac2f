/**
 * What is asked for every report that comes in: those that ask while the database answers others are answered together,
 * by one query for all questions of a kind.
 */
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { readEffect } from '../effect-row.ts';
import { type EventRow, readEvent } from '../event-row.ts';
import { groupCommit } from '../group-commit.ts';
import { idOctets } from '../id.ts';
import type { ListeningReads } from '../listening.ts';
import { type MessageRow, messageColumns, readMessage } from '../message-row.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { bulk } from './bulk.ts';
import type { NamedQuery } from './writer.ts';

/** Questions of one query. */
const together = { items: 256, weight: Number.POSITIVE_INFINITY };

const findMessages = bulk(
  'find_messages',
  { id: 'bytea' },
  (from) => sql`
  select ${sql.join(messageColumns.map((name) => sql.ref(`messages.${name}`)))} from ${from}
  join messages on messages.id = t.id`,
);
const findEvents = bulk(
  'find_events',
  { place: 'integer', recipient: 'bigint', most: 'integer' },
  (from) => sql`
  select t.place, newest.* from ${from}
  cross join lateral (
    select seq, id, at, type, message, payload from events where events.recipient = t.recipient
    order by seq desc limit t.most
  ) as newest`,
);
const findEffects = bulk(
  'find_effects',
  { place: 'integer', message: 'bytea', recipient: 'bigint' },
  (from) => sql`
  select t.place, effects.detail from ${from}
  join effects on effects.message = t.message and effects.recipient = t.recipient`,
);

interface About {
  readonly recipient: number;
  readonly limit: number;
}
interface Outcome {
  readonly message: Uint8Array;
  readonly recipient: number;
}

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

/** `others`: what goes further back than the newest events. */
export function askedTogether(
  db: Kysely<Schema>,
  others: Pick<ListeningReads, 'eventsAbout'>,
): Pick<Store, 'message' | 'eventsAbout' | 'effect'> {
  const rowsOf = async <R>({ text, values }: NamedQuery): Promise<readonly R[]> =>
    (await db.executeQuery<R>(CompiledQuery.raw(text, values))).rows;

  const messages = groupCommit(async (ids: readonly Uint8Array[]) => {
    const rows = await rowsOf<MessageRow>(findMessages(ids.map((id) => ({ id }))));
    const found = new Map(rows.map((row) => [hex(row.id), row]));
    return ids.map((id) => found.get(hex(id)) ?? null);
  }, together);

  const events = groupCommit(async (asked: readonly About[]) => {
    const places = asked.map(({ recipient, limit }, place) => ({ place, recipient, most: limit }));
    const found = asked.map((): EventRow[] => []);
    for (const { place, ...row } of await rowsOf<EventRow & { readonly place: number }>(findEvents(places)))
      found[place]?.push(row);
    return found;
  }, together);

  const effects = groupCommit(async (asked: readonly Outcome[]) => {
    const rows = await rowsOf<{ readonly place: number; readonly detail: string }>(
      findEffects(asked.map((outcome, place) => ({ place, ...outcome }))),
    );
    const found = new Map(rows.map(({ place, detail }) => [place, detail]));
    return asked.map((_, place) => found.get(place) ?? null);
  }, together);

  return {
    message: async (id) => {
      const row = await messages.add(idOctets(id, 'msg_'), 1);
      return row === null ? null : readMessage(row);
    },
    eventsAbout: async (recipient, before, limit) => {
      if (before !== null) return others.eventsAbout(recipient, before, limit);
      const rows = await events.add({ recipient, limit }, 1);
      return rows.toSorted((a, b) => b.seq - a.seq).map((row) => ({ seq: row.seq, event: readEvent(row) }));
    },
    effect: async (message, recipient) => {
      const detail = await effects.add({ message: idOctets(message, 'msg_'), recipient }, 1);
      return detail === null ? null : readEffect(detail);
    },
  };
}
