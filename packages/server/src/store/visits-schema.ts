/** Table of store/visits.ts. */
interface VisitsTable {
  id: string;
  hash: string;
  name: string;
  /** JSON array. */
  scopes: string;
  kind: string;
  created_at: number;
  expires_at: number;
}

export interface VisitsSchema {
  visits: VisitsTable;
}
