/** Who has which duty. */
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { DutyWrites } from '../duties.ts';

/** Another version may take a duty for longer. */
const mostLeases = 10;

export const dutyWrites = ({ writes, instant }: Pick<Database, 'writes' | 'instant'>): DutyWrites => ({
  takeDuty: async (duty, holder, now, end) => {
    const until = sql<number>`${instant(now)} + ${end - now}`;
    const { numInsertedOrUpdatedRows } = await writes
      .insertInto('duties')
      .values({ duty, holder, until })
      .onConflict((conflict) =>
        conflict
          .column('duty')
          .doUpdateSet({ holder, until })
          .where((eb) =>
            eb.or([
              eb('duties.holder', '=', holder),
              eb('duties.until', '<=', instant(now)),
              // Longer than anybody takes one for: that clock was ahead, and has been put right.
              eb('duties.until', '>', sql<number>`${instant(now)} + ${mostLeases * (end - now)}`),
            ]),
          ),
      )
      .executeTakeFirstOrThrow();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  },

  leaveDuty: async (duty, holder) => {
    await writes.deleteFrom('duties').where('duty', '=', duty).where('holder', '=', holder).execute();
  },
});
