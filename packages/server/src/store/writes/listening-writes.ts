/** What goes again of what came in. */
import type { Database } from '../database.ts';
import { firstIdAt } from '../id.ts';
import type { ListeningWrites } from '../listening.ts';

export function listeningWrites({ writes }: Pick<Database, 'writes'>): ListeningWrites {
  const deleted = async (query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> }): Promise<number> =>
    Number((await query.executeTakeFirst()).numDeletedRows);

  return {
    sweepHeard: async (before, limit) => {
      // Rows are in the order of their time, near enough: the oldest few are looked at.
      const raws = await deleted(
        writes
          .deleteFrom('raws')
          .where('seq', 'in', (eb) => eb.selectFrom('raws').select('seq').orderBy('seq').limit(limit))
          .where('at', '<', before.raws),
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
