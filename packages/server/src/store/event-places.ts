/**
 * What an event has besides its columns, as PostgreSQL keeps it: a JSON array, first which fields there are, one bit for each,
 * then their values in the order of their places. As an object, half of it was the names of the fields. It stays text, for
 * a search looks for words in it.
 */
import type { LedgerEvent } from '../ledger/event.ts';

type Field = Exclude<keyof LedgerEvent, 'id' | 'at' | 'type' | 'message_id'>;
type Payload = Pick<LedgerEvent, 'source'> & Partial<Pick<LedgerEvent, Field>>;

/** On disk: a place is never given to another field. A field that has none does not compile. */
const placeOf: Readonly<Record<Field, number>> = {
  ...{ recipient: 0, original_recipient: 1, sender: 2, stream: 3, list: 4, campaign: 5, tags: 6, attempt: 7, mx: 8 },
  ...{ source_ip: 9, tls: 10, stage: 11, reply: 12, verdict: 13, source: 14, trusted: 15, duration_ms: 16 },
  ...{ incident_id: 17, ambiguous: 18, next_attempt_at: 19, attempts: 20, dominant_reason: 21, source_name: 22 },
  ...{ foreign_message: 23, correlated_by: 24, suppression: 25, reclassification: 26, incident: 27, health: 28 },
};
const names = (Object.keys(placeOf) as Field[]).sort((a, b) => placeOf[a] - placeOf[b]);
const bits = names.map((name) => 2 ** placeOf[name]);

export function placedPayload(event: LedgerEvent): string {
  const cells: unknown[] = [0];
  let there = 0;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as Field;
    const value = event[name];
    if (value === null || value === undefined || value === false || (name === 'tags' && event.tags.length === 0))
      continue;
    there += bits[index] ?? 0;
    // The bit says it.
    if (value === true) continue;
    if (name === 'mx') cells.push([event.mx?.host, event.mx?.address]);
    else if (name === 'reply') cells.push([event.reply?.code, event.reply?.status, event.reply?.text]);
    else cells.push(value);
  }
  cells[0] = there;
  return JSON.stringify(cells);
}

/** SQLite makes an object of its own form, and so did PostgreSQL's rows of before. */
export function readPayload(text: string): Payload {
  const stored = JSON.parse(text) as Payload | readonly unknown[];
  return Array.isArray(stored) ? readPlaced(stored) : (stored as Payload);
}

function readPlaced([there, ...values]: readonly unknown[]): Payload {
  const payload: Partial<Record<Field, unknown>> = {};
  let at = 0;
  names.forEach((name, index) => {
    if (Math.floor(Number(there) / (bits[index] ?? 1)) % 2 === 0) return;
    payload[name] = name === 'trusted' || name === 'ambiguous' ? true : restored(name, values[at++]);
  });
  return payload as Payload;
}

function restored(name: Field, value: unknown): unknown {
  if (name === 'mx') {
    const [host, address] = value as readonly unknown[];
    return { host, address };
  }
  if (name !== 'reply') return value;
  const [code, status, text] = value as readonly unknown[];
  return { code, status, text };
}
