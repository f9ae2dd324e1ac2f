/** Alerts, whom they are still to be told, and what people have set. */
import { sql } from 'kysely';
import type { AlertingReads } from '../alerting.ts';
import { readAlert, readNotice, readSilence } from '../alerting-row.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Database } from '../database.ts';

export function alertingReads({ reads: db }: Pick<Database, 'reads'>): AlertingReads {
  return {
    alerts: async ({ state }, after, limit) => {
      let query = db.selectFrom('alerts').selectAll();
      if (state !== undefined) query = query.where('state', '=', state);
      if (after !== null) query = query.where('id', '<', String(readCursor(after, ['string'])[0]));
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        data: page.map(readAlert),
        next: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
      };
    },

    alert: async (id) => {
      const row = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readAlert(row);
    },

    standingAlerts: async () => {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('state', '<>', sql.lit('resolved'))
        .orderBy('id')
        .execute();
      return rows.map(readAlert);
    },

    alertNoticesWaiting: async (limit) => {
      const rows = await db
        .selectFrom('alert_notices')
        .selectAll()
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(readNotice);
    },

    alertRuleSettings: async () => {
      const rows = await db.selectFrom('alert_rules').selectAll().orderBy('rule').execute();
      return rows.map(({ enabled, ...row }) => ({ ...row, enabled: enabled === null ? null : enabled === 1 }));
    },

    silences: async () => {
      const rows = await db.selectFrom('silences').selectAll().orderBy('id').execute();
      return rows.map(readSilence);
    },
  };
}
