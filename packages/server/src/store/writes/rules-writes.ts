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
    sweepRules: async (before, limit) => {
      // Rows are in the order of their time, near enough: the oldest few are looked at.
      const audit = writes
        .deleteFrom('audit')
        .where('seq', 'in', (eb) => eb.selectFrom('audit').select('seq').orderBy('seq').limit(limit))
        .where('at', '<', before.audit);
      const corrections = writes
        .deleteFrom('reclassifications')
        .where('event', 'in', (eb) => eb.selectFrom('reclassifications').select('event').orderBy('event').limit(limit))
        .where('at', '<', before.reclassifications);
      const jobs = writes
        .deleteFrom('jobs')
        .where('id', 'in', (eb) =>
          eb.selectFrom('jobs').select('id').where('touched_at', '<', before.jobs).orderBy('id').limit(limit),
        )
        // A job that goes on meanwhile stays.
        .where('touched_at', '<', before.jobs);
      const results = [];
      for (const query of [audit, corrections, jobs]) results.push(await query.executeTakeFirstOrThrow());
      return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
    },
  };
}
