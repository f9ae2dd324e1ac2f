/**
 * What the death of a process means for the entries that were leased to it. The first time each of them comes under
 * suspicion, for nobody wrote down which were being tried; from then on that is written down (`in_hand`), and only those
 * count.
 */
import { sql } from 'kysely';

export const crashed = {
  crashes: sql<number>`case when crashes = 0 or in_hand = 1 then crashes + 1 else crashes end`,
  in_hand: sql<number>`0`,
};
