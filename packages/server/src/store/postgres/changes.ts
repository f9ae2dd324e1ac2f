/** The second half of a batch: everything that its standing units change, and the commit. */
import { sql } from 'kysely';
import { idOctets } from '../id.ts';
import { delaysOf, noticeDetail } from '../notice-row.ts';
import { bulk, bulkInsert, packedInsert } from './bulk.ts';
import { bodyRow, entryRows, eventRows, keyRow, messageRow, retryRow } from './change-rows.ts';
import { type Judged, octetsOf, type SessionUnit } from './fences.ts';
import { addHeard, addSuppressions } from './heard-changes.ts';
import type { NamedQuery } from './line.ts';

const key = { message: 'bytea', position: 'integer' } as const;
const sameEntry = sql`queue.message = t.message and queue.position = t.position`;

/** Keys that a unit took before it was refused. */
const freeKeys = bulk(
  'free_keys',
  { key: 'text', message: 'bytea' },
  (from) => sql`
  delete from idempotency using ${from} where idempotency.key = t.key and idempotency.message = t.message`,
);
const insertMessages = packedInsert(
  'messages',
  {
    id: 'bytea',
    accepted_at: 'bigint',
    sender: 'text',
    stream: 'text',
    list: 'text',
    campaign: 'text',
    size: 'integer',
    header_id: 'bigint',
  },
  { column: 'detail', as: 'text' },
);
const insertBodies = packedInsert('bodies', { message: 'bytea', crc: 'bigint' }, { column: 'octets', as: 'octets' });
const insertEntries = bulkInsert('queue', {
  ...key,
  owner: 'bigint',
  lane: 'text',
  next_at: 'bigint',
  accepted_at: 'bigint',
  recipient: 'text',
  domain: 'text',
  orcpt: 'text',
  notify: 'text',
  delay_notice_at: 'bigint',
  suspended_mark: 'bigint',
  ends_at: 'bigint',
});
const deleteDone = bulk('done', key, (from) => sql`delete from queue using ${from} where ${sameEntry}`);
const updateRetried = bulk(
  'retry',
  {
    ...key,
    lane: 'text',
    retry: 'smallint',
    next_at: 'bigint',
    attempts: 'integer',
    suspended_for: 'bigint',
    suspended_mark: 'bigint',
    delay_notice_at: 'bigint',
    note: 'text',
    why: 'text',
    crashes: 'smallint',
  },
  (from) => sql`
    update queue set owner = null, lane = t.lane, retry = t.retry, next_at = t.next_at, attempts = t.attempts,
      suspended_for = t.suspended_for, suspended_mark = t.suspended_mark,
      delay_notice_at = case queue.delayed when 1 then null else t.delay_notice_at end,
      history = queue.history || t.note, why = coalesce(t.why, queue.why),
      crashes = t.crashes, in_hand = 0
    from ${from} where ${sameEntry}`,
);
const updateReleased = bulk(
  'release',
  { ...key, lane: 'text' },
  (from) => sql`
  update queue set owner = null, lane = t.lane, in_hand = 0 from ${from} where ${sameEntry}`,
);
const updateInHand = bulk('in_hand', key, (from) => sql`update queue set in_hand = 1 from ${from} where ${sameEntry}`);
const updateHeld = bulk(
  'hold',
  { ...key, why: 'text', crashes: 'smallint' },
  (from) => sql`
  update queue set owner = null, held = 1, recalled_by = null, held_why = t.why, crashes = t.crashes, in_hand = 0
  from ${from} where ${sameEntry}`,
);
const deleteNoticed = bulk(
  'noticed',
  { ...key, action: 'text' },
  (from) => sql`
  delete from notices using ${from}
  where notices.message = t.message and notices.position = t.position and notices.action = t.action`,
);
const upsertNotices = bulk(
  'notice',
  { ...key, action: 'text', due_at: 'bigint', detail: 'text' },
  (from) => sql`
  insert into notices (message, position, action, due_at, detail)
  select t.message, t.position, t.action, t.due_at, t.detail from ${from}
  on conflict (message, position, action) do update set due_at = excluded.due_at, detail = excluded.detail`,
);
const updateDelayed = bulk(
  'delayed',
  key,
  (from) => sql`
  update queue set delayed = 1, delay_notice_at = null from ${from} where ${sameEntry}`,
);
const insertDialogues = packedInsert(
  'dialogues',
  { ...key, attempt: 'integer', at: 'bigint' },
  { column: 'text', as: 'text' },
);

