/** What waits: single entries in pages, counts, and what is due besides deliveries. */
import { sql } from 'kysely';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';
import { nextDue } from '../due-lanes.ts';
import { entryColumns, readEntry } from '../entry-row.ts';
import { idOctets } from '../id.ts';
import { messageColumns, readMessage } from '../message-row.ts';
import { readNotice } from '../notice-row.ts';
import type { ClaimedEntry, NoticeDue, StoredMessage } from '../rows.ts';
import { selects } from '../selection.ts';
import type { Store } from '../store.ts';
import { held, leased, quarantined, waiting } from '../waiting.ts';
import { shapeOf } from './shape.ts';

type QueueReads = Pick<
  Store,
  'nextDue' | 'delaysDue' | 'noticesDue' | 'laneStates' | 'entries' | 'quarantined' | 'shape' | 'counts'
>;

export function queueReads({ reads: db }: Pick<Database, 'reads'>): QueueReads {
  const messagesOf = async (ids: readonly Uint8Array[]): Promise<Map<string, StoredMessage>> => {
    const unique = [...new Map(ids.map((id) => [Buffer.from(id).toString('hex'), id])).values()];
    if (unique.length === 0) return new Map();
    const rows = await db.selectFrom('messages').select(messageColumns).where('id', 'in', unique).execute();
    return new Map(rows.map(readMessage).map((message) => [message.id, message]));
  };

  return {
    nextDue: (now) => nextDue(db, now),

    delaysDue: async (now, limit) => {
      const rows = await db
        .selectFrom('queue')
        .select(entryColumns)
        .where('delay_notice_at', 'is not', null)
        .where('owner', 'is', null)
        .where('delay_notice_at', '<=', now)
        .orderBy('delay_notice_at')
        .limit(limit)
        .execute();
      const messages = await messagesOf(rows.map((row) => row.message));
      return rows
        .map((row) => readEntry(row))
        .flatMap((entry): ClaimedEntry[] => {
          const message = messages.get(entry.messageId);
          return message === undefined ? [] : [{ entry, message }];
        });
    },

    noticesDue: async (now, limit) => {
      const oldest = await db
        .selectFrom('notices')
        .select('message')
        .where('due_at', '<=', now)
        .groupBy('message')
        .orderBy(sql`min(due_at)`)
        .orderBy('message')
        .limit(limit)
        .execute();
      if (oldest.length === 0) return [];
      const ids = oldest.map((row) => row.message);
      const rows = await db
        .selectFrom('notices')
        .selectAll()
        .where('message', 'in', ids)
        .orderBy('position')
        .orderBy('action')
        .execute();
      const due = withDue(rows.map(readNotice), now);
      const messages = await messagesOf(ids);
      return groupByMessage(due, messages).sort((a, b) => firstDue(a.due) - firstDue(b.due));
    },

    laneStates: async () => {
      const rows = await db.selectFrom('lane_states').selectAll().orderBy('lane').execute();
      return rows.map((row) => ({
        lane: row.lane,
        suspendedSince: row.suspended_since,
        suspendedUntil: row.suspended_until,
        suspendedTotal: row.suspended_total,
        rateFactor: row.rate_factor,
        rateUntil: row.rate_until,
        why: row.why,
        by: row.by,
      }));
    },

    entries: async (selection, after, limit) => {
      const [message, position] = after === null ? [] : readCursor(after, ['string', 'number']);
      const rows = await db
        .selectFrom('queue')
        .select(entryColumns)
        .where((eb) => selects(eb, selection))
        .$if(message !== undefined, (query) =>
          query.where(sql<boolean>`(message, position) > (${idOctets(String(message), 'msg_')}, ${position})`),
        )
        .orderBy('message')
        .orderBy('position')
        .limit(limit + 1)
        .execute();
      const data = rows.slice(0, limit).map((row) => readEntry(row));
      const last = data.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { data, next: more ? writeCursor([last.messageId, last.position]) : null };
    },

    quarantined: async (limit) => {
      const rows = await db
        .selectFrom('queue')
        .select(entryColumns)
        .where(quarantined)
        .orderBy('accepted_at')
        .limit(limit)
        .execute();
      return rows.map((row) => readEntry(row));
    },

    shape: (now, top) => shapeOf(db, now, top),

    counts: async (now) => {
      const count = sql<number>`count(*)`.as('count');
      const oldest = sql<number | null>`min(accepted_at)`.as('oldest');
      const counted = db.selectFrom('queue').select(count).where(waiting);
      const waits = await counted.executeTakeFirstOrThrow();
      const due = await counted.where('next_at', '<=', now).executeTakeFirstOrThrow();
      const first = await db.selectFrom('queue').select(oldest).where(waiting).executeTakeFirstOrThrow();
      const keeps = await db.selectFrom('queue').select([count, oldest]).where(held).executeTakeFirstOrThrow();
      const leases = await db.selectFrom('queue').select([count, oldest]).where(leased).executeTakeFirstOrThrow();
      const ages = [first.oldest, keeps.oldest, leases.oldest].filter((at) => at !== null);
      return {
        waiting: waits.count,
        due: Math.min(due.count, waits.count),
        held: keeps.count,
        leased: leases.count,
        oldest: ages.length === 0 ? null : Math.min(...ages),
      };
    },
  };
}

/** Those that are due, and what else waits to be told of the same message and kind. */
function withDue(notices: readonly NoticeDue[], now: number): readonly NoticeDue[] {
  const kind = ({ messageId, action }: NoticeDue): string => `${messageId} ${action}`;
  const kinds = new Set(notices.filter(({ dueAt }) => dueAt <= now).map(kind));
  return notices.filter((notice) => kinds.has(kind(notice)));
}

interface MessageNotices {
  readonly message: StoredMessage;
  readonly due: NoticeDue[];
}

function groupByMessage(due: readonly NoticeDue[], messages: ReadonlyMap<string, StoredMessage>): MessageNotices[] {
  const groups = new Map<string, MessageNotices>();
  for (const notice of due) {
    const group = groups.get(notice.messageId);
    const message = messages.get(notice.messageId);
    if (group !== undefined) group.due.push(notice);
    else if (message !== undefined) groups.set(notice.messageId, { message, due: [notice] });
  }
  return [...groups.values()];
}

function firstDue(due: readonly NoticeDue[]): number {
  return Math.min(...due.map((notice) => notice.dueAt));
}
