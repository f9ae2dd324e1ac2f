/** What operators change, and what time does: entries by selection, lanes, keys, and what is old enough to go. */
import { sql, type UpdateObject } from 'kysely';
import type { Database, EntryRef } from '../database.ts';
import { firstIdAt } from '../id.ts';
import { oldAmongFirst, oldEvents } from '../old-rows.ts';
import type { Schema } from '../schema.ts';
import { selects } from '../selection.ts';
import type { Selection, Store } from '../store.ts';
import { waiting } from '../waiting.ts';

type OperatorWrites = Pick<
  Store,
  'setLaneState' | 'change' | 'claimSelected' | 'claimOverdue' | 'sweep' | 'sweepLanes' | 'addKey' | 'revokeKey'
>;
type Change = Parameters<Store['change']>[1];

/**
 * What is to be deleted is asked for it twice: where others write too, a row that is changed between being found and being deleted is
 * looked at again by the outer condition alone, and a pause would go with the brake that it replaced.
 */
const hasNoBrake = sql<boolean>`lane_states.suspended_since is null and lane_states.rate_factor is null`;

/** Entries changed in one statement: commits do not wait longer for it. */
const atOnce = 500;

export function operatorWrites({ reads, writes, lease }: Database): OperatorWrites {
  const changePage = async (page: readonly EntryRef[], values: UpdateObject<Schema, 'queue'>): Promise<number> => {
    const { numUpdatedRows } = await writes
      .updateTable('queue')
      .set(values)
      .where((eb) =>
        eb(
          eb.refTuple('message', 'position'),
          'in',
          page.map(({ message, position }) => eb.tuple(message, position)),
        ),
      )
      .where('owner', 'is', null)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  };

  const deleted = async (query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> }): Promise<number> =>
    Number((await query.executeTakeFirst()).numDeletedRows);

  return {
    setLaneState: async (state) => {
      const row = {
        lane: state.lane,
        suspended_since: state.suspendedSince,
        suspended_until: state.suspendedUntil,
        suspended_total: state.suspendedTotal,
        rate_factor: state.rateFactor,
        rate_until: state.rateUntil,
        why: state.why,
        by: state.by,
      };
      await writes
        .insertInto('lane_states')
        .values(row)
        .onConflict((conflict) => conflict.column('lane').doUpdateSet(row))
        .execute();
    },

    change: async (selection, what) => {
      const values = changedValues(what);
      let changed = 0;
      let after: EntryRef | null = null;
      for (;;) {
        const page: readonly EntryRef[] = await changeable(reads, selection, what, after);
        if (page.length === 0) return changed;
        changed += await changePage(page, values);
        after = page.at(-1) ?? null;
      }
    },

    claimSelected: async (selection, limit) => {
      const entries = await reads
        .selectFrom('queue')
        .select(['message', 'position'])
        .where('owner', 'is', null)
        .where((eb) => selects(eb, selection))
        .orderBy('message')
        .orderBy('position')
        .limit(limit)
        .execute();
      return lease(entries, 'free');
    },

    claimOverdue: async ({ endsBefore, acceptedBefore }, limit) => {
      const kept = reads
        .selectFrom('queue')
        .select(['message', 'position'])
        .where(waiting)
        .where('lane', 'in', (eb) =>
          eb.selectFrom('lane_states').select('lane').where('suspended_since', 'is not', null),
        );
      const ended = await kept
        .where('ends_at', 'is not', null)
        .where('ends_at', '<', endsBefore)
        .orderBy('ends_at')
        .limit(limit)
        .execute();
      const old = await kept
        .where('accepted_at', '<', acceptedBefore)
        .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>=', endsBefore)]))
        .orderBy('accepted_at')
        .limit(limit - ended.length)
        .execute();
      return lease([...ended, ...old], 'waiting');
    },

    sweep: async (before, limit) => {
      const dialogues = await deleted(
        writes
          .deleteFrom('dialogues')
          .where('seq', 'in', (eb) => oldAmongFirst(eb, 'dialogues', before.dialogues, before.now, limit)),
      );
      const events = await deleted(
        writes.deleteFrom('events').where('seq', 'in', (eb) => oldEvents(eb, before.events, limit)),
      );
      const idempotency = await deleted(
        writes
          .deleteFrom('idempotency')
          .where('key', 'in', (eb) =>
            eb.selectFrom('idempotency').select('key').where('at', '<', before.idempotency).orderBy('at').limit(limit),
          )
          .where('at', '<', before.idempotency),
      );
      const messages = await deleted(
        writes.deleteFrom('messages').where('id', 'in', (eb) =>
          eb
            .selectFrom('messages')
            .select('id')
            .where('accepted_at', '<', before.messages)
            .where(sql<boolean>`(id < ${firstIdAt(before.messages)} or id >= ${new Uint8Array([0xff])})`)
            .where(({ not, exists, selectFrom }) =>
              not(exists(selectFrom('queue').select('queue.lane').whereRef('queue.message', '=', 'messages.id'))),
            )
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(selectFrom('notices').select('notices.due_at').whereRef('notices.message', '=', 'messages.id')),
              ),
            )
            .orderBy('id')
            .limit(limit),
        ),
      );
      return dialogues + events + idempotency + messages;
    },

    sweepLanes: (limit) =>
      deleted(
        writes
          .deleteFrom('lane_states')
          .where('lane', 'in', (eb) =>
            eb
              .selectFrom('lane_states')
              .select('lane')
              .where(hasNoBrake)
              .where(({ not, exists, selectFrom }) =>
                not(
                  exists(
                    selectFrom('queue').select('retry').where(waiting).whereRef('queue.lane', '=', 'lane_states.lane'),
                  ),
                ),
              )
              .limit(limit),
          )
          .where(hasNoBrake),
      ),

    addKey: async ({ id, name, hash, scopes, senders, authors, createdAt }) => {
      const row = {
        ...{ id, name, hash, created_at: createdAt },
        scopes: JSON.stringify(scopes),
        senders: JSON.stringify(senders),
        authors: JSON.stringify(authors),
      };
      await writes.insertInto('keys').values(row).execute();
    },

    revokeKey: async (id) => (await deleted(writes.deleteFrom('keys').where('id', '=', id))) > 0,
  };
}

function changedValues(what: Change): UpdateObject<Schema, 'queue'> {
  if (what.kind === 'retry') return { next_at: what.at };
  return what.kind === 'hold' ? { held: 1, recalled_by: null } : { held: 0, held_why: null };
}

/** The next entries, free ones, that the change would make any different. */
function changeable(
  reads: Database['reads'],
  selection: Selection,
  what: Change,
  after: EntryRef | null,
): Promise<readonly EntryRef[]> {
  let query = reads
    .selectFrom('queue')
    .select(['message', 'position'])
    .where('owner', 'is', null)
    .where((eb) => selects(eb, selection));
  if (after !== null) query = query.where(sql<boolean>`(message, position) > (${after.message}, ${after.position})`);
  if (what.kind === 'retry') query = query.where('next_at', '!=', what.at);
  // What somebody is about to end is held for no longer than that takes.
  else if (what.kind === 'hold')
    query = query.where((eb) => eb.or([eb('held', '=', 0), eb('recalled_by', 'is not', null)]));
  else query = query.where('held', '=', 1).where('recalled_by', 'is', null);
  return query.orderBy('message').orderBy('position').limit(atOnce).execute();
}
