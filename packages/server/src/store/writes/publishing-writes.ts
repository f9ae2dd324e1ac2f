/** What is brought to endpoints, and what became of it. */
import { type Compilable, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { PublishingWrites, WebhookChange, WebhookDelivery } from '../publishing.ts';
import { deliveryRow, webhookChanges, webhookRow } from '../publishing-row.ts';

export const deliveriesIn = (
  writes: Database['writes'],
  deliveries: readonly WebhookDelivery[],
): readonly Compilable[] =>
  deliveries.map((delivery) =>
    writes
      .insertInto('deliveries')
      .values(deliveryRow(delivery))
      .onConflict((conflict) =>
        conflict.columns(['endpoint', 'publication']).where('replay', '=', sql.lit(0)).doNothing(),
      ),
  );

export function publishingWrites({ writes, atomically }: Pick<Database, 'writes' | 'atomically'>): PublishingWrites {
  const changeOf = (id: string, change: WebhookChange) =>
    writes.updateTable('webhooks').set(webhookChanges(change)).where('id', '=', id);

  return {
    addWebhook: async (endpoint) => {
      await writes.insertInto('webhooks').values(webhookRow(endpoint)).execute();
    },

    changeWebhook: async (id, change) => (await changeOf(id, change).executeTakeFirst()).numUpdatedRows > 0n,

    removeWebhook: async (id) => {
      const { numDeletedRows } = await writes.deleteFrom('webhooks').where('id', '=', id).executeTakeFirst();
      await writes.deleteFrom('deliveries').where('endpoint', '=', id).execute();
      return numDeletedRows > 0n;
    },

    bringDeliveries: async (deliveries, cursor) => {
      await atomically([
        ...deliveriesIn(writes, deliveries),
        ...(cursor === null
          ? []
          : [writes.updateTable('webhooks').set({ cursor: cursor.to }).where('id', '=', cursor.endpoint)]),
      ]);
    },

    settleDeliveries: async (outcomes, endpoint) => {
      await atomically([
        ...outcomes.map(({ id, state, attempts, nextAt, lastAt, status, error, duration }) =>
          writes
            .updateTable('deliveries')
            .set({ state, attempts, next_at: nextAt, last_at: lastAt, status, error, duration })
            .where('id', '=', id),
        ),
        ...(endpoint === null ? [] : [changeOf(endpoint.id, endpoint.change)]),
      ]);
    },

    sweepDeliveries: async (before, kept) => {
      const { numDeletedRows: old } = await writes
        .deleteFrom('deliveries')
        .where('state', '!=', 'waiting')
        .where('at', '<', before)
        .executeTakeFirst();
      const { numDeletedRows: beyond } = await writes
        .deleteFrom('deliveries')
        .where('state', '!=', 'waiting')
        .where('seq', 'in', (eb) =>
          eb
            .selectFrom(
              eb
                .selectFrom('deliveries')
                .select(['seq'])
                .select(sql<number>`row_number() over (partition by endpoint order by seq desc)`.as('place'))
                .as('placed'),
            )
            .select('seq')
            .where('place', '>', kept),
        )
        .executeTakeFirst();
      return Number(old) + Number(beyond);
    },
  };
}
