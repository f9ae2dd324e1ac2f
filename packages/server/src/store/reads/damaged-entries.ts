/**
 * Entries of the suppression list that would keep no mail back although they stand there: under another hash than that of their
 * address, or with words that nothing knows. Each finding is a sentence.
 */
import { type Kysely, sql } from 'kysely';
import { freshAddressKey, keyOf } from '../../ledger/address-key.ts';
import { suppressionScopes } from '../../ledger/event.ts';
import type { Schema } from '../schema.ts';
import { type SuppressionRow, suppressionColumns } from '../suppression-row.ts';

const atOnce = 500;
const states = ['provisional', 'confirmed', 'released'];

/** `place`: columns in whose order the rows are found without sorting all of them. */
export async function* damagedEntries(db: Kysely<Schema>, place: readonly string[]): AsyncGenerator<string> {
  const columns = sql.join(place.map((name) => sql.ref(name)));
  for (let after: readonly unknown[] | null = null; ; ) {
    const behind = after === null ? sql`` : sql`where (${columns}) > (${sql.join(after)})`;
    const rows: readonly (SuppressionRow & Record<string, unknown>)[] = (
      await sql<SuppressionRow & Record<string, unknown>>`
        select ${sql.join([...new Set([...suppressionColumns, ...place])].map((name) => sql.ref(name)))}
        from suppressions ${behind} order by ${columns} limit ${sql.lit(atOnce)}`.execute(db)
    ).rows;
    for (const row of rows) {
      const why = wrongWith(row);
      if (why !== null) yield `entry ${Buffer.from(row.key).toString('hex')} of the suppression list ${why}`;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = place.map((name) => last[name]);
  }
}

function wrongWith({ key, recipient, address, scope, state, detail }: SuppressionRow): string | null {
  const sha256 = Buffer.from(key).toString('hex');
  if (sha256.length !== 64 || keyOf(sha256).recipient !== recipient) return 'stands where nobody looks for it';
  if (address !== null && freshAddressKey(address).key !== sha256) return 'is not that of its address';
  if (!(suppressionScopes as readonly string[]).includes(scope)) return 'has a scope that there is not';
  if (!states.includes(state)) return 'has a state that there is not';
  return isJson(detail) ? null : 'cannot be read';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
