/** An operator's selection as conditions on the queue. */
import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import { idOctets } from './id.ts';
import type { Schema } from './schema.ts';
import type { Selection } from './store.ts';

/** Rows of `queue`; fields of the message are looked up where one is asked for. */
export function selects(
  eb: ExpressionBuilder<Schema, 'queue'>,
  selection: Selection,
): ExpressionWrapper<Schema, 'queue', SqlBool> {
  const { messageId, recipient, domain, lane, stream, campaign, sender, acceptedSince, acceptedBefore } = selection;
  const conditions: ExpressionWrapper<Schema, 'queue', SqlBool>[] = [];
  if (messageId !== undefined) conditions.push(eb('queue.message', '=', idOctets(messageId, 'msg_')));
  if (recipient !== undefined) conditions.push(isFor(eb, recipient));
  if (domain !== undefined) conditions.push(eb('queue.domain', '=', domain.toLowerCase()));
  if (lane !== undefined) conditions.push(laneIs(eb, lane));
  if (acceptedSince !== undefined) conditions.push(eb('queue.accepted_at', '>=', acceptedSince));
  if (acceptedBefore !== undefined) conditions.push(eb('queue.accepted_at', '<', acceptedBefore));
  if (stream !== undefined || campaign !== undefined || sender !== undefined) {
    let messages = eb.selectFrom('messages').select('messages.id').whereRef('messages.id', '=', 'queue.message');
    if (stream !== undefined) messages = messages.where('messages.stream', '=', stream);
    if (campaign !== undefined) messages = messages.where('messages.campaign', '=', campaign);
    if (sender !== undefined) messages = messages.where('messages.sender', '=', sender);
    conditions.push(eb.exists(messages));
  }
  return eb.and(conditions);
}

/** In any case. Two halves, for what is leased has an index of its own (queue-recipients.ts); it is held by a session, from 1 on. */
function isFor(eb: ExpressionBuilder<Schema, 'queue'>, recipient: string): ExpressionWrapper<Schema, 'queue', SqlBool> {
  const is = eb(eb.fn<string>('lower', ['queue.recipient']), '=', recipient.toLowerCase());
  const waits = eb.and([eb('queue.owner', 'is', null), eb('queue.recipient', '<>', sql.lit('')), is]);
  return eb.or([waits, eb.and([eb('queue.owner', '>', sql.lit(0)), is])]);
}

/** A whole lane "site|source|stream", or its site alone. */
function laneIs(eb: ExpressionBuilder<Schema, 'queue'>, lane: string): ExpressionWrapper<Schema, 'queue', SqlBool> {
  if (lane.includes('|')) return eb('queue.lane', '=', lane);
  return eb.or([
    eb('queue.lane', '=', lane),
    eb.and([eb('queue.lane', '>', `${lane}|`), eb('queue.lane', '<', `${lane}}`)]),
  ]);
}
