/** The queue by domain and age, and what most of a domain's entries wait for. */
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';
import type { ShapeRow } from '../store.ts';
import { waiting } from '../waiting.ts';

/** Upper ends of the age classes in minutes; the last class has none. */
const ages = [5, 10, 20, 40, 80, 160, 320, 640, 1280];
const minute = 60_000;

export async function shapeOf(db: Kysely<Schema>, now: number, top: number): Promise<readonly ShapeRow[]> {
  const total = sql<number>`count(*)`;
  const younger = ages.map((age, index) =>
    sql<number>`count(case when accepted_at >= ${now - age * minute} then 1 end)`.as(`age_${index}`),
  );
  const rows = await db
    .selectFrom('queue')
    .select(['domain', total.as('total'), ...younger])
    .groupBy('domain')
    .orderBy(total, 'desc')
    .orderBy('domain')
    .limit(top)
    .execute();
  const domains = rows.map((row) => row.domain);
  const [why, lanes] =
    domains.length === 0
      ? [new Map<string, string>(), new Map<string, KeptLane>()]
      : await Promise.all([commonReasons(db, domains), keptLanes(db, domains)]);
  return rows.map((row) => {
    const upTo = ages.map((_, index) => Number((row as unknown as Record<string, number>)[`age_${index}`]));
    const counts = upTo.map((count, index) => count - (upTo[index - 1] ?? 0));
    return {
      domain: row.domain,
      ages: [...counts, row.total - (upTo.at(-1) ?? 0)],
      total: row.total,
      why: why.get(row.domain) ?? null,
      lane: laneOfMost(lanes.get(row.domain), row.total),
    };
  });
}

async function commonReasons(db: Kysely<Schema>, domains: readonly string[]): Promise<Map<string, string>> {
  const counted = db
    .selectFrom('queue')
    .select(['domain', 'why'])
    .select(sql<number>`row_number() over (partition by domain order by count(*) desc, why)`.as('place'))
    .where('domain', 'in', domains)
    .where('why', 'is not', null)
    .groupBy(['domain', 'why']);
  const rows = await db.selectFrom(counted.as('counted')).select(['domain', 'why']).where('place', '=', 1).execute();
  return new Map(rows.map((row) => [row.domain, row.why ?? '']));
}

interface KeptLane {
  readonly lane: string;
  readonly entries: number;
}

const laneOfMost = (kept: KeptLane | undefined, total: number): string | null =>
  kept !== undefined && 2 * kept.entries >= total ? kept.lane : null;

/** The suspended lane that most of a domain's entries wait in; nothing is read of the others. */
async function keptLanes(db: Kysely<Schema>, domains: readonly string[]): Promise<Map<string, KeptLane>> {
  const rows = await db
    .selectFrom('queue')
    .select(['domain', 'lane', sql<number>`count(*)`.as('entries')])
    .where(waiting)
    .where('lane', 'in', (eb) => eb.selectFrom('lane_states').select('lane').where('suspended_since', 'is not', null))
    .where('domain', 'in', domains)
    .groupBy(['domain', 'lane'])
    .orderBy('entries')
    .orderBy('lane')
    .execute();
  return new Map(rows.map(({ domain, lane, entries }) => [domain, { lane, entries: Number(entries) }]));
}
