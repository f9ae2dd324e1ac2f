/**
 * Where an entry of the suppression list stands: the number of its row is the hash of its address with the last 14 bits left to
 * tell those apart that share the others, several entries of one address above all. So they are found in the table itself, whose
 * inner pages hold nothing but numbers and stay in memory: one page is read for an address, among millions as well.
 */
import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';

const places = 2 ** 14;

/** The first and the last place of an address, and its hash: what `inPlace` binds. */
export type Placed = readonly [first: number, last: number, recipient: number];

export function placed(recipient: number): Placed {
  const first = recipient - (recipient % places);
  return [first, first + places - 1, recipient];
}

/** Of the table `suppressions`. The sign keeps SQLite from making an index of its own for the hash. */
export const inPlace = ([first, last, recipient]: Placed): RawBuilder<boolean> => sql<boolean>`
  (suppressions.id between ${first} and ${last} and +suppressions.recipient = ${recipient})`;

const firstOf = (recipient: string): string => `${recipient} & -${places}`;
const lastOf = (recipient: string): string => `${recipient} | ${places - 1}`;

/** The same for a hash that stands in the column of another table. */
export const inPlaceOf = (column: string): RawBuilder<boolean> =>
  sql.raw(`(suppressions.id between ${firstOf(column)} and ${lastOf(column)} and +suppressions.recipient = ${column})`);

const columns = 'recipient, key, scope, value, address, domain, state, reason, since, expires_at, detail';

const statements = [
  `create table listed (
    id integer primary key, recipient integer not null, key blob not null, scope text not null, value text not null,
    address text, domain text, state text not null, reason text not null, since integer not null, expires_at integer,
    detail text not null, check (id between ${firstOf('recipient')} and ${lastOf('recipient')})
  )`,
  // What goes before an entry in the range of its places is counted, not sorted: the list may be larger than memory.
  `insert into listed (id, ${columns})
    select (${firstOf('recipient')}) + (
      select count(*) from suppressions as before
      where before.recipient between ${firstOf('entry.recipient')} and entry.recipient
        and (before.recipient, before.key, before.scope, before.value) < (entry.recipient, entry.key, entry.scope, entry.value)
    ), ${columns} from suppressions as entry order by recipient`,
  'drop table suppressions',
  'alter table listed rename to suppressions',
  'create index suppressions_since on suppressions (since, recipient)',
];

/** The ninth version of the schema. Before, the table was sorted by hash and key, with whole rows in its inner pages. */
export const listedPlaces: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
