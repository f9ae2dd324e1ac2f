/** The latest failures of a search, counted by sets of columns in one reading. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FailureColumn, FailureSearch, HealthReads } from '../health.ts';
import type { Schema } from '../schema.ts';
import type { Conditions } from './failure-conditions.ts';

const mostColumns = 3;
/** Groups told of each set of columns. */
const mostGroups = 50;

interface GroupRow {
  readonly which: number;
  readonly a: string | null;
  readonly b: string | null;
  readonly c: string | null;
  readonly n: number;
}

export async function groupFailures(
  db: Kysely<Schema>,
  { indexed, others }: Conditions,
  search: FailureSearch,
  by: readonly (readonly FailureColumn[])[],
  most: number,
): ReturnType<HealthReads['failureGroups']> {
  const columns = [...new Set(by.flat())];
  const asked = columns.length === 0 ? sql`` : sql`, ${sql.join(columns.map((name) => sql.ref(name)))}`;
  const conditions = [...new Set(search.conditions.map(({ column }) => column))].filter(
    (name) => !columns.includes(name),
  );
  const needed = conditions.length === 0 ? sql`` : sql`, ${sql.join(conditions.map((name) => sql.ref(name)))}`;
  const { rows } = await sql<GroupRow>`
    with seen as materialized (
      select at, event${asked}${needed} from failures where ${indexed} order by at desc, event desc limit ${most + 1}
    ), fitting as materialized (select * from seen where ${others})
    ${sql.join([counted(-2, 'seen'), counted(-1, 'fitting'), ...by.map(grouped)], sql` union all `)}`.execute(db);
  const numberOf = (wanted: number): number => rows.find(({ which }) => which === wanted)?.n ?? 0;
  return {
    total: numberOf(-1),
    exact: numberOf(-2) <= most && search.words.length === 0 && search.recovered === undefined,
    groups: by.map((set, index) =>
      rows
        .filter(({ which }) => which === index)
        .map(({ a, b, c, n }) => ({ values: [a, b, c].slice(0, set.length), count: n }))
        .sort((one, two) => two.count - one.count || (String(one.values) < String(two.values) ? -1 : 1)),
    ),
  };
}

const nothing = sql`cast(null as text)`;

const counted = (which: number, table: 'seen' | 'fitting'): RawBuilder<unknown> =>
  sql`select ${sql.lit(which)} as which, ${nothing} as a, ${nothing} as b, ${nothing} as c, count(*) as n from ${sql.table(table)}`;

function grouped(set: readonly FailureColumn[], index: number): RawBuilder<unknown> {
  const values = Array.from({ length: mostColumns }, (_, at) => {
    const column = set[at];
    return column === undefined ? nothing : sql.ref(column);
  });
  const names = sql.join(set.map((name) => sql.ref(name)));
  const [a, b, c] = values;
  return sql`select * from (
    select ${sql.lit(index)} as which, ${a} as a, ${b} as b, ${c} as c, count(*) as n from fitting
    group by ${names} order by n desc limit ${sql.lit(mostGroups)}) as ${sql.id(`set_${index}`)}`;
}
