/** Whoever changes what processes hold in memory tells the others, whichever statement it was: NOTIFY at the commit. */
import { type Kysely, type Migration, sql } from 'kysely';
import type { NewsSubject } from '../news.ts';

/** Every database has channels of its own. */
export const newsChannel = 'hearback';

const told: readonly (readonly [subject: NewsSubject, table: string, when: string])[] = [
  ['sources', 'sources', 'insert or update or delete'],
  ['rules', 'own_rules', 'insert or update or delete'],
  // Its cursor moves all the time, and concerns who serves it alone.
  ['webhooks', 'webhooks', 'insert or delete or update of url, types, secrets, state'],
  ['keys', 'keys', 'insert or update or delete'],
  ['lanes', 'lane_states', 'insert or update or delete'],
  ['alerts', 'alert_rules', 'insert or update or delete'],
  ['alerts', 'silences', 'insert or update or delete'],
  // One that is left can be taken; one that is renewed is nothing new.
  ['duties', 'duties', 'delete'],
];

export const newsTriggers: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql
      .raw(
        `create function hearback_tell() returns trigger language plpgsql as
        $$ begin perform pg_notify('${newsChannel}', tg_argv[0]); return null; end $$`,
      )
      .execute(db);
    for (const [subject, table, when] of told)
      await sql
        .raw(
          `create trigger tell_${table} after ${when} on ${table} for each statement execute function hearback_tell('${subject}')`,
        )
        .execute(db);
  },
};
