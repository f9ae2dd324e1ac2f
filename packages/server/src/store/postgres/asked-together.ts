/**
 * What is asked for every message and every report that comes in: those that ask while the database answers others are
 * answered together, by one prepared query for all questions of a kind.
 */
import { sql } from 'kysely';
import { readEffect } from '../effect-row.ts';
import { type EventRow, readEvent } from '../event-row.ts';
import { groupCommit } from '../group-commit.ts';
import { idOctets } from '../id.ts';
import type { ListeningReads } from '../listening.ts';
import { type MessageRow, messageColumns, readMessage } from '../message-row.ts';
import type { Store } from '../store.ts';
import { readSuppression, type SuppressionRow, suppressionColumns } from '../suppression-row.ts';
import { bulk } from './bulk.ts';
import { kindOf, readFailure } from './failure.ts';
import type { Line, NamedQuery } from './line.ts';

/** Questions of one query. */
const together = { items: 256, weight: Number.POSITIVE_INFINITY };
/** Addresses of one query. */
const addresses = { items: 1024, weight: 1024 };
/** How long a question may wait for a connection, in milliseconds. */
const patience = 5000;

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
const findSuppressions = bulk(
  'find_suppressions',
  { recipient: 'bigint' },
  (from) => sql`
  select ${sql.join(suppressionColumns.map((name) => sql.ref(`suppressions.${name}`)))} from ${from}
  join suppressions on suppressions.recipient = t.recipient`,
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
  line: Line,
  others: Pick<ListeningReads, 'eventsAbout'>,
): Pick<Store, 'message' | 'eventsAbout' | 'suppressionsAbout' | 'effect'> {
  /** Asks once more, on a new connection, when the one of before could not answer. */
  const rowsOf = async <R>(query: NamedQuery): Promise<readonly R[]> => {
    const until = performance.now() + patience;
    for (let again = false; ; again = true) {
      const wire = await line.connected(until);
      try {
        const [result] = await wire.send([query]);
        return (result?.rows ?? []) as readonly R[];
      } catch (error) {
        if (again || kindOf(error) === 'statement') throw readFailure(error);
      }
    }
  };

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

  const suppressions = groupCommit(async (asked: readonly (readonly number[])[]) => {
    const recipients = [...new Set(asked.flat())];
    const found = new Map<number, SuppressionRow[]>();
    for (const row of await rowsOf<SuppressionRow>(findSuppressions(recipients.map((recipient) => ({ recipient })))))
      found.set(row.recipient, [...(found.get(row.recipient) ?? []), row]);
    return asked.map((each) => each.flatMap((recipient) => found.get(recipient) ?? []));
  }, addresses);

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
    suppressionsAbout: async (recipients) => {
      const rows = await suppressions.add([...new Set(recipients)], recipients.length);
      return rows.map(readSuppression);
    },
    effect: async (message, recipient) => {
      const detail = await effects.add({ message: idOctets(message, 'msg_'), recipient }, 1);
      return detail === null ? null : readEffect(detail);
    },
  };
}
