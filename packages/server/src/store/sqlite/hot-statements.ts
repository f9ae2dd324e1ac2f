/**
 * The statements of program.ts, prepared. Values are bound in the order of the step's row, each as an argument of its own: out
 * of an array they are taken at twice the cost.
 */
import type Database from 'better-sqlite3';
import { type Compilable, sql } from 'kysely';
import { compileHot, type PlaceSlot } from '../hot.ts';
import { build, compilable } from './compiler.ts';
import { startIs } from './id-index.ts';
import type { Cell } from './program.ts';

export function hotStatements(db: Database.Database) {
  const prepare = (statement: (slot: PlaceSlot) => Compilable) =>
    db.prepare<(Cell | Uint8Array)[]>(compileHot(statement));
  return {
    /** A key that has been forgotten may be used again. */
    key: prepare((slot) =>
      build
        .insertInto('idempotency')
        .values({ key: slot(0), message: slot(1), fingerprint: slot(2), at: slot(3) })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet((row) => ({
              message: row.ref('excluded.message'),
              fingerprint: row.ref('excluded.fingerprint'),
              at: row.ref('excluded.at'),
            }))
            .where('idempotency.at', '<=', slot(4)),
        ),
    ),
    done: prepare((slot) =>
      build
        .deleteFrom('queue')
        .where('message', '=', slot(0))
        .where('position', '=', slot(1))
        .where('owner', '=', slot(2)),
    ),
    retry: prepare((slot) =>
      build
        .updateTable('queue')
        .set({
          owner: sql`null`,
          lane: slot(0),
          retry: slot(1),
          next_at: slot(2),
          attempts: slot(3),
          suspended_for: slot(4),
          suspended_mark: slot(5),
          delay_notice_at: sql`case delayed when 1 then null else ${slot(6)} end`,
          history: sql`history || ${slot(7)}`,
          why: sql`coalesce(${slot(8)}, why)`,
          crashes: slot(9),
          in_hand: sql<number>`0`,
        })
        .where('message', '=', slot(10))
        .where('position', '=', slot(11))
        .where('owner', '=', slot(12)),
    ),
    inHand: prepare((slot) =>
      build
        .updateTable('queue')
        .set({ in_hand: sql<number>`1` })
        .where('message', '=', slot(0))
        .where('position', '=', slot(1))
        .where('owner', '=', slot(2)),
    ),
    hold: prepare((slot) =>
      build
        .updateTable('queue')
        .set({
          owner: sql`null`,
          held: sql<number>`1`,
          recalled_by: sql`null`,
          held_why: slot(0),
          crashes: slot(1),
          in_hand: sql<number>`0`,
        })
        .where('message', '=', slot(2))
        .where('position', '=', slot(3))
        .where('owner', '=', slot(4)),
    ),
    release: prepare((slot) =>
      build
        .updateTable('queue')
        .set({ owner: sql`null`, lane: slot(0), in_hand: sql<number>`0` })
        .where('message', '=', slot(1))
        .where('position', '=', slot(2))
        .where('owner', '=', slot(3)),
    ),
    lives: prepare((slot) => build.selectFrom('sessions').select('id').where('id', '=', slot(0))),
    noticed: prepare((slot) =>
      build
        .deleteFrom('notices')
        .where('message', '=', slot(0))
        .where('position', '=', slot(1))
        .where('action', '=', slot(2)),
    ),
    delayed: prepare((slot) =>
      build
        .updateTable('queue')
        .set({ delayed: sql`1`, delay_notice_at: sql`null` })
        .where('message', '=', slot(0))
        .where('position', '=', slot(1))
        .where('delayed', '=', sql<number>`0`),
    ),
    /** Whether an event has been recorded: the start of its id (id-index.ts), and the whole of it. */
    hasEvent: prepare((slot) =>
      compilable(sql`select 1 from events where ${startIs('events.id', slot(0))} and id = ${slot(1)}`),
    ),
    event: prepare((slot) =>
      build.insertInto('events').values({
        id: slot(0),
        at: slot(1),
        type: slot(2),
        message: slot(3),
        recipient: slot(4),
        packed: slot(5),
        crc: slot(6),
      }),
    ),
    message: prepare((slot) =>
      build.insertInto('messages').values({
        id: slot(0),
        accepted_at: slot(1),
        sender: slot(2),
        stream: slot(3),
        list: slot(4),
        campaign: slot(5),
        size: slot(6),
        header_id: slot(7),
        detail: slot(8),
      }),
    ),
    body: prepare((slot) => build.insertInto('bodies').values({ message: slot(0), crc: slot(1), octets: slot(2) })),
    entry: prepare((slot) =>
      build.insertInto('queue').values({
        message: slot(0),
        position: slot(1),
        owner: slot(2),
        lane: slot(3),
        next_at: slot(4),
        accepted_at: slot(5),
        recipient: slot(6),
        domain: slot(7),
        orcpt: slot(8),
        notify: slot(9),
        delay_notice_at: slot(10),
        suspended_mark: slot(11),
        ends_at: slot(12),
      }),
    ),
    notice: prepare((slot) =>
      build
        .insertInto('notices')
        .values({ message: slot(0), position: slot(1), action: slot(2), due_at: slot(3), detail: slot(4) })
        .onConflict((conflict) =>
          conflict.columns(['message', 'position', 'action']).doUpdateSet((row) => ({
            due_at: row.ref('excluded.due_at'),
            detail: row.ref('excluded.detail'),
          })),
        ),
    ),
    dialogue: prepare((slot) =>
      build
        .insertInto('dialogues')
        .values({ message: slot(0), position: slot(1), attempt: slot(2), at: slot(3), text: slot(4) }),
    ),
    spent: prepare((slot) =>
      build
        .deleteFrom('bodies')
        .where('message', '=', slot(0))
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('queue').select(sql`1`.as('one')).whereRef('queue.message', '=', 'bodies.message'))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(selectFrom('notices').select(sql`1`.as('one')).whereRef('notices.message', '=', 'bodies.message')),
          ),
        ),
    ),
  };
}
