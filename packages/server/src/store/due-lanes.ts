/**
 * Lanes that have due work, by a loose scan of the index over waiting entries: one or two seeks a lane, however many
 * entries wait in it. Where lanes are very many the scan goes in stretches, so that nothing else waits long for one of them.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { ClaimOptions } from './store.ts';
import { waiting } from './waiting.ts';

/** Lanes of one stretch. */
const stretch = 250;

/** Lanes of waiting entries that come after `after`, in order and numbered; the row behind the last of all is null. */
const lanesAfter = (after: string): RawBuilder<{ lane: string; nth: number }> => sql`(
  select min(lane) as lane, 1 as nth from queue where ${waiting} and lane > ${after}
  union all
  select (select min(lane) from queue where ${waiting} and queue.lane > lanes.lane), nth + 1 from lanes
  where lanes.lane is not null and nth < ${sql.lit(stretch)})`;

const suspended = (now: number): RawBuilder<boolean> => sql`exists (
  select 1 from lane_states where lane_states.lane = lanes.lane and suspended_since is not null
  and (suspended_until is null or suspended_until > ${now}))`;

const firstAt = (retry: 0 | 1): RawBuilder<number | null> => sql`(
  select min(next_at) from queue where ${waiting} and queue.lane = lanes.lane and queue.retry = ${sql.lit(retry)})`;

const stretchAfter = (db: Kysely<Schema>, after: string) =>
  db
    .withRecursive('lanes(lane, nth)', () => lanesAfter(after))
    .selectFrom('lanes')
    .where('lane', 'is not', null);

/** Up to so many lanes that have due work, from the one behind `last` on and round. */
export async function dueLanes(
  db: Kysely<Schema>,
  { now, limit, except }: Pick<ClaimOptions, 'now' | 'limit' | 'except'>,
  last: string,
): Promise<readonly string[]> {
  const left = new Set(except);
  const found: string[] = [];
  const isDue = sql<boolean>`not ${suspended(now)} and (${firstAt(0)} <= ${now} or ${firstAt(1)} <= ${now})`;
  for (let [after, isRound] = [last, last === '']; ; ) {
    const rows = await stretchAfter(db, after)
      .select(['lane', 'nth', isDue.as('due')])
      .where(({ or, eb }) => or([eb('nth', '=', stretch), isDue]))
      .orderBy('nth')
      .execute();
    for (const { lane, due } of rows) {
      if (isRound && last !== '' && lane > last) return found;
      // SQLite says 1.
      if (due && !left.has(lane)) found.push(lane);
      if (found.length === limit) return found;
    }
    const end = rows.at(-1);
    if (end?.nth === stretch) after = end.lane;
    else if (isRound) return found;
    else [after, isRound] = ['', true];
  }
}

/** When the first entry of a lane that is not suspended falls due. */
export async function nextDue(db: Kysely<Schema>, now: number): Promise<number | null> {
  const far = sql.lit(Number.MAX_SAFE_INTEGER);
  const first = sql<number>`coalesce(${firstAt(0)}, ${far})`;
  const again = sql<number>`coalesce(${firstAt(1)}, ${far})`;
  const soonest = sql<
    number | null
  >`min(case when ${suspended(now)} then null when ${first} < ${again} then ${first} else ${again} end)`;
  let next: number | null = null;
  for (let after = ''; ; ) {
    const { at, last, walked } = await stretchAfter(db, after)
      .select(({ fn }) => [soonest.as('at'), fn.max('lane').as('last'), fn.countAll<number>().as('walked')])
      .executeTakeFirstOrThrow();
    if (at !== null) next = Math.min(next ?? at, at);
    if (walked < stretch || last === null) return next;
    after = last;
  }
}
