/** Duties of a process of its own over any store, as if others might share it. */
import pino from 'pino';
import type { Clock } from '../delivery/clock.ts';
import type { Store } from '../store/store.ts';
import { type Duties, openDuties } from './duties.ts';

export const sharedDuties = (store: Store, clock: Clock, holder: string, lease = 30_000): Duties => {
  const { takeDuty, leaveDuty } = store;
  return openDuties({
    ...{ store: { kind: 'postgres', takeDuty, leaveDuty }, clock, holder, lease },
    log: pino({ level: 'silent' }),
  });
};
