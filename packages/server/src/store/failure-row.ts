/** A failure as a row: texts only, as a search names them. */

import type { LedgerEvent } from '../ledger/event.ts';
import { type Failure, failureOf } from '../ledger/failure.ts';
import { type FailureColumn, failureColumns } from './health.ts';
import { idOctets } from './id.ts';

const textOf = (failure: Failure, column: FailureColumn): string | null => {
  if (column === 'trusted') return failure.trusted ? 'yes' : 'no';
  return column === 'code' ? (failure.code?.toString() ?? null) : failure[column];
};

/** In the order of `failureColumns`; null for an event that tells of no failure. */
export function failureValues(event: LedgerEvent, excused = false): readonly (string | null)[] | null {
  const failure = failureOf(event, excused);
  return failure === null ? null : failureColumns.map((column) => textOf(failure, column));
}

export function failureRow(event: LedgerEvent, excused = false) {
  const failure = failureOf(event, excused);
  if (failure === null) return [];
  const columns = Object.fromEntries(failureColumns.map((column) => [column, textOf(failure, column)]));
  return [
    {
      event: idOctets(event.id, 'evt_'),
      at: event.at,
      ...(columns as Readonly<Record<FailureColumn, string | null>>),
    },
  ];
}
