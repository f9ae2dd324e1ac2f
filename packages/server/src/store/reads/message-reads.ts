/**
 * Messages, the newest first. What no index can find, such as a list, is looked for in slices that grow, and no more than a
 * bounded number of rows for one page: what is rare is answered quickly, with less than a page and the place to go on from.
 */
import { sql } from 'kysely';
import type { Fate } from '../../ledger/fate.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { idOctets, idText } from '../id.ts';
import { messageColumns, readMessage } from '../message-row.ts';
import type { MessageReads } from '../messages.ts';
import type { StoredMessage } from '../rows.ts';
import { selects } from '../selection.ts';
import { fateReads } from './fate-reads.ts';
import { hasLabels, isOpen, type Search, type Way, waysOf } from './message-search.ts';

const mostSeen = 40_000;
/** Of those whose recipients are looked up one by one. */
const mostJudged = 1000;
const growth = 4;
const firstSlice = 500;
/** Ids of one statement. */
const atOnce = 500;

interface Slice {
  readonly messages: readonly StoredMessage[];
  /** The last one that was looked at; null: none is left. */
  readonly last: Uint8Array | null;
}

type MessageReadsOf = Pick<Database, 'reads' | 'payload' | 'effectBits' | 'isAmong'>;

export function messageReads(database: MessageReadsOf): MessageReads {
  const { reads: db } = database;
  const fates = fateReads(database);

  const messagesOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, StoredMessage>> => {
    const found = new Map<string, StoredMessage>();
    for (let at = 0; at < ids.length; at += atOnce) {
      const octets = ids.slice(at, at + atOnce).map((id) => idOctets(id, 'msg_'));
      const rows = await db.selectFrom('messages').select(messageColumns).where('id', 'in', octets).execute();
      for (const row of rows) found.set(idText(row.id, 'msg_'), readMessage(row));
    }
    return found;
  };

  /** Of the next `size` of what is searched the messages that are meant, once each: at most `want`. */
  const look = async ({ seen, fits }: Search, size: number, want: number): Promise<Slice> => {
    const { rows } = await sql<{ readonly id: Uint8Array; readonly fits: number; readonly seen: number }>`
      with seen as materialized (${seen}),
      fitting as (select distinct id from seen where ${fits} order by id desc limit ${want})
      select id, 1 as fits, 0 as seen from fitting
      union all
      select id, 0 as fits, (select count(*) from seen) as seen
      from (select id from seen order by id limit 1) as oldest`.execute(db);
    const ids = newestFirst(rows.flatMap(({ id, fits }) => (fits === 1 ? [id] : [])));
    const end = rows.find(({ fits }) => fits === 0);
    const messages = await inOrder(ids);
    if (ids.length === want) return { messages, last: ids.at(-1) ?? null };
    return { messages, last: end === undefined || Number(end.seen) < size ? null : end.id };
  };

  /** Of several ways the one whose first steps lead furthest: it has the fewest still to go. */
  const furthest = async (ways: readonly [Way, ...Way[]], before: Uint8Array | null): Promise<Way> => {
    if (ways.length === 1) return ways[0];
    const reached = await Promise.all(ways.map(async (way) => ({ way, place: await endOf(way(before, firstSlice)) })));
    return reached.reduce((best, each) => (isFurther(each.place, best.place) ? each : best)).way;
  };

  /** The last that a slice of the first size holds; null: it holds all there is. */
  const endOf = async ({ seen }: Search): Promise<Uint8Array | null> => {
    const { rows } = await sql<{ readonly id: Uint8Array }>`
      with seen as materialized (${seen})
      select id from seen where (select count(*) from seen) >= ${firstSlice} order by id limit 1`.execute(db);
    return rows[0]?.id ?? null;
  };

  const inOrder = async (ids: readonly Uint8Array[]): Promise<readonly StoredMessage[]> => {
    const names = ids.map((id) => idText(id, 'msg_'));
    const found = await messagesOf(names);
    return names.flatMap((id) => found.get(id) ?? []);
  };

  const thatBecame = async (messages: readonly StoredMessage[], fate: Fate | undefined) => {
    if (fate === undefined || isOpen(fate)) return messages;
    const asked = messages.map(({ id, recipients = 1 }) => ({ id, recipients }));
    const found = await fates.fatesOf(asked);
    return messages.filter(({ id }) => [...(found.get(id)?.values() ?? [])].includes(fate));
  };

  return {
    ...fates,
    messagesOf,

    message: async (id) => {
      const row = await db
        .selectFrom('messages')
        .select(messageColumns)
        .where('id', '=', idOctets(id, 'msg_'))
        .executeTakeFirst();
      return row === undefined ? null : readMessage(row);
    },

    messages: async (filter, after, limit) => {
      const { fate } = filter;
      const [id] = after === null ? [] : readCursor(after, ['string']);
      let place: Uint8Array | null = id === undefined ? null : idOctets(String(id), 'msg_');
      const found: StoredMessage[] = [];
      let [seen, judged] = [0, 0];
      let want = limit + 1;
      let size = isOpen(fate) || hasLabels(filter) ? firstSlice : want;
      const way = await furthest(waysOf(filter), place);
      while (size > 0 && want > 0) {
        const next = await look(way(place, size), size, want);
        found.push(...(await thatBecame(next.messages, fate)));
        place = next.last;
        const missing = limit + 1 - found.length;
        if (place === null || missing <= 0) break;
        seen += size;
        judged += next.messages.length;
        size = Math.min(mostSeen - seen, likely(seen, found.length, missing));
        want = Math.min(mostJudged + limit - judged, likely(judged, found.length, missing));
      }
      const data = found.slice(0, limit);
      const lastShown = data.at(-1)?.id;
      const last = found.length > limit ? lastShown : place === null ? undefined : idText(place, 'msg_');
      return { data, next: last === undefined ? null : writeCursor([last]) };
    },

    queuedFor: async (recipient, limit) => {
      const rows = await db
        .selectFrom('queue')
        .select('message')
        .where((eb) => selects(eb, { recipient }))
        .orderBy('message', 'desc')
        .orderBy('position')
        .limit(limit)
        .execute();
      return [...new Set(rows.map(({ message }) => idText(message, 'msg_')))];
    },
  };
}

/** How many more it takes to find what is missing, going by what it took so far. */
const likely = (took: number, found: number, missing: number): number =>
  Math.min(growth * Math.max(took, missing), found === 0 ? Infinity : Math.ceil((1.2 * missing * took) / found));

const isFurther = (place: Uint8Array | null, other: Uint8Array | null): boolean =>
  place === null || (other !== null && Buffer.compare(place, other) < 0);

const newestFirst = (ids: readonly Uint8Array[]): Uint8Array[] => ids.toSorted((a, b) => Buffer.compare(b, a));
