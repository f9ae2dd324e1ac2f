/** Recalls what is leased, page by page: what is settled meanwhile does not wait long. */
import { sql } from 'kysely';
import type { Database, EntryRef } from '../database.ts';
import { idText } from '../id.ts';
import type { RecallWrites } from '../recalls.ts';
import type { EntryKey } from '../rows.ts';
import { selects } from '../selection.ts';
import type { Selection } from '../store.ts';
import { leased } from '../waiting.ts';

const atOnce = 500;

export function recallWrites({ reads, writes, session, lockRows }: Database): RecallWrites {
  const pageOf = (selection: Selection, held: number, after: EntryRef | null): Promise<readonly EntryRef[]> => {
    const query = reads
      .selectFrom('queue')
      .select(['message', 'position'])
      .where(leased)
      .where('held', '=', held)
      .where('held_why', 'is', null)
      .where((eb) => selects(eb, selection));
    return (
      after === null ? query : query.where(sql<boolean>`(message, position) > (${after.message}, ${after.position})`)
    )
      .orderBy('message')
      .orderBy('position')
      .limit(atOnce)
      .execute();
  };

  /** Their rows are locked in the order in which a batch locks those that it settles, or each could wait for the other. */
  const inOrder = (page: readonly EntryRef[]) => {
    const keys = sql.join(page.map(({ message, position }) => sql`(${message}, ${position})`));
    return sql<boolean>`(message, position) in (
      select q.message, q.position from queue as q where (q.message, q.position) in (${keys})
      order by q.message, q.position ${lockRows})`;
  };

  /** From one to the other; gives who has those that were changed. */
  const change = async (selection: Selection, from: number, to: number) => {
    const changed: { readonly message: Uint8Array; readonly position: number; readonly owner: number | null }[] = [];
    let page = await pageOf(selection, from, null);
    while (page.length > 0) {
      const query = writes.updateTable('queue').set({ held: to }).where(inOrder(page)).where(leased);
      changed.push(...(await query.where('held', '=', from).returning(['message', 'position', 'owner']).execute()));
      page = await pageOf(selection, from, page.at(-1) ?? null);
    }
    return changed;
  };

  return {
    recall: async (selection) => {
      const [mine, others]: [EntryKey[], EntryKey[]] = [[], []];
      const current = session();
      for (const { message, position, owner } of await change(selection, 0, 1))
        (owner === current ? mine : others).push({ messageId: idText(message, 'msg_'), position });
      return { mine, others };
    },
    takeRecallBack: async (selection) => (await change(selection, 1, 0)).length,
  };
}
