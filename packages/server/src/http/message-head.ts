/** What is known of a message besides its fate: its row, or, where that is gone or never was ours, what its events say. */
import { acceptedAt } from '../ledger/effect-of.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import type { StoredMessage } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { instant } from './instant.ts';

export interface MessageHead {
  /** Null: another server sent it. */
  readonly id: string | null;
  /** Its name there, behind that of the source; null: it is ours, or has none. */
  readonly foreignMessage: string | null;
  readonly acceptedAt: number;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly headerMessageId: string | null;
  /** Null in what is gone with the row: size, origin, source. */
  readonly size: number | null;
  readonly origin: StoredMessage['origin'] | null;
  readonly submitter: string | null;
  readonly stream: string | null;
  readonly list: string | null;
  readonly campaign: string | null;
  readonly tags: readonly string[];
  readonly source: string | null;
  /** How many it was accepted for; null: that is not known. */
  readonly recipients: number | null;
}

export const headOf = (message: StoredMessage): MessageHead => ({
  ...message,
  foreignMessage: null,
  recipients: message.recipients ?? 1,
});

/** `at`: when it was accepted, as far as anybody knows. Null: there is no event. */
export function ofEvents(events: readonly LedgerEvent[], at: number): MessageHead | null {
  const [first] = events;
  if (first === undefined) return null;
  const said = <K extends 'sender' | 'stream' | 'list' | 'campaign'>(name: K): string | null =>
    events.find((event) => event[name] !== null)?.[name] ?? null;
  return {
    ...{ id: first.message_id, foreignMessage: first.foreign_message ?? null, acceptedAt: at },
    ...{ sender: said('sender'), stream: said('stream'), list: said('list'), campaign: said('campaign') },
    ...{ tags: first.tags, subject: null, headerMessageId: null, size: null, origin: null, submitter: null },
    ...{ source: null, recipients: null },
  };
}

/** Of a message of ours, also one whose row has been deleted; null: nothing is known of it. */
export async function findHead(store: Pick<Store, 'message' | 'events'>, id: string): Promise<MessageHead | null> {
  const stored = await store.message(id);
  if (stored !== null) return headOf(stored);
  const { data } = await store.events({ messageId: id }, null, 1);
  return ofEvents(data, acceptedAt(id) ?? data[0]?.at ?? 0);
}

export const wireMessage = (head: MessageHead) => ({
  accepted_at: instant(head.acceptedAt),
  sender: head.sender,
  subject: head.subject,
  message_id: head.headerMessageId,
  size: head.size,
  origin: head.origin,
  submitter: head.submitter,
  stream: head.stream,
  list: head.list,
  campaign: head.campaign,
  tags: [...head.tags],
  source: head.source,
});
