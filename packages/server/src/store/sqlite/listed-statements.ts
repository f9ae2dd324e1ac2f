/** What a batch asks and changes of the suppression list, prepared. Rows of steps, as program.ts tells them; keys are octets. */
import type Database from 'better-sqlite3';
import { type Compilable, sql } from 'kysely';
import { compileHot, type PlaceSlot } from '../hot.ts';
import { build, compilable } from './compiler.ts';
import { inPlace, type Placed, placed } from './listed-places.ts';
import type { Cell } from './program.ts';

/** Whether an address has an entry of any kind. */
export type HasEntry = (recipient: number) => boolean;

type Row = readonly (Cell | Uint8Array)[];

export interface Listed {
  readonly has: HasEntry;
  /** In the place of the one that there is. */
  readonly put: (row: Row) => void;
  readonly remove: (row: Row) => void;
}

const slots = (slot: PlaceSlot, from: number): Placed => [slot(from), slot(from + 1), slot(from + 2)];

export function createHasEntry(db: Database.Database): HasEntry {
  const any = db.prepare<[...Placed], unknown>(
    compileHot((slot) =>
      build
        .selectFrom('suppressions')
        .select('scope')
        .where(inPlace(slots(slot, 0)))
        .limit(sql.lit(1)),
    ),
  );
  return (recipient) => any.get(...placed(recipient)) !== undefined;
}

export function createListed(db: Database.Database): Listed {
  const prepare = <R>(statement: (slot: PlaceSlot) => Compilable) =>
    db.prepare<(Cell | Uint8Array)[], R>(compileHot(statement));
  const change = prepare((slot) =>
    build
      .updateTable('suppressions')
      .set({
        // An address that was imported as its hash has been seen since.
        address: sql`coalesce(${slot(0)}, address)`,
        domain: sql`coalesce(${slot(1)}, domain)`,
        state: slot(2),
        reason: slot(3),
        since: slot(4),
        expires_at: slot(5),
        detail: slot(6),
      })
      .where(inPlace(slots(slot, 7)))
      .where('key', '=', slot(10))
      .where('scope', '=', slot(11))
      .where('value', '=', slot(12)),
  );
  const add = prepare((slot) => {
    const names = ['id', 'recipient', 'key', 'scope', 'value', 'address', 'domain', 'state', 'reason', 'since'];
    const columns = [...names, 'expires_at', 'detail'];
    return compilable(sql`insert into suppressions (${sql.join(columns.map((name) => sql.ref(name)))})
      values (${sql.join(columns.map((_, index) => slot(index)))})`);
  });
  const remove = prepare((slot) =>
    build
      .deleteFrom('suppressions')
      .where(inPlace(slots(slot, 0)))
      .where('key', '=', slot(3))
      .where('scope', '=', slot(4))
      .where('value', '=', slot(5)),
  );
  const freePlace = createFreePlace(db);

  return {
    has: createHasEntry(db),
    put: (row) => {
      const [recipient, key = null, scope = null, value = null, ...rest] = row;
      const at = placed(Number(recipient));
      if (change.run(...rest, ...at, key, scope, value).changes === 0) add.run(freePlace(at), ...row);
    },
    remove: ([recipient, key = null, scope = null, value = null]) =>
      void remove.run(...placed(Number(recipient)), key, scope, value),
  };
}

/** Behind the last one; once that is taken, the first gap. Where all are taken: one that the table refuses. */
function createFreePlace(db: Database.Database): (at: Placed) => number {
  const last = db
    .prepare<[number, number], number | null>(
      compileHot((slot) =>
        compilable(sql`select max(id) from suppressions where id between ${slot(0)} and ${slot(1)}`),
      ),
    )
    .pluck();
  const gap = db
    .prepare<[number, number], number>(
      compileHot((slot) =>
        compilable(sql`select id - 1 from suppressions as taken where id between ${slot(0)} + 1 and ${slot(1)}
          and not exists (select 1 from suppressions where suppressions.id = taken.id - 1) order by id limit 1`),
      ),
    )
    .pluck();
  return ([from, to]) => {
    const taken = last.get(from, to) ?? from - 1;
    return taken < to ? taken + 1 : (gap.get(from, to) ?? to + 1);
  };
}
