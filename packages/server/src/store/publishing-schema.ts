/** Tables of webhooks and their deliveries, and who has which duty (publishing.ts). */
import type { Generated } from 'kysely';

interface WebhooksTable {
  id: string;
  url: string;
  description: string;
  /** JSON arrays. */
  types: string;
  secrets: string;
  state: string;
  why: string | null;
  created_at: number;
  cursor: number;
  failing_since: number | null;
}

interface DeliveriesTable {
  seq: Generated<number>;
  id: string;
  endpoint: string;
  publication: string;
  type: string;
  body: string;
  at: number;
  state: string;
  replay: number;
  attempts: number;
  next_at: number;
  last_at: number | null;
  status: number | null;
  error: string | null;
  duration: number | null;
}

interface DutiesTable {
  duty: string;
  holder: string;
  until: number;
}

export interface PublishingSchema {
  webhooks: WebhooksTable;
  deliveries: DeliveriesTable;
  duties: DutiesTable;
}
