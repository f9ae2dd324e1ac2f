/**
 * Leases, in short transactions of their own. Which entries a claim wants is found without locks; what another process is
 * taking at the same moment is skipped, and the claim looks again.
 */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { crashed } from '../crashed.ts';
import type { Database, EntryRef } from '../database.ts';
import { dueLanes } from '../due-lanes.ts';
import { type EntryRow, entryColumns, readEntry } from '../entry-row.ts';
import { createRetryTurns, laneShare } from '../fair-share.ts';
import { messageColumns, readMessage } from '../message-row.ts';
import { asBefore } from '../recalled-by.ts';
import type { ClaimedEntry } from '../rows.ts';
import type { Schema } from '../schema.ts';
import type { ClaimOptions } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { type Leasable, leasable, waiting } from '../waiting.ts';

type Db = Transaction<Schema>;

export interface Claims {
  readonly claim: (options: ClaimOptions, session: number) => Promise<readonly ClaimedEntry[]>;
  readonly lease: (entries: readonly EntryRef[], still: Leasable, session: number) => Promise<readonly ClaimedEntry[]>;
}

export function createClaims(db: Kysely<Schema>, instant: Database['instant']): Claims {
  const retryTurns = createRetryTurns();
  /** The last lane of the last claim: the next one begins behind it. */
  let last = '';

  /** Rounds until the claim is full or nothing is left; each shares what is still wanted among the lanes that have more. */
  const takeDue = async (tx: Db, options: ClaimOptions, session: number): Promise<EntryRow[]> => {
    const order = await dueLanes(tx, options, last);
    last = order.at(-1) ?? last;
    const taken = new Map(order.map((lane) => [lane, 0]));
    const rows: EntryRow[] = [];
    let open = order;
    while (open.length > 0 && rows.length < options.limit) {
      let left = options.limit - rows.length;
      const wanted = open.map((lane, index) => {
        const most = options.perLane - (taken.get(lane) ?? 0);
        const count = laneShare(left, open.length - index, most);
        left -= count;
        return { lane, count, retries: retryTurns(count) };
      });
      const found = await findDue(tx, wanted, options.now);
      rows.push(...(await leaseRows(tx, found, 'waiting', session)));
      for (const { lane } of found) taken.set(lane, (taken.get(lane) ?? 0) + 1);
      // A lane that gave all it was asked for may have more; one whose entries others took has been counted as served.
      open = wanted
        .filter(({ lane, count }) => count > 0 && found.filter((entry) => entry.lane === lane).length === count)
        .map(({ lane }) => lane);
    }
    return rows.sort((a, b) => order.indexOf(a.lane) - order.indexOf(b.lane) || byTurn(a, b));
  };

  return {
    claim: (options, session) =>
      leasing(db, async (tx) => {
        // The dead do not bury anybody.
        if (!(await lockAlive(tx, session))) return [];
        await reap(tx, instant(options.now), session);
        await sql`set local enable_seqscan = off`.execute(tx);
        return withMessages(tx, await takeDue(tx, options, session));
      }),
    lease: (entries, still, session) =>
      leasing(db, async (tx) => {
        if (!(await lockAlive(tx, session))) return [];
        return withMessages(tx, (await leaseRows(tx, entries, still, session)).sort(byKey));
      }),
  };
}

/** Where the answer to the commit is lost, so is what it leased, if it stands: whoever asked must know of that. */
async function leasing<T>(db: Kysely<Schema>, work: (tx: Db) => Promise<T>): Promise<T> {
  let isDone = false;
  try {
    return await db.transaction().execute(async (tx) => {
      const leased = await work(tx);
      isDone = true;
      return leased;
    });
  } catch (error) {
    if (!isDone || !(error instanceof StoreError)) throw error;
    throw new StoreError(error.code, error.message, { cause: error, applied: null });
  }
}

function byTurn(a: EntryRow, b: EntryRow): number {
  return Math.min(a.attempts, 1) - Math.min(b.attempts, 1) || a.next_at - b.next_at || byKey(a, b);
}

