/** Who has which duty. */
import type { Database } from '../database.ts';
import type { DutyWrites } from '../duties.ts';

export const dutyWrites = ({ writes }: Pick<Database, 'writes'>): DutyWrites => ({
  takeDuty: async (duty, holder, now, until) => {
    const { numInsertedOrUpdatedRows } = await writes
      .insertInto('duties')
      .values({ duty, holder, until })
      .onConflict((conflict) =>
        conflict
          .column('duty')
          .doUpdateSet({ holder, until })
          .where((eb) => eb.or([eb('duties.holder', '=', holder), eb('duties.until', '<=', now)])),
      )
      .executeTakeFirstOrThrow();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  },

  leaveDuty: async (duty, holder) => {
    await writes.deleteFrom('duties').where('duty', '=', duty).where('holder', '=', holder).execute();
  },
});
