/** Of failures, those whose message was delivered to the recipient after all, by what all that was heard of it comes to. */
import type { Kysely, RawBuilder } from 'kysely';
import { counted, countsOf } from '../../ledger/contributions.ts';
import type { LedgerEvent } from '../../ledger/event.ts';
import { outcomeMessage, subjectOf } from '../../ledger/subject.ts';
import { readEffect } from '../effect-row.ts';
import { idOctets } from '../id.ts';
import type { Schema } from '../schema.ts';

const place = counted.indexOf('recovered');
/** Messages of one statement. */
const atOnce = 500;

/** Ids of those events. */
export async function recoveredAmong(
  db: Kysely<Schema>,
  effectDetail: RawBuilder<string>,
  events: readonly LedgerEvent[],
): Promise<ReadonlySet<string>> {
  const nameOf = (message: Uint8Array, recipient: number): string =>
    `${recipient} ${Buffer.from(message).toString('hex')}`;
  const messages = new Map(events.map((event) => [event.id, idOctets(outcomeMessage(event), 'msg_')]));
  const wanted = [...messages.values()];
  const recovered = new Set<string>();
  for (let at = 0; at < wanted.length; at += atOnce) {
    const rows = await db
      .selectFrom('effects')
      .select(['message', 'recipient', effectDetail.as('detail')])
      .where('message', 'in', wanted.slice(at, at + atOnce))
      .execute();
    for (const { message, recipient, detail } of rows)
      if (countsOf(readEffect(detail))[place] === 1) recovered.add(nameOf(message, recipient));
  }
  const isRecovered = (event: LedgerEvent): boolean => {
    const [message, recipient] = [messages.get(event.id), subjectOf(event)];
    return message !== undefined && recipient !== null && recovered.has(nameOf(message, recipient));
  };
  return new Set(events.filter(isRecovered).map(({ id }) => id));
}
