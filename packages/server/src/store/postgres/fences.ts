/**
 * The first half of a batch: begins its transaction, locks what its units rest on, and judges which of them stand. What
 * stands cannot fail in the second half but for mistakes.
 */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Effect } from '../../ledger/effect.ts';
import { idOctets, isTold } from '../id.ts';
import { delaysOf } from '../notice-row.ts';
import type { EntryKey } from '../rows.ts';
import type { Committed, Unit } from '../store.ts';
import { bulk } from './bulk.ts';
import type { NamedQuery } from './line.ts';
import {
  effectKeys,
  findNewest,
  findSuppressed,
  isStale,
  lockEffects,
  looksOf,
  readEffects,
  recipientsOf,
  type Seen,
  standing,
} from './looks.ts';

export interface SessionUnit {
  readonly unit: Unit;
  readonly session: number | null;
}

export interface Judged {
  readonly outcomes: readonly Committed[];
  /** What is known of the outcomes that the units' events bear on, by `effectName`. */
  readonly effects: ReadonlyMap<string, Effect>;
  /** Of this transaction, to ask what became of it, */
  readonly xid: string;
  /** and when the server was started that gave that number: another gives it to others. */
  readonly server: string;
}

const keyLasts = 24 * 60 * 60 * 1000;

const lockSessions = bulk(
  'lock_sessions',
  { id: 'bigint' },
  (from) => sql`
  select pg_current_xact_id()::text as xid, pg_postmaster_start_time()::text as server, array(
    select sessions.id from ${from} join sessions on sessions.id = t.id order by sessions.id for key share of sessions
  )::text[] as alive`,
);
const lockOwned = bulk(
  'lock_owned',
  { message: 'bytea', position: 'integer', owner: 'bigint' },
  (from) => sql`
  select queue.message, queue.position from ${from}
  join queue on queue.message = t.message and queue.position = t.position and queue.owner = t.owner
  order by queue.message, queue.position for update of queue`,
);
const lockUndelayed = bulk(
  'lock_undelayed',
  { message: 'bytea', position: 'integer' },
  (from) => sql`
  select queue.message, queue.position from ${from}
  join queue on queue.message = t.message and queue.position = t.position and queue.delayed = 0
  order by queue.message, queue.position for update of queue`,
);
const lockNotices = bulk(
  'lock_notices',
  { message: 'bytea', position: 'integer', action: 'text' },
  (from) => sql`
  select notices.message, notices.position, notices.action from ${from}
  join notices on notices.message = t.message and notices.position = t.position and notices.action = t.action
  order by notices.message, notices.position, notices.action for update of notices`,
);
const findEvents = bulk(
  'find_events',
  { id: 'bytea' },
  (from) => sql`
  select events.id from ${from} join events on events.id = t.id`,
);
/** A key that has been forgotten may be used again. */
const takeKeys = bulk(
  'take_keys',
  { key: 'text', message: 'bytea', fingerprint: 'text', at: 'bigint' },
  (from) => sql`
  insert into idempotency (key, message, fingerprint, at) select t.key, t.message, t.fingerprint, t.at from ${from}
  order by t.key
  on conflict (key) do update set message = excluded.message, fingerprint = excluded.fingerprint, at = excluded.at
  where idempotency.at <= excluded.at - ${sql.lit(keyLasts)} returning message`,
);

const begin: NamedQuery = { name: 'begin', text: 'begin', values: [] };

export interface Fences {
  readonly queries: readonly NamedQuery[];
  readonly judge: (results: readonly pg.QueryResult[]) => Judged;
}

/** Only what the units ask for is looked up. */
export function fencesOf(items: readonly SessionUnit[]): Fences {
  const queries: NamedQuery[] = [begin];
  const add = <R>(query: (rows: readonly R[]) => NamedQuery, rows: readonly R[]): number =>
    rows.length === 0 ? -1 : queries.push(query(rows)) - 1;

  const ids = new Set(items.flatMap(({ session }) => (session === null ? [] : [session])));
  const noticed = items.flatMap(({ unit }) => unit.noticed ?? []);
  const foreign = items.flatMap(({ unit }) => unit.events.map((event) => idOctets(event.id, 'evt_')).filter(isTold));
  const looks = items.flatMap(({ unit }) => looksOf(unit));
  const at = {
    sessions: queries.push(lockSessions([...ids].map((id) => ({ id })))) - 1,
    owned: add(
      lockOwned,
      items.flatMap(({ unit, session }) => (unit.settle ?? []).map((key) => ({ ...octetsOf(key), owner: session }))),
    ),
    undelayed: add(lockUndelayed, items.flatMap(({ unit }) => delaysOf(unit)).map(octetsOf)),
    notices: add(
      lockNotices,
      noticed.map((key) => ({ ...octetsOf(key), action: key.action })),
    ),
    events: add(
      findEvents,
      foreign.map((id) => ({ id })),
    ),
    keys: add(takeKeys, firstOfEachKey(items)),
    suppressed: add(findSuppressed, recipientsOf(looks.filter(({ seen }) => seen === null))),
    newest: add(findNewest, recipientsOf(looks.filter(({ seen }) => seen !== null))),
    effects: add(lockEffects, effectKeys(items.map(({ unit }) => unit))),
  };
  return {
    queries,
    judge: (results) => {
      const rows = (index: number): readonly Row[] => results[index]?.rows ?? [];
      const [session] = results[at.sessions]?.rows ?? [];
      // They live until this transaction ends: their rows are locked.
      const alive = new Set((session.alive as string[]).map(Number));
      return {
        outcomes: judge(items, alive, {
          owned: new Set(rows(at.owned).map(entryName)),
          undelayed: new Set(rows(at.undelayed).map(entryName)),
          notices: new Set(rows(at.notices).map(noticeName)),
          events: new Set(rows(at.events).map((row) => hex(row.id))),
          keys: new Set(rows(at.keys).map((row) => hex(row.message))),
          suppressed: new Set(rows(at.suppressed).map(({ recipient }) => recipient)),
          newest: new Map(rows(at.newest).map(({ recipient, seq }) => [recipient, seq ?? 0])),
        }),
        effects: readEffects(rows(at.effects)),
        xid: session.xid as string,
        server: session.server as string,
      };
    },
  };
}

