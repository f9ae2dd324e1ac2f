/** Messages, entries and events for tests of the store; ids grow with their time, as in life. */

import type { EventType, LedgerEvent } from '../ledger/event.ts';
import { createIds, type Ids } from '../ledger/ids.ts';
import type { ClaimedEntry, Dialogue, NoticeDue, StoredMessage } from './rows.ts';
import type { Acceptance, Settlement, Unit } from './store.ts';

export const start = Date.UTC(2026, 10, 24, 9);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Ids grow within an instant, and with the instants: a generator of its own for each. */
const generators = new Map<number, Ids>();
export function idsAt(instant: number): Ids {
  const ids = generators.get(instant) ?? createIds();
  generators.set(instant, ids);
  return ids;
}

export function messageOf(change: Partial<StoredMessage> = {}): StoredMessage {
  const acceptedAt = change.acceptedAt ?? start;
  return {
    id: idsAt(acceptedAt).message(acceptedAt),
    acceptedAt,
    sender: 'news@sender.example',
    stream: 'default',
    list: null,
    campaign: null,
    tags: [],
    ret: null,
    envid: null,
    eightBit: false,
    smtputf8: false,
    size: 0,
    headerMessageId: null,
    subject: null,
    origin: 'smtp',
    submitter: null,
    notifiable: true,
    source: 'default',
    retry: null,
    recipients: 1,
    ...change,
  };
}

export function eventOf(type: EventType, change: Partial<LedgerEvent> = {}): LedgerEvent {
  const at = change.at ?? start;
  return {
    id: idsAt(at).event(at),
    at,
    type,
    message_id: null,
    recipient: null,
    original_recipient: null,
    sender: null,
    stream: null,
    list: null,
    campaign: null,
    tags: [],
    attempt: null,
    mx: null,
    source_ip: null,
    tls: null,
    stage: null,
    reply: null,
    verdict: null,
    source: 'queue',
    trusted: true,
    duration_ms: null,
    incident_id: null,
    ambiguous: false,
    next_attempt_at: null,
    attempts: null,
    dominant_reason: null,
    ...change,
  };
}

export interface Accepting {
  readonly message?: Partial<StoredMessage>;
  readonly to?: readonly string[];
  readonly lane?: string;
  readonly nextAt?: number;
  readonly leased?: boolean;
  readonly body?: Uint8Array;
  readonly key?: { readonly key: string; readonly fingerprint: string };
}

export function acceptance(options: Accepting = {}): Acceptance {
  const to = options.to ?? ['ann@one.example'];
  const body = options.body ?? new TextEncoder().encode('Subject: news\r\n\r\nHello\r\n');
  const message = messageOf({ size: body.length, recipients: to.length, ...options.message });
  const entries = to.map((recipient, position) => ({
    position,
    recipient,
    orcpt: null,
    notify: null,
    lane: options.lane ?? 'one.example|default|default',
    nextAt: options.nextAt ?? message.acceptedAt,
  }));
  return { message, body, entries, leased: options.leased ?? false, idempotency: options.key };
}

/** A unit that accepts, with its event. */
export function accepting(options: Accepting = {}): Unit & { readonly accept: Acceptance } {
  const accept = acceptance(options);
  const { id, acceptedAt } = accept.message;
  return { accept, events: [eventOf('accepted', { at: acceptedAt, message_id: id })] };
}

export function done({ entry: { messageId, position } }: ClaimedEntry): Settlement {
  return { kind: 'done', messageId, position };
}

export function retried(
  { entry }: ClaimedEntry,
  change: Partial<Extract<Settlement, { kind: 'retry' }>> = {},
): Extract<Settlement, { kind: 'retry' }> {
  const nextAt = change.nextAt ?? start + 15 * minute;
  return {
    kind: 'retry',
    crashes: 0,
    messageId: entry.messageId,
    position: entry.position,
    lane: entry.lane,
    nextAt,
    attempts: entry.attempts + 1,
    suspendedFor: 0,
    suspendedMark: 0,
    note: {
      at: start,
      reason: 'greylisted',
      code: 451,
      status: '4.7.1',
      host: 'mx.one.example',
      text: '451 4.7.1 Greylisted',
    },
    delayNoticeAt: null,
    ...change,
  };
}

export function noticeOf(messageId: string, change: Partial<NoticeDue> = {}): NoticeDue {
  return {
    messageId,
    position: 0,
    action: 'failed',
    recipient: 'ann@one.example',
    orcpt: null,
    dueAt: start,
    verdict: null,
    diagnostic: '550 5.1.1 No such user',
    remoteMta: 'mx.one.example',
    lastAttempt: start,
    retryUntil: null,
    ...change,
  };
}

export function dialogueOf(messageId: string, change: Partial<Dialogue> = {}): Dialogue {
  return { messageId, position: 0, at: start, attempt: 1, text: 'S: 220 mx\nC: EHLO us\n', ...change };
}
