/**
 * Every message to one address, the newest first: those that wait for it, and those that events tell about, also such as
 * another server sent or whose own row has been deleted. Of the events the latest are looked at, as for its timeline.
 */
import { addressKey, normalAddress } from '../ledger/address-key.ts';
import { acceptedAt } from '../ledger/effect-of.ts';
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import { outcomeMessage } from '../ledger/subject.ts';
import { readCursor, writeCursor } from '../store/cursor.ts';
import type { MessageFilter, Page, Store } from '../store/store.ts';
import { headOf, type MessageHead, ofEvents } from './message-head.ts';

export const mostEvents = 2000;

const telling: ReadonlySet<EventType> = new Set<EventType>([
  ...(['delivered', 'deferred', 'bounced', 'expired', 'cancelled', 'bounce_received', 'feedback_received'] as const),
  'suppressed_send',
]);

/** By the name that `outcomeMessage` gives it. */
interface Sent {
  readonly key: string;
  readonly at: number;
  /** In the order they were recorded; none: it waits for its first attempt. */
  readonly events: LedgerEvent[];
}

export interface MessageTo {
  readonly key: string;
  readonly head: MessageHead;
}

/** Throws a StoreError `rejected` for what is no cursor of this list. */
export async function messagesTo(
  store: Pick<Store, 'eventsAbout' | 'queuedFor' | 'messagesOf' | 'fatesOf'>,
  address: string,
  filter: MessageFilter,
  after: string | null,
  limit: number,
): Promise<Page<MessageTo>> {
  const { recipient } = addressKey(address);
  const [at, key] = after === null ? [] : readCursor(after, ['number', 'string']);
  const place = at === undefined ? null : { at: Number(at), key: String(key) };
  const sent = (await sentTo(store, address))
    .filter((one) => place === null || one.at < place.at || (one.at === place.at && one.key < place.key))
    .filter((one) => one.at >= (filter.since ?? 0) && one.at < (filter.until ?? Number.POSITIVE_INFINITY));
  const found: (MessageTo & Sent)[] = [];
  for (let from = 0; from < sent.length && found.length <= limit; from += limit + 1) {
    const some = sent.slice(from, from + limit + 1);
    const heads = await headsOf(store, some);
    const fates =
      filter.fate === undefined ? null : await store.fatesOf(some.map(({ key: id }) => ({ id, recipients: null })));
    for (const one of some) {
      const head = heads.get(one.key);
      if (head === undefined || !hasLabels(head, filter)) continue;
      if (fates !== null && fates.get(one.key)?.get(recipient) !== filter.fate) continue;
      found.push({ ...one, head });
    }
  }
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, next: found.length > limit && last !== undefined ? writeCursor([last.at, last.key]) : null };
}

async function sentTo(store: Pick<Store, 'eventsAbout' | 'queuedFor'>, address: string): Promise<readonly Sent[]> {
  const named = normalAddress(address);
  const [recorded, queued] = await Promise.all([
    store.eventsAbout(addressKey(address).recipient, null, mostEvents),
    store.queuedFor(address, mostEvents),
  ]);
  const sent = new Map<string, Sent>();
  for (const id of queued) sent.set(id, { key: id, at: acceptedAt(id) ?? 0, events: [] });
  for (const { event } of recorded.toReversed()) {
    // A hash may be another address's too.
    if (!telling.has(event.type) || !event.trusted || normalAddress(event.recipient ?? '') !== named) continue;
    const key = outcomeMessage(event);
    const known = sent.get(key) ?? { key, at: acceptedAt(event.message_id) ?? event.at, events: [] };
    known.events.push(event);
    sent.set(key, known);
  }
  return [...sent.values()].sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1));
}

async function headsOf(
  store: Pick<Store, 'messagesOf'>,
  sent: readonly Sent[],
): Promise<ReadonlyMap<string, MessageHead>> {
  const stored = await store.messagesOf(sent.map(({ key }) => key));
  return new Map(
    sent.flatMap(({ key, at, events }) => {
      const row = stored.get(key);
      const head = row === undefined ? ofEvents(events, at) : headOf(row);
      return head === null ? [] : [[key, head] as const];
    }),
  );
}

const hasLabels = (head: MessageHead, { sender, stream, list, campaign }: MessageFilter): boolean =>
  (sender === undefined || head.sender?.toLowerCase() === sender.toLowerCase()) &&
  [
    [stream, head.stream],
    [list, head.list],
    [campaign, head.campaign],
  ].every(([asked, has]) => asked === undefined || asked === has);
