import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { isFatal, readFailure } from './failure.ts';

test.each([
  ['SQLITE_FULL', 'full', false],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'rejected', false],
  ['SQLITE_BUSY', 'unavailable', false],
  ['SQLITE_IOERR_FSYNC', 'io', true],
  ['SQLITE_IOERR_WRITE', 'io', true],
  ['SQLITE_CORRUPT', 'io', true],
  ['SQLITE_ERROR', 'io', false],
])('%s is %s; the end of the store: %s', (code, told, fatal) => {
  const error = new Database.SqliteError('so it says', code);
  expect(readFailure(error)).toMatchObject({ code: told, applied: false, cause: error });
  expect(isFatal(error)).toBe(fatal);
});

test('what the system says of a file is told as it says it', () => {
  const said = "EACCES: permission denied, access '/var/lib/hearback/hearback.db'";
  const error = Object.assign(new Error(said), { code: 'EACCES' });
  expect(readFailure(error)).toMatchObject({ code: 'io', message: said });
});
