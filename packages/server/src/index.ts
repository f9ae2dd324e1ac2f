/** The service: queue, delivery, notices, ledger, control. */
export type * from './delivery/submission.ts';
export type * from './ledger/event.ts';
export type * from './queue/control.ts';
export type * from './store/rows.ts';
export type * from './store/store.ts';
