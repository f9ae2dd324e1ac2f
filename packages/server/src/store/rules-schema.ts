/** Tables of rules and their consequences: own rules, corrected events, jobs, what people changed, what was erased. */
import type { Generated } from 'kysely';

interface OwnRulesTable {
  name: string;
  /** JSON */
  rule: string;
  who: string;
  at: number;
}

/** One row for each `reclassified` event. */
interface ReclassificationsTable {
  event: Uint8Array;
  /** The event that it corrects. */
  target: Uint8Array;
  run: string | null;
  at: number;
}

interface JobsTable {
  id: string;
  kind: string;
  state: string;
  who: string;
  why: string;
  started_at: number;
  touched_at: number;
  /** JSON */
  detail: string;
}

interface AuditTable {
  seq: Generated<number>;
  at: number;
  who: string;
  what: string;
  subject: string;
  /** JSON */
  detail: string;
}

interface ErasedTable {
  /** Keyed hash of the address. */
  key: Uint8Array;
  scope: string;
  value: string;
  /** JSON */
  detail: string;
}

interface SecretsTable {
  name: string;
  value: string;
}

export interface RulesSchema {
  own_rules: OwnRulesTable;
  reclassifications: ReclassificationsTable;
  jobs: JobsTable;
  audit: AuditTable;
  erased: ErasedTable;
  secrets: SecretsTable;
}
