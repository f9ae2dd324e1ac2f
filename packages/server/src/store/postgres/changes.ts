/** The second half of a batch: everything that its standing units change, and the commit. */
import { crc32 } from 'node:zlib';
import { sql } from 'kysely';
import { domainOf, noteText, notifyText } from '../entry-row.ts';
import { eventCodes, eventPayload } from '../event-row.ts';
import { idOctets } from '../id.ts';
import { messageDetail } from '../message-row.ts';
import { noticeDetail } from '../notice-row.ts';
import type { Settlement } from '../store.ts';
import { bulk, bulkInsert, packedInsert } from './bulk.ts';
import { delaysOf, type Judged, octetsOf, type SessionUnit } from './fences.ts';
import type { NamedQuery } from './writer.ts';

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
  },
  (from) => sql`
    update queue set owner = null, lane = t.lane, retry = t.retry, next_at = t.next_at, attempts = t.attempts,
      suspended_for = t.suspended_for, suspended_mark = t.suspended_mark,
      delay_notice_at = case queue.delayed when 1 then null else t.delay_notice_at end,
      history = queue.history || t.note, why = coalesce(t.why, queue.why)
    from ${from} where ${sameEntry}`,
);
const updateReleased = bulk(
  'release',
  { ...key, lane: 'text' },
  (from) => sql`
  update queue set owner = null, lane = t.lane from ${from} where ${sameEntry}`,
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
 * take this lock, and the later one looks again.
 */
const lockShared = bulk(
  'lock_shared',
  { message: 'bytea' },
  (from) => sql`
  select 1 from ${from} join bodies on bodies.message = t.message
  where exists (select 1 from queue where queue.message = t.message)
  or exists (select 1 from notices where notices.message = t.message)
  order by bodies.message for update of bodies`,
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
  { id: 'bytea', at: 'bigint', type: 'smallint', message: 'bytea', crc: 'bigint' },
  { column: 'payload', as: 'text' },
  sql`, (select pg_advisory_xact_lock(${sql.lit(eventLock)})) as locked`,
);

const commit: NamedQuery = { name: 'commit', text: 'commit', values: [] };

/** The last one is the commit. */
export function changeQueries(items: readonly SessionUnit[], { outcomes, alive }: Judged): readonly NamedQuery[] {
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
  add(
    insertEntries,
    standing.flatMap((item) => entryRows(item, alive)),
  );
  add(deleteDone, settled.filter(({ kind }) => kind === 'done').map(octetsOf));
  add(updateRetried, settled.flatMap(retryRow));
  add(
    updateReleased,
    settled.flatMap((each) => (each.kind === 'release' ? [{ ...octetsOf(each), lane: each.lane }] : [])),
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
  add(insertEvents, standing.flatMap(eventRows));
  queries.push(commit);
  return queries;
}

function keyRow({ unit }: SessionUnit) {
  if (unit.accept?.idempotency === undefined) return [];
  return [{ key: unit.accept.idempotency.key, message: idOctets(unit.accept.message.id, 'msg_') }];
}

function messageRow({ unit }: SessionUnit) {
  if (unit.accept === undefined) return [];
  const { id, acceptedAt, sender, stream, list, campaign, size } = unit.accept.message;
  const packed = messageDetail(unit.accept.message);
  return [{ id: idOctets(id, 'msg_'), accepted_at: acceptedAt, sender, stream, list, campaign, size, packed }];
}

function bodyRow({ unit }: SessionUnit) {
  if (unit.accept === undefined) return [];
  const { message, body } = unit.accept;
  return [{ message: idOctets(message.id, 'msg_'), crc: crc32(body), packed: body }];
}

function entryRows({ unit, session }: SessionUnit, alive: ReadonlySet<number>) {
  if (unit.accept === undefined) return [];
  const { message, entries, leased } = unit.accept;
  const id = idOctets(message.id, 'msg_');
  // A session that is dead leases nothing: nobody would give it back.
  const owner = leased && session !== null && alive.has(session) ? session : null;
  return entries.map(({ position, recipient, orcpt, notify, lane, nextAt, delayNoticeAt, suspendedMark }) => ({
    message: id,
    position,
    owner,
    lane,
    next_at: nextAt,
    accepted_at: message.acceptedAt,
    recipient,
    domain: domainOf(recipient),
    orcpt,
    notify: notifyText(notify),
    delay_notice_at: delayNoticeAt ?? null,
    suspended_mark: suspendedMark ?? 0,
  }));
}

function retryRow(settlement: Settlement) {
  if (settlement.kind !== 'retry') return [];
  const { lane, nextAt, attempts, suspendedFor, suspendedMark, delayNoticeAt, note } = settlement;
  return [
    {
      ...octetsOf(settlement),
      lane,
      retry: attempts > 0 ? 1 : 0,
      next_at: nextAt,
      attempts,
      suspended_for: suspendedFor,
      suspended_mark: suspendedMark,
      delay_notice_at: delayNoticeAt,
      note: noteText(note),
      why: note?.text ?? null,
    },
  ];
}

function eventRows({ unit }: SessionUnit) {
  return unit.events.map((event) => {
    const packed = eventPayload(event);
    return {
      id: idOctets(event.id, 'evt_'),
      at: event.at,
      type: eventCodes[event.type],
      message: event.message_id === null ? null : idOctets(event.message_id, 'msg_'),
      crc: crc32(packed),
      packed,
    };
  });
}
