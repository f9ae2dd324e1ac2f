/** Recalls what is leased, page by page: what is settled meanwhile does not wait long. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql, type UpdateObject } from 'kysely';
import type { Database, EntryRef } from '../database.ts';
import { idOctets, idText } from '../id.ts';
import { asBefore } from '../recalled-by.ts';
import type { RecallWrites } from '../recalls.ts';
import type { EntryKey } from '../rows.ts';
import type { Schema } from '../schema.ts';
import { selects } from '../selection.ts';
import { leased, recalled } from '../waiting.ts';

const atOnce = 500;

type Which = (eb: ExpressionBuilder<Schema, 'queue'>) => Expression<SqlBool>;
type Values = UpdateObject<Schema, 'queue'>;
type Changed = EntryRef & { readonly owner: number | null };

export function recallWrites({ reads, writes, session, lockRows, keepRows }: Database): RecallWrites {
  /** What is leased fits into memories, and so into this one: in order and in pages the whole queue would be read for it. */
  const those = (which: Which): Promise<readonly EntryRef[]> =>
    reads.selectFrom('queue').select(['message', 'position']).where('held_why', 'is', null).where(which).execute();

  /** Their rows are locked in the order in which a batch locks those that it settles, or each could wait for the other. */
  const inOrder = (page: readonly EntryRef[]) => {
    const keys = sql.join(page.map(({ message, position }) => sql`(${message}, ${position})`));
    return sql<boolean>`(message, position) in (
      select q.message, q.position from queue as q where (q.message, q.position) in (${keys})
      order by q.message, q.position ${lockRows})`;
  };

  const changePage = (page: readonly EntryRef[], still: Expression<SqlBool>, values: Values): Promise<Changed[]> =>
    writes
      .updateTable('queue')
      .set(values)
      .where(inOrder(page))
      .where(still)
      .returning(['message', 'position', 'owner'])
      .execute();

  /** Those that are `still` so when their turn comes. */
  const change = async (which: Which, still: Expression<SqlBool>, values: Values): Promise<readonly Changed[]> => {
    const found = await those(which);
    const changed: Changed[] = [];
    for (let at = 0; at < found.length; at += atOnce)
      changed.push(...(await changePage(found.slice(at, at + atOnce), still, values)));
    return changed;
  };

  return {
    recall: async (selection, why) => {
      const current = session();
      const [mine, others]: [EntryKey[], EntryKey[]] = [[], []];
      // What a session that is no more recalls would be held for ever: as long as this runs, nobody declares it dead.
      const lives = sql<boolean>`exists (select 1 from sessions where id = ${current} ${keepRows})`;
      const changed = await change(
        (eb) => eb.and([leased, selects(eb, selection)]),
        why === 'hold' ? leased : sql<boolean>`${lives} and ${leased}`,
        {
          held: 1,
          recalled_by: why === 'hold' ? null : sql`case held when 0 then ${current} else recalled_by end`,
          on_its_way: sql`case held when 0 then 0 else on_its_way end`,
        },
      );
      for (const { message, position, owner } of changed)
        (owner === current ? mine : others).push({ messageId: idText(message, 'msg_'), position });
      return { mine, others };
    },

    letRecalledGo: async () => {
      const current = session();
      if (current === null) return;
      const mine = sql<boolean>`recalled_by = ${current}`;
      await change(() => mine, mine, asBefore);
    },

    takeHoldBack: async (selection) => {
      const still = sql<boolean>`${recalled} and recalled_by is null`;
      return (await change((eb) => eb.and([still, selects(eb, selection)]), still, { held: 0 })).length;
    },

    tellOnItsWay: async (entries) => {
      const still = sql<boolean>`${recalled} and owner = ${session()} and on_its_way = 0`;
      for (let at = 0; at < entries.length; at += atOnce) {
        const page = entries
          .slice(at, at + atOnce)
          .map(({ messageId, position }) => ({ message: idOctets(messageId, 'msg_'), position }));
        await changePage(page, still, { on_its_way: 1 });
      }
    },
  };
}
