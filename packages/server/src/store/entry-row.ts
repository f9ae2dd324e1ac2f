/** A queue entry as a row. */
import type { Notify } from '@hearback/smtp';
import { idText } from './id.ts';
import type { QueueEntry } from './rows.ts';
import type { QueueTable } from './schema.ts';

export const entryColumns = [
  'message',
  'position',
  'held',
  'held_why',
  'crashes',
  'lane',
  'next_at',
  'recipient',
  'orcpt',
  'notify',
  'attempts',
  'suspended_for',
  'suspended_mark',
  'history',
  'delay_notice_at',
] as const satisfies readonly (keyof QueueTable)[];

export interface EntryRow {
  readonly message: Uint8Array;
  readonly position: number;
  readonly held: number;
  readonly held_why: string | null;
  readonly crashes: number;
  readonly lane: string;
  readonly next_at: number;
  readonly recipient: string;
  readonly orcpt: string | null;
  readonly notify: string | null;
  readonly attempts: number;
  readonly suspended_for: number;
  readonly suspended_mark: number;
  readonly history: string;
  readonly delay_notice_at: number | null;
}

export function readEntry(row: EntryRow, messageId = idText(row.message, 'msg_')): QueueEntry {
  return {
    messageId,
    position: row.position,
    recipient: row.recipient,
    orcpt: row.orcpt,
    notify: row.notify === null ? null : row.notify === '' ? [] : (row.notify.split(',') as Notify[]),
    lane: row.lane,
    nextAt: row.next_at,
    held: row.held === 1,
    attempts: row.attempts,
    suspendedFor: row.suspended_for,
    suspendedMark: row.suspended_mark,
    history: row.history === '' ? [] : (JSON.parse(`[${row.history.slice(1)}]`) as QueueEntry['history']),
    delayNoticeAt: row.delay_notice_at,
    ...(row.held_why === null ? {} : { heldWhy: row.held_why }),
    ...(row.crashes === 0 ? {} : { crashes: row.crashes }),
  };
}

export function notifyText(notify: readonly Notify[] | null): string | null {
  return notify === null ? null : notify.join(',');
}

/** What is appended to the history column. */
export function noteText(note: QueueEntry['history'][number] | null): string {
  return note === null ? '' : `,${JSON.stringify(note)}`;
}

/** Domain of an address in lower case; '' when there is none. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1 || address.length).toLowerCase();
}
