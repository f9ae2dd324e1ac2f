/** Failures by what they can be found by, in both databases. One row for each event that ledger/failure.ts knows. */
export interface FailuresTable {
  at: number;
  event: Uint8Array;
  class: string;
  type: string;
  reason: string | null;
  provider: string | null;
  domain: string | null;
  list: string | null;
  stream: string | null;
  campaign: string | null;
  sender_domain: string | null;
  ip: string | null;
  source: string;
  /** As text, as a search names it. */
  code: string | null;
  status: string | null;
  template: string | null;
  trusted: string;
}

export interface HealthTables {
  failures: FailuresTable;
}
