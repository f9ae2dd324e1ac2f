/** What became of each recipient of a message, from its events and what still waits. */
import type { LedgerEvent } from '../ledger/event.ts';
import type { QueueEntry } from '../store/rows.ts';
import type { Page, Store } from '../store/store.ts';
import { instant } from './instant.ts';

const final = new Set(['delivered', 'bounced', 'expired', 'cancelled', 'suppressed_send']);
const pageSize = 1000;

export interface RecipientState {
  recipient: string;
  state: 'waiting' | 'held' | 'delivered' | 'bounced' | 'expired' | 'cancelled' | 'suppressed';
  attempts: number;
  at: string | null;
  next_attempt_at: string | null;
  lane: string | null;
  reply: string | null;
  reason: string | null;
  held_why: string | null;
}

export async function recipientStates(store: Store, messageId: string): Promise<RecipientState[]> {
  const states = new Map<string, RecipientState>();
  for await (const event of every((after) => store.events({ messageId }, after, pageSize))) applyEvent(states, event);
  for await (const entry of every((after) => store.entries({ messageId }, after, pageSize))) applyEntry(states, entry);
  return [...states.values()];
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
  state: 'waiting',
  attempts: 0,
  at: null,
  next_attempt_at: null,
  lane: null,
  reply: null,
  reason: null,
  held_why: null,
});

function applyEvent(states: Map<string, RecipientState>, event: LedgerEvent): void {
  if (event.recipient === null) return;
  const before = states.get(event.recipient) ?? fresh(event.recipient);
  const attempts = event.attempt ?? before.attempts;
  if (final.has(event.type) || event.type === 'deferred') {
    const state = event.type === 'suppressed_send' ? 'suppressed' : event.type === 'deferred' ? 'waiting' : event.type;
    states.set(event.recipient, {
      ...before,
      // `final` and the line above leave these alone.
      state: state as RecipientState['state'],
      attempts,
      at: instant(event.at),
      reply: event.reply?.text ?? before.reply,
      reason: event.verdict?.reason ?? before.reason,
    });
  } else states.set(event.recipient, { ...before, attempts });
}

function applyEntry(states: Map<string, RecipientState>, entry: QueueEntry): void {
  const before = states.get(entry.recipient) ?? fresh(entry.recipient);
  states.set(entry.recipient, {
    ...before,
    state: entry.held ? 'held' : 'waiting',
    attempts: entry.attempts,
    next_attempt_at: entry.held ? null : instant(entry.nextAt),
    lane: entry.lane,
    held_why: entry.heldWhy ?? null,
  });
}