/**
 * Others of the same message may be settling its last entries too, and neither would see that the other is done: then both
 * take this lock, and the later one looks again. Each message is looked up by itself (`limit`), whatever the tables were like
 * when the plan was made: two `exists` with "or" between them were answered by reading the whole queue, for each batch.
 */
const lockShared = bulk(
  'lock_shared',
  { message: 'bytea' },
  (from) => sql`
  with t as (select * from ${from})
  select 1 from bodies where bodies.message in (
    select t.message from t, lateral (select 1 from queue where queue.message = t.message limit 1) as entry
    union all
    select t.message from t, lateral (select 1 from notices where notices.message = t.message limit 1) as notice
  ) order by bodies.message for update of bodies`,
);
const deleteSpent = bulk(
  'spent',
  { message: 'bytea' },
  (from) => sql`
  delete from bodies using ${from} where bodies.message = t.message
  and not exists (select 1 from queue where queue.message = t.message)
  and not exists (select 1 from notices where notices.message = t.message)`,
);

/**
 * Events get their numbers under a lock that is held until the commit, so that they become visible in the order of their
 * numbers: who has read up to one misses none. The commit is on its way already when the lock is taken.
 */
const eventLock = 0x6865_6172;
const insertEvents = packedInsert(
  'events',
  { id: 'bytea', at: 'bigint', type: 'smallint', message: 'bytea', recipient: 'bigint', crc: 'bigint' },
  { column: 'payload', as: 'text' },
  sql`, (select pg_advisory_xact_lock(${sql.lit(eventLock)})) as locked`,
);

const lockEvents: NamedQuery = {
  name: 'lock_events',
  text: `select pg_advisory_xact_lock(${eventLock})`,
  values: [],
};

const commit: NamedQuery = { name: 'commit', text: 'commit', values: [] };

/** The last one is the commit. */
export function changeQueries(items: readonly SessionUnit[], { outcomes, effects }: Judged): readonly NamedQuery[] {
  const standing = items.filter((_, index) => outcomes[index] === 'committed');
  const refused = items.filter((_, index) => outcomes[index] !== 'committed');
  const queries: NamedQuery[] = [];
  const add = <R>(query: (rows: readonly R[]) => NamedQuery, rows: readonly R[]): void => {
    if (rows.length > 0) queries.push(query(rows));
  };
  const settled = standing.flatMap(({ unit }) => unit.settle ?? []);
  const notices = standing.flatMap(({ unit }) => unit.notices ?? []);
  const noticed = standing.flatMap(({ unit }) => unit.noticed ?? []);

  add(freeKeys, refused.flatMap(keyRow));
  add(insertMessages, standing.flatMap(messageRow));
  add(insertBodies, standing.flatMap(bodyRow));
  add(insertEntries, standing.flatMap(entryRows));
  add(deleteDone, settled.filter(({ kind }) => kind === 'done').map(octetsOf));
  add(updateRetried, settled.flatMap(retryRow));
  add(
    updateReleased,
    settled.flatMap((each) => (each.kind === 'release' ? [{ ...octetsOf(each), lane: each.lane }] : [])),
  );
  add(updateInHand, settled.filter(({ kind }) => kind === 'in_hand').map(octetsOf));
  add(
    updateHeld,
    settled.flatMap((each) =>
      each.kind === 'hold' ? [{ ...octetsOf(each), why: each.why, crashes: each.crashes }] : [],
    ),
  );
  add(
    deleteNoticed,
    noticed.map((each) => ({ ...octetsOf(each), action: each.action })),
  );
  add(
    upsertNotices,
    notices.map((each) => ({
      ...octetsOf(each),
      action: each.action,
      due_at: each.dueAt,
      detail: noticeDetail(each),
    })),
  );
  add(updateDelayed, standing.flatMap(({ unit }) => delaysOf(unit)).map(octetsOf));
  add(
    insertDialogues,
    standing
      .flatMap(({ unit }) => unit.dialogues ?? [])
      .map((each) => ({ ...octetsOf(each), attempt: each.attempt, at: each.at, packed: each.text })),
  );
  const spent = [...settled.filter(({ kind }) => kind === 'done'), ...noticed].map((each) => each.messageId);
  const messages = [...new Set(spent)].map((id) => ({ message: idOctets(id, 'msg_') }));
  add(lockShared, messages);
  add(deleteSpent, messages);
  const units = standing.map(({ unit }) => unit);
  addHeard(add, units, effects);
  // A statement sees what was committed before it began, not before it got its lock.
  if (units.some((unit) => (unit.looks ?? []).length > 0)) queries.push(lockEvents);
  addSuppressions(add, units);
  add(insertEvents, standing.flatMap(eventRows));
  queries.push(commit);
  return queries;
}
