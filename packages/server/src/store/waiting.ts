/** Conditions that the partial indexes carry; written with literals, because a bound value proves nothing to a planner. */
import { sql } from 'kysely';

/** Not leased and not held: a claim may take it when it is due. */
export const waiting = sql<boolean>`queue.owner is null and queue.held = 0`;
export const leased = sql<boolean>`queue.owner is not null`;
export const held = sql<boolean>`queue.owner is null and queue.held = 1`;
export const recalled = sql<boolean>`queue.owner is not null and queue.held = 1`;
export const quarantined = sql<boolean>`queue.held_why is not null`;
/** Waiting or held. */
export const free = sql<boolean>`queue.owner is null`;

/** What may be leased: what is due and nobody holds, or whatever nobody has. */
export const leasable = { waiting, free };
export type Leasable = keyof typeof leasable;
