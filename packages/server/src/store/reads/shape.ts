/** The queue by domain and age, and what most of a domain's entries wait for. */
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema.ts';
import type { ShapeRow } from '../store.ts';
import { free, leased } from '../waiting.ts';

/** Upper ends of the age classes in minutes; the last class has none. */
const ages = [5, 10, 20, 40, 80, 160, 320, 640, 1280];
const minute = 60_000;
/** Of a domain, those that wait longest: they speak for the others. */
const asked = 100;
/** Each is a part of one statement. */
const domainsAtOnce = 32;

export async function shapeOf(db: Kysely<Schema>, now: number, top: number): Promise<readonly ShapeRow[]> {
  const totals = await largest(db, top);
  const domains = totals.map(({ domain }) => domain);
  const [counts, held] = await Promise.all([countsByAge(db, now, domains), whatHolds(db, domains)]);
  return totals.map(({ domain, total }) => ({
    domain,
    ages: counts.get(domain) ?? [],
    total: Number(total),
    ...(held.get(domain) ?? { why: null, lane: null }),
  }));
}

/** What is free and what is leased have an index each. */
async function largest(db: Kysely<Schema>, top: number) {
  const { rows } = await sql<{ readonly domain: string; readonly total: number }>`
    select domain, sum(entries) as total from (
      select domain, count(*) as entries from queue where ${free} group by domain
      union all
      select domain, count(*) as entries from queue where ${leased} group by domain
    ) as counted group by domain order by total desc, domain limit ${top}`.execute(db);
  return rows;
}

interface Counted {
  readonly domain: string;
  readonly age: number;
  readonly entries: number;
}

async function countsByAge(db: Kysely<Schema>, now: number, domains: readonly string[]) {
  const counts = new Map(domains.map((domain) => [domain, Array<number>(ages.length + 1).fill(0)]));
  const add = (domain: string, age: number, entries: number): void => {
    const row = counts.get(domain);
    if (row !== undefined) row[age] = (row[age] ?? 0) + Number(entries);
  };
  const since = (age: number | undefined) => sql`cast(${age === undefined ? 0 : now - age * minute} as bigint)`;
  const classes = [...ages, undefined].map((age, index) =>
    index === 0
      ? sql`select 0 as age, ${since(age)} as first, cast(${Number.MAX_SAFE_INTEGER} as bigint) as past`
      : sql`select ${sql.lit(index)} as age, ${since(age)} as first, ${since(ages[index - 1])} as past`,
  );
  for (let at = 0; at < domains.length; at += domainsAtOnce) {
    const some = domains.slice(at, at + domainsAtOnce).map((domain) => sql`select cast(${domain} as text) as domain`);
    const { rows } = await sql<Counted>`
      select chosen.domain, age, (
        select count(*) from queue
        where ${free} and queue.domain = chosen.domain and accepted_at >= first and accepted_at < past
      ) as entries
      from (${sql.join(some, sql` union all `)}) as chosen, (${sql.join(classes, sql` union all `)}) as classes`.execute(
      db,
    );
    for (const { domain, age, entries } of rows) add(domain, age, entries);
  }
  const isAge = ages.map((age, index) => sql`when accepted_at >= ${now - age * minute} then ${sql.lit(index)}`);
  const { rows } = await sql<Counted>`
    select domain, case ${sql.join(isAge, sql` `)} else ${sql.lit(ages.length)} end as age, count(*) as entries
    from queue where ${leased} group by domain, age`.execute(db);
  for (const { domain, age, entries } of rows) add(domain, age, entries);
  return counts;
}

interface Holds {
  /** The reply that most of those that were asked wait for. */
  readonly why: string | null;
  /** The suspended lane that half of them wait in. */
  readonly lane: string | null;
}

async function whatHolds(db: Kysely<Schema>, domains: readonly string[]): Promise<ReadonlyMap<string, Holds>> {
  const suspended = await db
    .selectFrom('lane_states')
    .select('lane')
    .where('suspended_since', 'is not', null)
    .execute();
  const kept = new Set(suspended.map(({ lane }) => lane));
  const found = new Map<string, Holds>();
  for (let at = 0; at < domains.length; at += domainsAtOnce) {
    const parts = domains.slice(at, at + domainsAtOnce).map(
      (domain) => sql`select * from (
        select domain, why, lane, held from queue where ${free} and domain = ${domain} order by accepted_at limit ${asked}
      ) as of_one`,
    );
    const { rows } = await sql<{ domain: string; why: string | null; lane: string; held: number }>`
      ${sql.join(parts, sql` union all `)}`.execute(db);
    for (const domain of domains.slice(at, at + domainsAtOnce)) {
      const entries = rows.filter((row) => row.domain === domain);
      const [lane, inLane] = commonest(
        entries.flatMap(({ lane, held }) => (held === 0 && kept.has(lane) ? [lane] : [])),
      );
      const [why] = commonest(entries.flatMap(({ why }) => why ?? []));
      found.set(domain, { why, lane: 2 * inLane >= entries.length ? lane : null });
    }
  }
  return found;
}

/** Of several that are, the first by its letters. */
function commonest(texts: readonly string[]): readonly [text: string | null, times: number] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? [null, 0];
}
