/**
 * Lanes that have due work, by a loose scan of the index over waiting entries: one or two seeks a lane, however many
 * entries wait in it.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { waiting } from './waiting.ts';

/** Lanes of waiting entries that come after `after`, in order; the last row is null. */
const lanesAfter = (after: unknown): RawBuilder<{ lane: string }> => sql`(
  select min(lane) as lane from queue where ${waiting} and lane > ${after}
  union all
  select (select min(lane) from queue where ${waiting} and queue.lane > lanes.lane) from lanes where lanes.lane is not null)`;

const suspended = (now: unknown): RawBuilder<boolean> => sql`exists (
  select 1 from lane_states where lane_states.lane = lanes.lane and suspended_since is not null
  and (suspended_until is null or suspended_until > ${now}))`;

const firstAt = (retry: 0 | 1): RawBuilder<number | null> => sql`(
  select min(next_at) from queue where ${waiting} and queue.lane = lanes.lane and queue.retry = ${sql.lit(retry)})`;

/** Values in order: after, now, now, now, limit. */
export function dueLanes(db: Kysely<Schema>, after: string, now: number, limit: number) {
  return db
    .withRecursive('lanes(lane)', () => lanesAfter(after))
    .selectFrom('lanes')
    .select('lane')
    .where('lane', 'is not', null)
    .where(({ not }) => not(suspended(now)))
    .where(({ or, eb }) => or([eb(firstAt(0), '<=', now), eb(firstAt(1), '<=', now)]))
    .orderBy('lane')
    .limit(limit);
}

/** One row: when the first entry of a lane that is not suspended falls due. */
export function nextDue(db: Kysely<Schema>, now: number) {
  const far = sql.lit(Number.MAX_SAFE_INTEGER);
  const first = sql<number>`coalesce(${firstAt(0)}, ${far})`;
  const again = sql<number>`coalesce(${firstAt(1)}, ${far})`;
  return db
    .withRecursive('lanes(lane)', () => lanesAfter(''))
    .selectFrom('lanes')
    .select(sql<number | null>`min(case when ${first} < ${again} then ${first} else ${again} end)`.as('at'))
    .where('lane', 'is not', null)
    .where(({ not }) => not(suspended(now)));
}
