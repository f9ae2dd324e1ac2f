/**
 * A lease whose answer was lost may stand, and then nobody has its entries in hand: they would wait until this process ends,
 * and be sent then, after whoever heard that they were not taken has handed them in again. So the session is given up, with
 * everything that is leased to it.
 */
import type { Store } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';

type Leasing = Pick<Store, 'claim' | 'claimOverdue' | 'claimSelected' | 'commit'>;

/** The store's own answers; `unsure` is called where one may have leased something all the same. */
export function sureLeases(store: Store, unsure: () => void): Store {
  const heard = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof StoreError && error.applied === null) unsure();
      throw error;
    }
  };
  const leasing: Leasing = {
    claim: (options) => heard(store.claim(options)),
    claimOverdue: (overdue, limit) => heard(store.claimOverdue(overdue, limit)),
    claimSelected: (selection, limit) => heard(store.claimSelected(selection, limit)),
    // What is settled is tried again until the store says what became of it.
    commit: (unit) => (unit.accept?.leased === true ? heard(store.commit(unit)) : store.commit(unit)),
  };
  return { ...store, ...leasing };
}
