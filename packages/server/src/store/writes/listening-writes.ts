/** What goes again of what came in. */
import type { Database } from '../database.ts';
import { firstIdAt } from '../id.ts';
import type { ListeningWrites } from '../listening.ts';
import { oldAmongFirst } from '../old-rows.ts';

export function listeningWrites({ writes }: Pick<Database, 'writes'>): ListeningWrites {
  const deleted = async (query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> }): Promise<number> =>
    Number((await query.executeTakeFirst()).numDeletedRows);

  return {
    sweepHeard: async (before, limit) => {
      const raws = await deleted(
        writes.deleteFrom('raws').where('seq', 'in', (eb) => oldAmongFirst(eb, 'raws', before.raws, before.now, limit)),
      );
      const effects = await deleted(
        writes
          .deleteFrom('effects')
          .where('message', 'in', (eb) =>
            eb
              .selectFrom('effects')
              .select('message')
              .where('message', '<', firstIdAt(before.effects))
              .orderBy('message')
              .limit(limit),
          ),
      );
      return raws + effects;
    },
  };
}
