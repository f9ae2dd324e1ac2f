/** Alerts change together with what is told of them. */
import { type Compilable, sql } from 'kysely';
import type { AlertChange, AlertingWrites, AlertTold } from '../alerting.ts';
import { alertChanges, alertNoticeRow, alertRow, silenceRow } from '../alerting-row.ts';
import type { Database } from '../database.ts';
import { deliveriesIn } from './publishing-writes.ts';

export function alertingWrites({ writes, atomically }: Pick<Database, 'writes' | 'atomically'>): AlertingWrites {
  const told = ({ notices, deliveries }: AlertTold): readonly Compilable[] => [
    ...notices.map((notice) => writes.insertInto('alert_notices').values(alertNoticeRow(notice))),
    ...deliveriesIn(writes, deliveries),
  ];
  /** Where the alert is not as this process wanted to leave it, for another was faster, that one tells. */
  const untold = (
    id: string,
    { toldAt, resolvedAt }: Pick<AlertChange, 'toldAt' | 'resolvedAt'>,
    { notices, deliveries }: AlertTold,
  ): readonly Compilable[] => {
    let own = writes.selectFrom('alerts').select('id').where('id', '=', id);
    if (toldAt != null) own = own.where('told_at', '=', toldAt);
    if (resolvedAt != null) own = own.where('resolved_at', '=', resolvedAt);
    const mine = notices.map((notice) => notice.id);
    const gone = writes
      .deleteFrom('alert_notices')
      .where('id', 'in', mine)
      .where(({ not, exists }) => not(exists(own)));
    const ids = deliveries.map((delivery) => delivery.id);
    const undelivered = writes
      .deleteFrom('deliveries')
      .where('id', 'in', ids)
      .where(({ not, exists }) => not(exists(own)));
    return [...(notices.length === 0 ? [] : [gone]), ...(ids.length === 0 ? [] : [undelivered])];
  };
  const deleted = async (query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> }): Promise<number> =>
    Number((await query.executeTakeFirst()).numDeletedRows);

  return {
    openAlert: async (alert, outgoing) => {
      await atomically([
        writes
          .insertInto('alerts')
          .values(alertRow(alert))
          .onConflict((conflict) =>
            conflict.columns(['rule', 'key']).where('state', '<>', sql.lit('resolved')).doNothing(),
          ),
        ...told(outgoing),
        ...untold(alert.id, {}, outgoing),
      ]);
    },

    changeAlert: async (id, change, outgoing) => {
      let changed = writes
        .updateTable('alerts')
        .set(alertChanges(change))
        .where('id', '=', id)
        .where('state', '<>', sql.lit('resolved'));
      if (change.severity !== undefined) changed = changed.where('severity', '<>', change.severity);
      else if (change.toldAt !== undefined) changed = changed.where('told_at', 'is', null);
      await atomically([changed, ...told(outgoing), ...untold(id, change, outgoing)]);
    },

    settleAlertNotice: async (notice, outcome) => {
      const gone = writes.deleteFrom('alert_notices').where('id', '=', notice.id);
      if (outcome.kind === 'told') {
        const count = writes
          .updateTable('alerts')
          .set({ notifications: sql<number>`notifications + 1` })
          .where('id', '=', notice.alert);
        await atomically([gone, count]);
      } else if (outcome.nextAt === null) {
        await gone.execute();
      } else {
        await writes
          .updateTable('alert_notices')
          .set({ attempts: notice.attempts + 1, next_at: outcome.nextAt, error: outcome.error })
          .where('id', '=', notice.id)
          .execute();
      }
    },

    setAlertRule: async ({ rule, enabled, threshold }) => {
      const row = { rule, enabled: enabled === null ? null : Number(enabled), threshold };
      await writes
        .insertInto('alert_rules')
        .values(row)
        .onConflict((conflict) => conflict.column('rule').doUpdateSet(row))
        .execute();
    },

    addSilence: async (silence) => {
      await writes.insertInto('silences').values(silenceRow(silence)).execute();
    },

    removeSilence: async (id) => (await deleted(writes.deleteFrom('silences').where('id', '=', id))) > 0,

    sweepAlerts: async (before) => {
      const alerts = await deleted(
        writes.deleteFrom('alerts').where('state', '=', 'resolved').where('resolved_at', '<', before),
      );
      return alerts + (await deleted(writes.deleteFrom('silences').where('until', '<', before)));
    },
  };
}
