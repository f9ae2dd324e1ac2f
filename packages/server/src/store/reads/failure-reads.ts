/**
 * Failures, the latest first. What no index can find is looked for in slices that grow, and no more than `mostSeen` rows for
 * one page: a search for what is rare answers quickly, with less than a page and the place to go on from.
 */
import { sql } from 'kysely';
import type { FailureClass } from '../../ledger/failure.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { eventColumns, readEvent } from '../event-row.ts';
import { type FailureSearch, failureColumns, type HealthReads } from '../health.ts';
import { type Conditions, conditionsOf } from './failure-conditions.ts';
import { groupFailures } from './failure-groups.ts';
import { recoveredAmong } from './recovered.ts';

const mostSeen = 40_000;
/** Where an index leads from row to row, each may be on a page of its own. */
const mostVisited = 3000;
/** Of a search for words, which are looked for in the events themselves, or for what became of the message. */
const mostRead = 3000;
const firstSlice = 1000;
const growth = 4;

interface Place {
  readonly at: number;
  readonly event: Uint8Array;
}

interface SliceRow extends Place {
  readonly class: FailureClass;
  readonly reason: string | null;
  /** 0: the row is no find, but the last one that was looked at. */
  readonly fits: number;
  readonly seen: number;
}

export function failureReads({
  reads: db,
  payload,
  effectDetail,
  aboutRecipient,
  isAmong,
  isSameId,
}: Pick<Database, 'reads' | 'payload' | 'effectDetail' | 'aboutRecipient' | 'isAmong' | 'isSameId'>): Pick<
  HealthReads,
  'failures' | 'failureGroups'
> {
  const slice = async (found: Conditions, after: Place | null, size: number, limit: number) => {
    const place = after === null ? sql`1 = 1` : sql`(at, event) < (${after.at}, ${after.event})`;
    const columns = sql.join(failureColumns.map((name) => sql.ref(name)));
    const { rows } = await sql<SliceRow>`
      with seen as materialized (
        select at, event, ${columns} from failures where ${found.indexed} and ${place}
        order by at desc, event desc limit ${size}
      ), fitting as (
        select at, event, class, reason from seen where ${found.others} order by at desc, event desc limit ${limit}
      )
      select at, event, class, reason, 1 as fits, 0 as seen from fitting
      union all
      select at, event, class, reason, 0 as fits, (select count(*) from seen) as seen
      from (select at, event, class, reason from seen order by at, event limit 1) as oldest`.execute(db);
    const last = rows.find(({ fits }) => fits === 0);
    const fitting = rows
      .filter(({ fits }) => fits === 1)
      .sort((a, b) => b.at - a.at || Buffer.compare(b.event, a.event));
    return { fitting, last, ended: (last?.seen ?? 0) < size };
  };

  const eventsOf = async (rows: readonly SliceRow[]) => {
    if (rows.length === 0) return new Map<string, ReturnType<typeof readEvent>>();
    const ids = rows.map(({ event }) => event);
    const events = await db
      .selectFrom('events')
      .select(eventColumns(payload))
      .where(isAmong('events.id', ids))
      .execute();
    return new Map(events.map((row) => [hex(row.id), readEvent(row)]));
  };

  /** Those whose message was delivered after all, or, as asked, was not. */
  const thatBecame = async (rows: readonly SliceRow[], recovered: boolean) => {
    const events = await eventsOf(rows);
    const recoveredOnes = await recoveredAmong(db, effectDetail, [...events.values()]);
    return rows.filter(({ event }) => recoveredOnes.has(events.get(hex(event))?.id ?? '') === recovered);
  };

  return {
    failures: async (search, after, limit) => {
      const { recovered } = search;
      const found = conditionsOf(search, { aboutRecipient, isSameId, payload });
      const readsEach = search.words.length > 0 || recovered !== undefined;
      const most = readsEach ? mostRead : found.scattered ? mostVisited : mostSeen;
      const rows: SliceRow[] = [];
      let place = after === null ? null : placeOf(after);
      let ended = false;
      for (let seen = 0, size = found.selective ? limit + 1 : firstSlice; seen < most && rows.length <= limit; ) {
        const part = Math.min(size, most - seen);
        // What became of a message is looked up behind the slice: all of it is wanted.
        const next = await slice(found, place, part, recovered === undefined ? limit + 1 - rows.length : part);
        rows.push(...(recovered === undefined ? next.fitting : await thatBecame(next.fitting, recovered)));
        place = next.last ?? place;
        ended = next.ended;
        if (ended) break;
        seen += size;
        size = Math.min(size * growth, most);
      }
      const page = rows.slice(0, limit);
      const events = await eventsOf(page);
      const data = page.flatMap((row) => {
        const event = events.get(hex(row.event));
        // Its event has gone already, or has the words elsewhere than in its reply.
        return event === undefined || !says(event.reply?.text ?? '', search)
          ? []
          : [{ class: row.class, reason: row.reason, event }];
      });
      const last = rows.length > limit ? page.at(-1) : ended ? undefined : place;
      return { data, next: last == null ? null : writeCursor([last.at, hex(last.event)]) };
    },

    failureGroups: (search, by, most) =>
      groupFailures(
        db,
        conditionsOf({ ...search, words: [] }, { aboutRecipient, isSameId, payload }),
        search,
        by,
        most,
      ),
  };
}

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

function placeOf(after: string): Place {
  const [at = 0, event = ''] = readCursor(after, ['number', 'string']);
  return { at: Number(at), event: Buffer.from(String(event), 'hex') };
}

function says(text: string, { words }: FailureSearch): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word.toLowerCase()));
}
