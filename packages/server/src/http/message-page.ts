/** A page of messages as the API lists them: each with the first of its recipients and what became of all. */
import { addressKey } from '../ledger/address-key.ts';
import type { Fate } from '../ledger/fate.ts';
import type { MessageFilter, Store } from '../store/store.ts';
import { headOf, type MessageHead, wireMessage } from './message-head.ts';
import { messagesTo } from './messages-to.ts';

/** Recipients that are named. */
const named = 3;

type MessageStore = Pick<
  Store,
  'messages' | 'messagesOf' | 'fatesOf' | 'firstRecipients' | 'queuedFor' | 'eventsAbout'
>;

/** `to`: the one address that it is about; null: all. */
export async function messagePage(
  store: MessageStore,
  { to, ...filter }: MessageFilter & { readonly to: string | null },
  after: string | null,
  limit: number,
) {
  if (to !== null) {
    const page = await messagesTo(store, to, filter, after, limit);
    return { data: await listed(store, page.data, to), next: page.next };
  }
  const page = await store.messages(filter, after, limit);
  const messages = page.data.map((message) => ({ key: message.id, head: headOf(message) }));
  return { data: await listed(store, messages, null), next: page.next };
}

/** `only`: the address that was asked for, which alone is named. */
async function listed(
  store: Pick<Store, 'fatesOf' | 'firstRecipients'>,
  messages: readonly { readonly key: string; readonly head: MessageHead }[],
  only: string | null,
) {
  const [found, names] = await Promise.all([
    store.fatesOf(messages.map(({ key, head }) => ({ id: key, recipients: head.recipients }))),
    only === null
      ? store.firstRecipients(
          messages.map(({ key }) => key),
          named,
        )
      : new Map<string, string[]>(),
  ]);
  return messages.map(({ key, head }) => {
    const states = found.get(key) ?? new Map<number, Fate>();
    const outcomes: Partial<Record<Fate, number>> = {};
    for (const fate of states.values()) outcomes[fate] = (outcomes[fate] ?? 0) + 1;
    return {
      id: head.id,
      ...wireMessage(head),
      foreign_message: head.foreignMessage,
      recipient_count: head.recipients ?? Math.max(1, states.size),
      recipients: (only === null ? (names.get(key) ?? []) : [only]).map((recipient) => ({
        recipient,
        state: states.get(addressKey(recipient).recipient) ?? ('queued' as const),
      })),
      outcomes,
    };
  });
}
