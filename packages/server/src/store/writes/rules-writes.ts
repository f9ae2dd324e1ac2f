/** Own rules, jobs, and what people changed. */
import type { Database } from '../database.ts';
import type { RulesWrites } from '../rules.ts';

export function rulesWrites({ writes }: Pick<Database, 'writes'>): RulesWrites {
  return {
    saveOwnRule: async ({ name, rule, who, at }) => {
      const row = { name, rule: JSON.stringify(rule), who, at };
      await writes
        .insertInto('own_rules')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
    },
    removeOwnRule: async (name) => {
      const { numDeletedRows } = await writes.deleteFrom('own_rules').where('name', '=', name).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    saveJob: async ({ id, kind, state, who, why, startedAt, touchedAt, detail }) => {
      const row = {
        id,
        kind,
        state,
        who,
        why,
        started_at: startedAt,
        touched_at: touchedAt,
        detail: JSON.stringify(detail),
      };
      await writes
        .insertInto('jobs')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    audit: async ({ at, who, what, subject, detail }) => {
      await writes
        .insertInto('audit')
        .values({ at, who, what, subject, detail: JSON.stringify(detail) })
        .execute();
    },
  };
}
