/**
 * The part of the store's port about what only one of several processes may do at a time: duties, each held under a lease by
 * who took it. Times are those of the holder's clock; a store that several share takes from them how long a lease lasts, and ends
 * it by its own.
 */
export interface DutyWrites {
  /** True when the duty is this holder's until then; false while another process has it. */
  readonly takeDuty: (duty: string, holder: string, now: number, until: number) => Promise<boolean>;
  readonly leaveDuty: (duty: string, holder: string) => Promise<void>;
}