interface Row {
  readonly id: Uint8Array;
  readonly message: Uint8Array;
  readonly position: number;
  readonly action: string;
  readonly recipient: number;
  readonly seq: number | null;
}

/** Two rows of one key in one statement are an error; the later unit is a duplicate anyway. */
function firstOfEachKey(items: readonly SessionUnit[]) {
  const keys = new Map<string, { key: string; message: Uint8Array; fingerprint: string; at: number }>();
  for (const { unit } of items) {
    if (unit.accept?.idempotency === undefined) continue;
    const { message, idempotency } = unit.accept;
    if (keys.has(idempotency.key)) continue;
    keys.set(idempotency.key, { ...idempotency, message: idOctets(message.id, 'msg_'), at: message.acceptedAt });
  }
  return [...keys.values()];
}

interface Free extends Seen {
  readonly owned: Set<string>;
  readonly undelayed: Set<string>;
  readonly notices: Set<string>;
  /** Recorded before, rather. */
  readonly events: Set<string>;
  /** Messages whose key was free. */
  readonly keys: ReadonlySet<string>;
}

function judge(items: readonly SessionUnit[], alive: ReadonlySet<number>, free: Free): Committed[] {
  return items.map(({ unit, session }): Committed => {
    const claims = claimsOf(unit);
    if (looksOf(unit).some((look) => isStale(look, free))) return 'stale';
    if (claims.key !== null && !free.keys.has(claims.key)) return 'duplicate';
    if (unit.accept?.leased === true && (session === null || !alive.has(session))) return 'lease_lost';
    if (!allIn(claims.owned, free.owned) || !allIn(claims.undelayed, free.undelayed)) return 'lease_lost';
    if (!allIn(claims.notices, free.notices)) return 'lease_lost';
    if (new Set(claims.events).size < claims.events.length) return 'duplicate';
    if (claims.events.some((id) => free.events.has(id))) return 'duplicate';
    // What this unit settles is no later unit's of the batch.
    for (const name of claims.ended) free.owned.delete(name);
    for (const name of [...claims.gone, ...claims.undelayed]) free.undelayed.delete(name);
    for (const name of claims.notices) free.notices.delete(name);
    for (const id of claims.events) free.events.add(id);
    standing(unit, free);
    return 'committed';
  });
}

function claimsOf(unit: Unit) {
  const settle = unit.settle ?? [];
  return {
    key: unit.accept?.idempotency === undefined ? null : hex(idOctets(unit.accept.message.id, 'msg_')),
    owned: settle.map((key) => entryName(octetsOf(key))),
    ended: settle.filter(({ kind }) => kind !== 'in_hand').map((key) => entryName(octetsOf(key))),
    gone: settle.filter((key) => key.kind === 'done').map((key) => entryName(octetsOf(key))),
    undelayed: delaysOf(unit).map((key) => entryName(octetsOf(key))),
    notices: (unit.noticed ?? []).map((key) => noticeName({ ...octetsOf(key), action: key.action })),
    events: unit.events.map((event) => hex(idOctets(event.id, 'evt_'))),
  };
}

/** Each is there, and none is asked for twice. */
function allIn(names: readonly string[], free: ReadonlySet<string>): boolean {
  return new Set(names).size === names.length && names.every((name) => free.has(name));
}

export function octetsOf({ messageId, position }: EntryKey): { message: Uint8Array; position: number } {
  return { message: idOctets(messageId, 'msg_'), position };
}

function entryName({ message, position }: { message: Uint8Array; position: number }): string {
  return `${hex(message)} ${position}`;
}

function noticeName(key: { message: Uint8Array; position: number; action: string }): string {
  return `${entryName(key)} ${key.action}`;
}

function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
