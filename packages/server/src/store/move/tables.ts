/**
 * What moves from SQLite to PostgreSQL. Both have the same columns under the same names, but for what SQLite packs (events,
 * effects) or keeps for itself.
 */
import { crc32 } from 'node:zlib';
import type { RawBuilder } from 'kysely';
import { placedPayload } from '../event-places.ts';
import { type EventRow, readEvent } from '../event-row.ts';
import type { Schema } from '../schema.ts';
import { effectDetail, payload } from '../sqlite/unpacking.ts';

export type MovedRow = Readonly<Record<string, string | number | Uint8Array | null>>;

/** All but what a service that comes begins without: who has which duty, and texts, which stand in the rows that name them. */
export const movedTables = [
  ...['messages', 'bodies', 'queue', 'notices', 'dialogues', 'sessions', 'lane_states', 'idempotency'],
  ...['events', 'effects', 'failures', 'raws', 'reclassifications', 'roll_ups_hourly', 'roll_ups_daily'],
  ...['suppressions', 'suppression_changes', 'incident_addresses', 'erased', 'own_rules', 'jobs'],
  ...['sources', 'source_figures', 'source_mails', 'source_marks', 'webhooks', 'deliveries'],
  ...['alerts', 'alert_rules', 'alert_notices', 'silences', 'keys', 'visits', 'secrets', 'audit'],
] as const satisfies readonly (keyof Schema & string)[];
export type MovedTable = (typeof movedTables)[number];

interface Difference {
  /** How SQLite gives a column. */
  readonly columns: Readonly<Record<string, RawBuilder<string>>>;
  readonly change?: (row: MovedRow) => MovedRow;
}

export const differences: Readonly<Partial<Record<MovedTable, Difference>>> = {
  events: { columns: { payload }, change: placed },
  effects: { columns: { detail: effectDetail } },
};

function placed(row: MovedRow): MovedRow {
  const event = placedPayload(readEvent(row as unknown as EventRow));
  return { ...row, payload: event, crc: crc32(event) };
}
