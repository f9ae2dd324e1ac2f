/** A clock that was ahead has been put right: what was put off by it falls due when it was to, and what it dated is dated anew. */
import { type RawBuilder, sql } from 'kysely';
import type { Database, EntryRef } from '../database.ts';
import { firstIdAt } from '../id.ts';
import type { Store } from '../store.ts';
import { free } from '../waiting.ts';

/** Rows looked at, and changed, in one statement: claims and commits do not wait longer for it. */
const atOnce = 500;

export function clockWrites({ reads, writes, lastAttempt }: Database): Pick<Store, 'dueEarlier' | 'acceptedBy'> {
  /** From `after` on, in the order of the table. */
  const entriesFrom = (after: EntryRef | null) => {
    const query = reads.selectFrom('queue').select(['message', 'position']).where(free);
    const behind = after === null ? query : query.where(isBehind(after));
    return behind.orderBy('message').orderBy('position').limit(atOnce);
  };

  /** What waits was put off at its last attempt, or as it was accepted. What has come forward is told by that lying ahead no more. */
  const mail = async (by: number, now: number): Promise<number> => {
    const noted = (at: RawBuilder<number>) => sql<string>`'"at":' || cast(${at} as text)`;
    const earlier = sql<number>`cast(${lastAttempt} - ${by} as bigint)`;
    const decidedAhead = sql<boolean>`case
      when history <> '' then ${lastAttempt} > ${now} else accepted_at > ${now} and next_at >= accepted_at end`;
    let changed = 0;
    for (let after: EntryRef | null = null; ; ) {
      const page: readonly (EntryRef & { readonly isAhead: unknown })[] = await entriesFrom(after)
        .select(decidedAhead.as('isAhead'))
        .where('next_at', '>', now)
        .execute();
      const ahead = page.filter(({ isAhead }) => Boolean(isAhead));
      if (ahead.length > 0) {
        const { numUpdatedRows } = await writes
          .updateTable('queue')
          .set({
            next_at: sql<number>`next_at - ${by}`,
            history: sql<string>`case when history = '' then ''
              else replace(history, ${noted(lastAttempt)}, ${noted(earlier)}) end`,
          })
          .where(isOneOf(ahead))
          .where(free)
          .where(decidedAhead)
          .executeTakeFirst();
        changed += Number(numUpdatedRows);
      }
      after = page.at(-1) ?? null;
      if (after === null) return changed;
    }
  };

  const notices = async (by: number, from: number): Promise<number> => {
    const earlier = writes
      .updateTable('notices')
      .set({ due_at: sql<number>`due_at - ${by}` })
      .where('due_at', '>=', from);
    return Number((await earlier.executeTakeFirst()).numUpdatedRows);
  };

  const entriesAcceptedBy = async (now: number): Promise<void> => {
    for (let after: EntryRef | null = null; ; ) {
      const page: readonly EntryRef[] = await entriesFrom(after)
        .where('message', '>=', firstIdAt(now))
        .where('accepted_at', '>', now)
        .execute();
      after = page.at(-1) ?? null;
      if (after === null) return;
      await writes
        .updateTable('queue')
        .set({
          ends_at: sql<number>`ends_at - (accepted_at - ${now})`,
          delay_notice_at: sql<number>`delay_notice_at - (accepted_at - ${now})`,
          accepted_at: now,
        })
        .where(isOneOf(page))
        .where(free)
        .where('accepted_at', '>', now)
        .execute();
    }
  };

  const messagesAcceptedBy = async (now: number): Promise<number> => {
    let changed = 0;
    for (let after = firstIdAt(now); ; ) {
      const page = await reads
        .selectFrom('messages')
        .select('id')
        .where('id', '>', after)
        .where('accepted_at', '>', now)
        .orderBy('id')
        .limit(atOnce)
        .execute();
      const ids = page.map(({ id }) => id);
      const last = ids.at(-1);
      if (last === undefined) return changed;
      const { numUpdatedRows } = await writes
        .updateTable('messages')
        .set({ accepted_at: now })
        .where('id', 'in', ids)
        .where('accepted_at', '>', now)
        .executeTakeFirst();
      changed += Number(numUpdatedRows);
      after = new Uint8Array(last);
    }
  };

  return {
    dueEarlier: async (by, now) => ({
      mail: await mail(by, now),
      notices: await notices(by, now + Math.round(by / 2)),
    }),
    acceptedBy: async (now) => {
      await entriesAcceptedBy(now);
      return messagesAcceptedBy(now);
    },
  };
}

const isBehind = ({ message, position }: EntryRef): RawBuilder<boolean> =>
  sql`(message, position) > (${message}, ${position})`;

const isOneOf = (entries: readonly EntryRef[]): RawBuilder<boolean> =>
  sql`(message, position) in (${sql.join(entries.map(({ message, position }) => sql`(${message}, ${position})`))})`;
