/** The addresses that incidents have touched. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  `create table incident_addresses (
    incident text collate "C" not null, recipient bigint not null, key bytea not null, address text not null,
    state text collate "C" not null, messages bigint not null, first_at bigint not null, last_at bigint not null,
    primary key (incident, recipient, key)
  ) with (fillfactor = 80)`,
  'create index incident_addresses_state on incident_addresses (incident, state, recipient)',
];

export const incidentsTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
