/** The statements of the listening half of a unit, prepared. Values are bound in the order of the step's row. */
import type Database from 'better-sqlite3';
import { type Compilable, sql } from 'kysely';
import { failureColumns } from '../health.ts';
import { compileHot, type PlaceSlot } from '../hot.ts';
import { build } from './compiler.ts';
import type { Cell } from './program.ts';
import { createLookAbout } from './recipient-index.ts';

type Row = (Cell | Uint8Array)[];

export function listeningStatements(db: Database.Database) {
  const prepare = <R>(statement: (slot: PlaceSlot) => Compilable) => db.prepare<Row, R>(compileHot(statement));
  const upsertRollUp = (table: 'roll_ups_hourly' | 'roll_ups_daily') =>
    prepare((slot) =>
      build
        .insertInto(table)
        .values({
          dimension: slot(0),
          key: slot(1),
          at: slot(2),
          attempted: slot(3),
          delivered: slot(4),
          soft: slot(5),
          recovered: slot(6),
          soft_final: slot(7),
          hard: slot(8),
          complaints: slot(9),
        })
        .onConflict((conflict) =>
          conflict.columns(['dimension', 'key', 'at']).doUpdateSet({
            attempted: sql`attempted + excluded.attempted`,
            delivered: sql`delivered + excluded.delivered`,
            soft: sql`soft + excluded.soft`,
            recovered: sql`recovered + excluded.recovered`,
            soft_final: sql`soft_final + excluded.soft_final`,
            hard: sql`hard + excluded.hard`,
            complaints: sql`complaints + excluded.complaints`,
          }),
        ),
    );
  return {
    newestAbout: createLookAbout<[number]>(db, sql`events.seq`),
    /** Changes nothing when there is one. */
    effect: prepare((slot) =>
      build
        .insertInto('effects')
        .values({ message: slot(0), recipient: slot(1), packed: slot(2) })
        .onConflict((conflict) => conflict.columns(['message', 'recipient']).doNothing()),
    ),
    findEffect: prepare<{ readonly packed: Uint8Array }>((slot) =>
      build.selectFrom('effects').select('packed').where('message', '=', slot(0)).where('recipient', '=', slot(1)),
    ),
    changeEffect: prepare((slot) =>
      build
        .updateTable('effects')
        .set({ packed: slot(0) })
        .where('message', '=', slot(1))
        .where('recipient', '=', slot(2)),
    ),
    hourly: upsertRollUp('roll_ups_hourly'),
    daily: upsertRollUp('roll_ups_daily'),
    suppressionChange: prepare((slot) =>
      build
        .insertInto('suppression_changes')
        .values({ recipient: slot(0), key: slot(1), scope: slot(2), value: slot(3), detail: slot(4) }),
    ),
    reclassified: prepare((slot) =>
      build.insertInto('reclassifications').values({ event: slot(0), target: slot(1), run: slot(2), at: slot(3) }),
    ),
    /** Changes nothing when it is there: its event has been swept before it. */
    failure: prepare((slot) =>
      build
        .insertInto('failures')
        .columns(['event', 'at', ...failureColumns])
        .expression(sql`values (${sql.join([...Array(2 + failureColumns.length).keys()].map(slot))})`)
        .onConflict((conflict) => conflict.columns(['at', 'event']).doNothing()),
    ),
    /** One that has been swept stays so. */
    refound: prepare((slot) =>
      build
        .updateTable('failures')
        .set(Object.fromEntries(failureColumns.map((column, index) => [column, slot(index)])))
        .where('event', '=', slot(failureColumns.length))
        .where('at', '=', slot(failureColumns.length + 1)),
    ),
    incidentAddress: prepare((slot) =>
      build
        .insertInto('incident_addresses')
        .values({
          incident: slot(0),
          recipient: slot(1),
          key: slot(2),
          address: slot(3),
          state: slot(4),
          messages: slot(5),
          first_at: slot(6),
          last_at: slot(7),
        })
        .onConflict((conflict) =>
          conflict.columns(['incident', 'recipient', 'key']).doUpdateSet((row) => ({
            state: row.ref('excluded.state'),
            messages: row.ref('excluded.messages'),
            first_at: row.ref('excluded.first_at'),
            last_at: row.ref('excluded.last_at'),
          })),
        ),
    ),
    raw: prepare((slot) => build.insertInto('raws').values({ event: slot(0), at: slot(1), octets: slot(2) })),
  };
}

export type ListeningStatements = ReturnType<typeof listeningStatements>;
