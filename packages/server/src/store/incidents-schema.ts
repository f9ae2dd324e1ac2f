/** The table of incidents (incidents.ts). */

interface IncidentAddressesTable {
  incident: string;
  recipient: number;
  key: Uint8Array;
  address: string;
  state: string;
  messages: number;
  first_at: number;
  last_at: number;
}

export interface IncidentsSchema {
  incident_addresses: IncidentAddressesTable;
}
