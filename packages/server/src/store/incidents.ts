/**
 * What the store knows of incidents beside their events (ledger/incident.ts): the addresses each has touched. A row is
 * written by `commit` alone, with the event or the decision that it follows from (Unit, in store.ts).
 */
import type { Page } from './store.ts';

/**
 * - `held`: gets no mail because of the incident.
 * - `released`: was held, or would have been, and gets mail.
 * - `suppressed`: gets no mail for another reason, which the incident does not touch.
 */
export type IncidentAddressState = 'held' | 'released' | 'suppressed';

export interface IncidentAddress {
  /** Id of the incident. */
  readonly incident: string;
  /** SHA-256 of the address, hexadecimal, and the hash that it is found by (ledger/address-key.ts). */
  readonly key: string;
  readonly recipient: number;
  readonly address: string;
  readonly state: IncidentAddressState;
  /** Messages to it that bounced in the incident. */
  readonly messages: number;
  /** Its first and last bounce of the incident. */
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface IncidentCounts {
  readonly addresses: number;
  readonly messages: number;
  readonly held: number;
  readonly released: number;
  readonly suppressed: number;
  /** Its last bounce; null when there is none yet. */
  readonly lastAt: number | null;
}

export interface IncidentReads {
  readonly incidentCounts: (incidents: readonly string[]) => Promise<ReadonlyMap<string, IncidentCounts>>;
  /** In the order of `recipient`. `below`: only those whose `recipient` is less, which is how a share of them is told. */
  readonly incidentAddresses: (
    asked: {
      readonly incident: string;
      readonly state?: IncidentAddressState | undefined;
      readonly below?: number | undefined;
    },
    after: string | null,
    limit: number,
  ) => Promise<Page<IncidentAddress>>;
  /** How many of them `below` leaves in each state. */
  readonly incidentShare: (incident: string, below: number) => Promise<{ readonly held: number; readonly all: number }>;
}
