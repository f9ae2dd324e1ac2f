/**
 * Whether a server may say that a name does not exist. A server that is cut off from the world may answer so about every
 * name; believed, it would turn a whole list into dead addresses.
 */
import type { Query } from './message.ts';
import type { Reading } from './reading.ts';

/** The root exists (RFC 1034 §3.1), so every server that knows the world says no data here, never no name. */
const root: Query = { name: '.', type: 'MX' };

/** `ask`: puts a question to the same server. A denial that names its zone needs no other proof. */
export async function isBelievable(denial: Reading, ask: (query: Query) => Promise<Reading>): Promise<boolean> {
  if (denial.kind !== 'no_name' || denial.ttl !== null) return true;
  const { kind } = await ask(root);
  return kind === 'no_data' || kind === 'found';
}
