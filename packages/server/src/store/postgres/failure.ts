/** What went wrong at PostgreSQL, as the store tells it. */
import pg from 'pg';
import { StoreError } from '../store-error.ts';

/**
 * - `connection`: it is gone; what was under way may have been committed.
 * - `again`: rolled back for reasons that pass (deadlock, serialization, a prepared statement of before).
 * - `statement`: rolled back, and would be again.
 */
export type FailureKind = 'connection' | 'again' | 'statement';

export function kindOf(error: unknown): FailureKind {
  // A mistake of ours before anything was sent.
  if (error instanceof TypeError || error instanceof RangeError) return 'statement';
  if (!(error instanceof pg.DatabaseError)) return 'connection';
  const { code = '', severity } = error;
  if (severity === 'FATAL' || severity === 'PANIC' || /^(?:08|57P|25P03|25006)/.test(code)) return 'connection';
  if (/^(?:40|55P03)/.test(code) || isOutdated(error)) return 'again';
  return 'statement';
}

/**
 * A prepared statement that a connection cannot run any more: a migration has changed a column's type (0A000, "cached plan
 * must not change result type"), or somebody has deallocated it (26000). On a new connection it is prepared anew.
 */
export function isOutdated(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '0A000' || error.code === '26000');
}

export function readFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const text = `PostgreSQL: ${message}`;
  if (kindOf(error) !== 'statement') return new StoreError('unavailable', text, { cause: error });
  const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
  if (code === '53100') return new StoreError('full', text, { cause: error });
  return new StoreError(/^2[23]/.test(code) ? 'rejected' : 'io', text, { cause: error });
}
