/** The addresses that incidents have touched. */
import { type Kysely, type Migration, sql } from 'kysely';
import { failpoint } from '../../observe/failpoint.ts';

const statements = [
  `create table incident_addresses (
    incident text not null, recipient integer not null, key blob not null, address text not null, state text not null,
    messages integer not null, first_at integer not null, last_at integer not null,
    primary key (incident, recipient, key)
  ) without rowid`,
  'create index incident_addresses_state on incident_addresses (incident, state, recipient)',
];

export const incidentsTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) {
      failpoint('mid-migration');
      await sql.raw(statement).execute(db);
    }
  },
};
