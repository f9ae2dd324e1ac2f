/**
 * Messages, the newest first. What no index can find is looked for in slices that grow, and no more than a bounded number of
 * rows for one page: a search for what is rare answers quickly, with less than a page and the place to go on from.
 */
import { type RawBuilder, sql } from 'kysely';
import { openFates } from '../../ledger/fate.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { firstIdAt, idOctets, idText } from '../id.ts';
import { messageColumns, readMessage } from '../message-row.ts';
import type { MessageFilter, MessageReads } from '../messages.ts';
import type { StoredMessage } from '../rows.ts';
import { selects } from '../selection.ts';
import { fateReads } from './fate-reads.ts';

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

  /** The next `size` messages, those of them that have the labels: at most `want`. */
  const labelled: Look = async (filter, before, size, want) => {
    const { rows } = await sql<{ readonly id: Uint8Array; readonly fits: number; readonly seen: number }>`
      with seen as materialized (
        select id, sender, stream, list, campaign from messages where ${inTime('id', filter, before)}
        order by id desc limit ${size}
      ), fitting as (select id from seen where ${labelsOf(filter)} order by id desc limit ${want})
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

  /** The next `size` entries of the queue, their messages once each: what waits is little beside all that was ever sent. */
  const waiting: Look = async (filter, before, size, want) => {
    const { rows } = await sql<{ readonly message: Uint8Array; readonly fits: number; readonly seen: number }>`
      with seen as materialized (
        select message, held, attempts from queue where ${inTime('message', filter, before)}
        order by message desc limit ${size}
      ), fitting as (
        select distinct message from seen where ${isOpenAs(filter)} order by message desc limit ${want}
      )
      select message, 1 as fits, 0 as seen from fitting
      union all
      select message, 0 as fits, (select count(*) from seen) as seen
      from (select message from seen order by message limit 1) as oldest`.execute(db);
    const ids = newestFirst(rows.flatMap(({ message, fits }) => (fits === 1 ? [message] : [])));
    const end = rows.find(({ fits }) => fits === 0);
    const messages = (await inOrder(ids)).filter((message) => hasLabels(message, filter));
    if (ids.length === want) return { messages, last: ids.at(-1) ?? null };
    return { messages, last: end === undefined || Number(end.seen) < size ? null : end.message };
  };

  const inOrder = async (ids: readonly Uint8Array[]): Promise<readonly StoredMessage[]> => {
    const names = ids.map((id) => idText(id, 'msg_'));
    const found = await messagesOf(names);
    return names.flatMap((id) => found.get(id) ?? []);
  };

  const thatBecame = async (messages: readonly StoredMessage[], { fate }: MessageFilter) => {
    if (fate === undefined || openFates.has(fate)) return messages;
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
      const isOpen = filter.fate !== undefined && openFates.has(filter.fate);
      const isJudged = filter.fate !== undefined && !isOpen;
      const hasNone = filter.fate === undefined && labelNames.every((name) => filter[name] === undefined);
      const [id] = after === null ? [] : readCursor(after, ['string']);
      let place: Uint8Array | null = id === undefined ? null : idOctets(String(id), 'msg_');
      const found: StoredMessage[] = [];
      let judged = 0;
      for (let seen = 0, size = hasNone ? limit + 1 : firstSlice; seen < mostSeen && judged < mostJudged; ) {
        const want = isJudged ? Math.min(size, mostJudged - judged) : limit + 1 - found.length;
        const part = Math.min(size, mostSeen - seen);
        const next: Slice = await (isOpen ? waiting : labelled)(filter, place, part, want);
        found.push(...(await thatBecame(next.messages, filter)));
        place = next.last;
        if (place === null || found.length > limit) break;
        if (isJudged) judged += next.messages.length;
        seen += part;
        size *= growth;
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

const newestFirst = (ids: readonly Uint8Array[]): Uint8Array[] => ids.toSorted((a, b) => Buffer.compare(b, a));

type Look = (filter: MessageFilter, before: Uint8Array | null, size: number, want: number) => Promise<Slice>;

const labelNames = ['sender', 'stream', 'list', 'campaign'] as const;

const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);

/** Ids grow with the instant of acceptance. */
function inTime(column: 'id' | 'message', { since, until }: MessageFilter, before: Uint8Array | null) {
  const name = sql.ref(column);
  const conditions = [];
  if (before !== null) conditions.push(sql`${name} < ${before}`);
  if (since !== undefined) conditions.push(sql`${name} >= ${firstIdAt(since)}`);
  if (until !== undefined) conditions.push(sql`${name} < ${firstIdAt(until)}`);
  return all(conditions);
}

function labelsOf(filter: MessageFilter): RawBuilder<unknown> {
  return all(
    labelNames.flatMap((name) => {
      const value = filter[name];
      if (value === undefined) return [];
      return [name === 'sender' ? sql`lower(sender) = ${value.toLowerCase()}` : sql`${sql.ref(name)} = ${value}`];
    }),
  );
}

const hasLabels = (message: StoredMessage, filter: MessageFilter): boolean =>
  labelNames.every((name) => {
    const asked = filter[name];
    if (asked === undefined) return true;
    return name === 'sender' ? message.sender.toLowerCase() === asked.toLowerCase() : message[name] === asked;
  });

/** As `fateOfEntry` says it. */
function isOpenAs({ fate }: MessageFilter): RawBuilder<unknown> {
  if (fate === 'held') return sql`held = 1`;
  return fate === 'deferred' ? sql`held = 0 and attempts > 0` : sql`held = 0 and attempts = 0`;
}