function byKey(a: EntryRow, b: EntryRow): number {
  return Buffer.compare(a.message, b.message) || a.position - b.position;
}

/** Nobody declares this session dead before the transaction ends. */
async function lockAlive(tx: Db, session: number): Promise<boolean> {
  const row = await tx
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', session)
    .modifyEnd(sql`for key share`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Declares dead who has not renewed, gives back what they had, and holds nothing for them. */
async function reap(tx: Db, now: RawBuilder<number>, session: number): Promise<void> {
  const dead = await tx
    .deleteFrom('sessions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('sessions')
        .select('id')
        .where('alive_until', '<', now)
        .where('id', '!=', session)
        .forUpdate()
        .skipLocked(),
    )
    .returning('id')
    .execute();
  if (dead.length === 0) return;
  const ids = dead.map(({ id }) => id);
  await tx
    .updateTable('queue')
    .set({ owner: null, ...crashed })
    .where('owner', 'in', ids)
    .execute();
  await tx.updateTable('queue').set(asBefore).where('recalled_by', 'in', ids).execute();
}

interface Wanted {
  readonly lane: string;
  readonly count: number;
  readonly retries: number;
}

/** In each lane: its retries in turn, then fresh ones, then whatever retries are left. */
async function findDue(tx: Db, wanted: readonly Wanted[], now: number): Promise<(EntryRef & { lane: string })[]> {
  const due = (retry: 0 | 1) => sql`
    from queue where ${waiting} and queue.lane = wanted.lane and queue.retry = ${sql.lit(retry)}
    and queue.next_at <= ${now} order by queue.next_at`;
  const { rows } = await sql<EntryRef & { lane: string }>`
    select wanted.lane, due.message, due.position
    from unnest(${wanted.map((each) => each.lane)}::text[], ${wanted.map((each) => each.count)}::int[],
      ${wanted.map((each) => each.retries)}::int[]) as wanted(lane, count, retries)
    cross join lateral (
      select message, position from (
        (select message, position, 0 as turn ${due(1)} limit wanted.retries)
        union all (select message, position, 1 as turn ${due(0)} limit wanted.count)
        union all (select message, position, 2 as turn ${due(1)} limit wanted.count offset wanted.retries)
      ) as candidates order by turn limit wanted.count
    ) as due`.execute(tx);
  return rows;
}

/**
 * Whoever found the entries saw the queue as it was then: one that was held meanwhile and leased all the same would be sent, with
 * nobody to call it back, for whoever held it found it free.
 */
async function leaseRows(tx: Db, entries: readonly EntryRef[], still: Leasable, session: number): Promise<EntryRow[]> {
  if (entries.length === 0) return [];
  const { rows } = await sql<EntryRow>`
    update queue set owner = ${session}
    from (
      select queue.message, queue.position
      from unnest(${entries.map((entry) => entry.message)}::bytea[], ${entries.map((entry) => entry.position)}::int[])
        as t(message, position)
      join queue on queue.message = t.message and queue.position = t.position and ${leasable[still]}
      for update of queue skip locked
    ) as free
    where queue.message = free.message and queue.position = free.position
    returning ${sql.join(entryColumns.map((column) => sql.ref(`queue.${column}`)))}`.execute(tx);
  return rows;
}

async function withMessages(tx: Db, rows: readonly EntryRow[]): Promise<readonly ClaimedEntry[]> {
  if (rows.length === 0) return [];
  const ids = [...new Map(rows.map((row) => [Buffer.from(row.message).toString('hex'), row.message])).values()];
  const { rows: found } = await sql<Parameters<typeof readMessage>[0]>`
    select ${sql.join(messageColumns.map((column) => sql.ref(column)))} from messages
    where id = any(${ids}::bytea[])`.execute(tx);
  const messages = new Map(found.map(readMessage).map((message) => [message.id, message]));
  return rows
    .map((row) => readEntry(row))
    .flatMap((entry): ClaimedEntry[] => {
      const message = messages.get(entry.messageId);
      return message === undefined ? [] : [{ entry, message }];
    });
}
