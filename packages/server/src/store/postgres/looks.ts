/** What units were decided on, and what is known of their outcomes: read and locked in the first half of a batch. */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Effect } from '../../ledger/effect.ts';
import { type KeyedEffect, unitEffects } from '../../ledger/effect-of.ts';
import { subjectOf } from '../../ledger/subject.ts';
import { readEffect } from '../effect-row.ts';
import { idOctets } from '../id.ts';
import type { AddressLook } from '../listening.ts';
import type { Unit } from '../store.ts';
import { bulk } from './bulk.ts';

export const findSuppressed = bulk(
  'find_suppressed',
  { recipient: 'bigint' },
  (from) => sql`
  select t.recipient from ${from} where exists (select 1 from suppressions where suppressions.recipient = t.recipient)`,
);
export const findNewest = bulk(
  'find_newest',
  { recipient: 'bigint' },
  (from) => sql`
  select t.recipient, (select max(events.seq) from events where events.recipient = t.recipient) as seq from ${from}`,
);
export const lockEffects = bulk(
  'lock_effects',
  { message: 'bytea', recipient: 'bigint' },
  (from) => sql`
  select effects.message, effects.recipient, effects.detail from ${from}
  join effects on effects.message = t.message and effects.recipient = t.recipient
  order by effects.message, effects.recipient for update of effects`,
);

export const looksOf = (unit: Unit): readonly AddressLook[] => unit.looks ?? [];

export const recipientsOf = (looks: readonly AddressLook[]): { readonly recipient: number }[] =>
  [...new Set(looks.map(({ recipient }) => recipient))].map((recipient) => ({ recipient }));

export const effectKey = ({ message, recipient }: KeyedEffect) => ({ message: idOctets(message, 'msg_'), recipient });

export const effectName = (message: Uint8Array, recipient: number): string =>
  `${Buffer.from(message).toString('hex')} ${recipient}`;

/** Each once. */
export function effectKeys(units: readonly Unit[]) {
  const keys = new Map<string, ReturnType<typeof effectKey>>();
  for (const keyed of units.flatMap((unit) => [...unitEffects(unit), ...(unit.recounts ?? [])])) {
    const key = effectKey(keyed);
    keys.set(effectName(key.message, key.recipient), key);
  }
  return [...keys.values()];
}

export function readEffects(rows: readonly pg.QueryResultRow[]): ReadonlyMap<string, Effect> {
  return new Map(rows.map((row) => [effectName(row['message'], row['recipient']), readEffect(row['detail'])]));
}

/** What the looks of a batch are held against; it changes with each unit that stands. */
export interface Seen {
  readonly suppressed: Set<number>;
  readonly newest: Map<number, number>;
}

export function isStale({ recipient, seen }: AddressLook, { suppressed, newest }: Seen): boolean {
  return seen === null ? suppressed.has(recipient) : (newest.get(recipient) ?? 0) !== seen;
}

/** A unit that stands makes later looks at the same addresses stale. */
export function standing(unit: Unit, { suppressed, newest }: Seen): void {
  for (const { recipient } of unit.suppressions ?? []) suppressed.add(recipient);
  for (const event of unit.events) {
    const recipient = subjectOf(event);
    if (recipient !== null) newest.set(recipient, Number.POSITIVE_INFINITY);
  }
}
