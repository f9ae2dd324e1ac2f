/**
 * Commits batches, each in one transaction of two round trips. A connection that is lost while the commit was on its way
 * leaves it open whether it stands: that is found out before anything else happens, for answering either way without
 * knowing would lose mail or send it twice. A COMMIT is never cancelled.
 */
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { idOctets } from '../id.ts';
import type { Committed } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { changeQueries } from './changes.ts';
import { kindOf, readFailure } from './failure.ts';
import { fencesOf, type Judged, type SessionUnit } from './fences.ts';
import type { Line, NamedQuery, Wire } from './line.ts';

/** The commit was sent and no answer came. */
class Unanswered extends Error {
  readonly judged: Judged;
  constructor(judged: Judged, cause: unknown) {
    super('the connection was lost during a commit', { cause });
    this.judged = judged;
  }
}

const rollback: NamedQuery = { name: 'rollback', text: 'rollback', values: [] };
const mostAgain = 10;

/** `patience`: how long a batch may wait for the database to come back, in milliseconds. */
export function createCommit(line: Line, patience: number) {
  const write = async (items: readonly SessionUnit[]): Promise<readonly (Committed | Error)[]> => {
    const until = performance.now() + patience;
    for (let again = 0; ; ) {
      const wire = await line.connected(until);
      try {
        return await writeOnce(wire, items);
      } catch (error) {
        if (error instanceof Unanswered) {
          if (await stands(line, until, items, error.judged)) return error.judged.outcomes;
          continue;
        }
        const kind = kindOf(error);
        if (kind === 'connection' && performance.now() < until) continue;
        if ((kind === 'again' || isOvertaken(error)) && again++ < mostAgain) continue;
        if (items.length === 1 && isRecorded(error)) return ['duplicate'];
        const failure = readFailure(error);
        if (kind !== 'statement' || failure.code === 'full' || items.length === 1) throw failure;
        return writeSingly(items);
      }
    }
  };

  /** One of them is at fault; the others shall not suffer. */
  const writeSingly = async (items: readonly SessionUnit[]): Promise<readonly (Committed | Error)[]> => {
    const results: (Committed | Error)[] = [];
    for (const item of items) {
      try {
        results.push(...(await write([item])));
      } catch (error) {
        results.push(readFailure(error));
      }
    }
    return results;
  };

  return write;
}

/** An event of our own making that is there already: the unit has been committed before. */
function isRecorded(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === 'events_id';
}

/** Another process has changed what the batch was judged by. */
function isOvertaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && overtaken.has(error.constraint ?? '');
}

const overtaken: ReadonlySet<string> = new Set(['effects_key', 'look_is_stale']);

async function writeOnce(wire: Wire, items: readonly SessionUnit[]): Promise<readonly Committed[]> {
  const judged = await begin(wire, items);
  try {
    const results = await wire.send(changeQueries(items, judged));
    // After an error COMMIT rolls back, and says so.
    if (results.at(-1)?.command !== 'COMMIT') throw new StoreError('io', 'PostgreSQL did not commit');
    return judged.outcomes;
  } catch (error) {
    if (kindOf(error) === 'connection') throw new Unanswered(judged, error);
    throw error;
  }
}

async function begin(wire: Wire, items: readonly SessionUnit[]): Promise<Judged> {
  const { queries, judge } = fencesOf(items);
  try {
    return judge(await wire.send(queries));
  } catch (error) {
    if (!wire.lost() && kindOf(error) !== 'connection') await wire.send([rollback]);
    throw error;
  }
}

const pause = 20;

/**
 * Waits until the old transaction has ended, if its server still knows it, and then looks for its events: they are unique,
 * and they hold after a failover too. What has none is written again where the server is another one: each of its parts
 * is there once, or told not to be this process's any more.
 */
async function stands(line: Line, until: number, items: readonly SessionUnit[], judged: Judged): Promise<boolean> {
  const standing = items.filter((_, index) => judged.outcomes[index] === 'committed');
  const ids = standing.flatMap(({ unit }) => unit.events.map((event) => idOctets(event.id, 'evt_')));
  for (;;) {
    try {
      const wire = await line.connected(until);
      const status = await statusOf(wire, judged);
      if (status === 'in progress') {
        if (performance.now() > until) throw new StoreError('unavailable', 'a commit does not end');
        await setTimeout(pause);
        continue;
      }
      if (ids.length === 0) return status === 'committed';
      const [found] = await wire.send([
        { name: 'find_committed', text: 'select 1 from events where id = any($1::bytea[]) limit 1', values: [ids] },
      ]);
      return (found?.rows.length ?? 0) > 0;
    } catch (error) {
      if (kindOf(error) === 'connection' && !(error instanceof StoreError) && performance.now() < until) continue;
      const { message } = readFailure(error);
      throw new StoreError('unavailable', `it is not known whether a commit stands: ${message}`, {
        cause: error,
        applied: null,
      });
    }
  }
}

/** Null when the server does not know the transaction: too old, or not its own. */
async function statusOf(wire: Wire, { xid, server }: Judged): Promise<string | null> {
  try {
    const [result] = await wire.send([
      {
        name: 'xact_status',
        text: `select case when pg_postmaster_start_time()::text = $2 then pg_xact_status($1::text::xid8) end as status`,
        values: [xid, server],
      },
    ]);
    return (result?.rows[0]?.status as string | null | undefined) ?? null;
  } catch (error) {
    if (kindOf(error) === 'statement') return null;
    throw error;
  }
}
