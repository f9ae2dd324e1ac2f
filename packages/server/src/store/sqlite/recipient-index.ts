/**
 * How events are found by their recipient. Hashes come in no order: in one index each would go to a page of its own, and the
 * larger the ledger, the more pages a batch would change. So the index is in slices of 131,072 events, each by hash: only
 * the last slice changes, and it stays small. A look for a recipient asks each slice, from the oldest event it wants.
 *
 * An entry is one number: the slice, and the last 24 bits of the hash; the row says whether it is meant.
 */
import { type RawBuilder, sql } from 'kysely';

const slice = (seq: string): string => `(${seq} >> 17)`;
const entry = (of: string, recipient: string): string => `((${of} << 24) | (${recipient} & 16777215))`;

export const recipientIndex = `create index events_recipient on events (${entry(slice('seq'), 'recipient')})
  where recipient is not null`;

/** Of the table `events`. `recipient` and `after`, as SQL: the hash, and the number that those wanted are behind. */
export function aboutRecipient(recipient: RawBuilder<unknown>, after = sql`0`): RawBuilder<boolean> {
  const first = sql`(select ${sql.raw(slice('min(seq)'))} from events)`;
  const wanted = sql`(${after} >> 17)`;
  const last = sql`(select ${sql.raw(slice('max(seq)'))} from events)`;
  return sql<boolean>`(events.recipient = ${recipient}
    and ${sql.raw(entry(slice('events.seq'), 'events.recipient'))} in (
      with recursive slices (slice) as (
        select max(${wanted}, ${first})
        union all select slice + 1 from slices where slice < ${last}
      ) select (slice << 24) | (${recipient} & 16777215) from slices
    ))`;
}
