/** What became of each recipient of a message, in the order they are named, with what was said last and what is to come. */
import { addressKey } from '../ledger/address-key.ts';
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import type { Fate } from '../ledger/fate.ts';
import type { QueueEntry } from '../store/rows.ts';
import type { Page, Store } from '../store/store.ts';
import { instant } from './instant.ts';

/** What says how it stands. */
const telling: ReadonlySet<EventType> = new Set<EventType>([
  ...(['delivered', 'deferred', 'bounced', 'expired', 'cancelled', 'suppressed_send'] as const),
  ...(['bounce_received', 'feedback_received'] as const),
]);
const pageSize = 1000;

export interface RecipientState {
  recipient: string;
  state: Fate;
  attempts: number;
  at: string | null;
  next_attempt_at: string | null;
  lane: string | null;
  reply: string | null;
  reason: string | null;
  held_why: string | null;
}

/** `recipients`: how many it was accepted for; null: that is not known. */
export async function recipientStates(
  store: Pick<Store, 'events' | 'entries' | 'fatesOf'>,
  messageId: string,
  recipients: number | null,
): Promise<RecipientState[]> {
  const states = new Map<number, RecipientState>();
  for await (const event of every((after) => store.events({ messageId }, after, pageSize))) applyEvent(states, event);
  for await (const entry of every((after) => store.entries({ messageId }, after, pageSize))) applyEntry(states, entry);
  const found = (await store.fatesOf([{ id: messageId, recipients }])).get(messageId);
  return [...states].map(([key, state]) => ({ ...state, state: found?.get(key) ?? state.state }));
}

async function* every<T>(read: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let after: string | null = null; ; ) {
    const page: Page<T> = await read(after);
    yield* page.data;
    if (page.next === null) return;
    after = page.next;
  }
}

const fresh = (recipient: string): RecipientState => ({
  recipient,
  state: 'queued',
  attempts: 0,
  at: null,
  next_attempt_at: null,
  lane: null,
  reply: null,
  reason: null,
  held_why: null,
});

function applyEvent(states: Map<number, RecipientState>, event: LedgerEvent): void {
  if (event.recipient === null || !event.trusted) return;
  const { recipient: key } = addressKey(event.recipient);
  const before = states.get(key) ?? fresh(event.recipient);
  const attempts = event.attempt ?? before.attempts;
  const told = telling.has(event.type)
    ? {
        at: instant(event.at),
        reply: event.reply?.text ?? before.reply,
        reason: event.verdict?.reason ?? before.reason,
      }
    : {};
  states.set(key, { ...before, attempts, ...told });
}

function applyEntry(states: Map<number, RecipientState>, entry: QueueEntry): void {
  const { recipient: key } = addressKey(entry.recipient);
  const before = states.get(key) ?? fresh(entry.recipient);
  states.set(key, {
    ...before,
    attempts: entry.attempts,
    next_attempt_at: entry.held ? null : instant(entry.nextAt),
    lane: entry.lane,
    held_why: entry.heldWhy ?? null,
  });
}
