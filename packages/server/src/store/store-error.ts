/**
 * Why the store could not do what was asked; nothing of it is to be acknowledged.
 *
 * - `full`: no space left. Heals by itself when space returns.
 * - `io`: reading or writing failed; the store takes no more commits until the process starts anew.
 * - `unavailable`: the database could not be reached in time; `applied` tells whether the change may stand all the same.
 * - `locked`: another process holds the file.
 * - `settings`: the database would not promise what "committed" means here.
 * - `schema`: the data were written by another version.
 * - `no_key`: it has a secret, and the key to keep or to read it under is missing.
 * - `closed`: after `close`.
 * - `rejected`: this one change contradicts what is stored (a message id used twice).
 */
export type StoreErrorCode =
  | 'full'
  | 'io'
  | 'unavailable'
  | 'locked'
  | 'settings'
  | 'schema'
  | 'no_key'
  | 'closed'
  | 'rejected';

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** False: nothing was changed. Null: it is not known whether the change was applied. */
  readonly applied: false | null;

  constructor(code: StoreErrorCode, message: string, options?: { readonly cause?: unknown; readonly applied?: null }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'StoreError';
    this.code = code;
    this.applied = options?.applied === null ? null : false;
  }
}
