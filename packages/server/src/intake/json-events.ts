/**
 * Events that a program tells in our own form (POST /v1/ingest, docs/listening.md) to observations. Their form has been
 * checked before; what is still wrong with one is said, and the others count all the same. The verdict is read from the
 * reply, as everywhere; `reason` decides only where there is no reply that says anything.
 */
import { isReason, type Stage } from '@hearback/bounce';
import type { EventType } from '../ledger/event.ts';
import type { Heard, Identifiers, Observation } from '../ledger/observation.ts';
import type { Labels } from '../store/rows.ts';
import { address, headerMessageId, iso, label, labels, text } from './providers/fields.ts';
import {
  accepted,
  complained,
  deferred,
  delivered,
  failed,
  type NamedCategory,
  type Outcome,
  type Said,
} from './providers/outcome.ts';

export const toldTypes = [
  'accepted',
  'delivered',
  'deferred',
  'bounced',
  'expired',
  'bounce_received',
  'feedback_received',
  'auto_reply_received',
] as const satisfies readonly EventType[];

export interface ToldEvent {
  readonly key: string;
  readonly type: (typeof toldTypes)[number];
  readonly at?: string;
  readonly recipient: string;
  readonly original_recipient?: string;
  readonly sender?: string;
  readonly reply?: string;
  readonly code?: number;
  readonly status?: string;
  readonly reason?: string;
  readonly stage?: Stage;
  readonly mx?: { readonly host: string; readonly address?: string };
  readonly source_ip?: string;
  readonly message_id?: string;
  readonly header_message_id?: string;
  readonly envelope_id?: string;
  readonly feedback_id?: string;
  readonly custom_id?: string;
  readonly remote_id?: string;
  readonly stream?: string;
  readonly list?: string;
  readonly campaign?: string;
  readonly tags?: readonly string[];
}

export interface TellContext {
  readonly sourceName: string;
  readonly now: number;
}

export function hearToldEvents(events: readonly ToldEvent[], context: TellContext): Heard {
  const observations: Observation[] = [];
  const problems: string[] = [];
  events.forEach((event, index) => {
    const read = observationOf(event, context);
    if (typeof read === 'string') problems.push(`Event ${index + 1}: ${read}`);
    else observations.push(read);
  });
  if (observations.length === 0 && problems.length > 0)
    return { kind: 'not_understood', why: problems.slice(0, 3).join(' ') };
  return { kind: 'heard', observations, ...(problems.length === 0 ? {} : { problems }) };
}

/** A sentence when it cannot be read. */
function observationOf(event: ToldEvent, { sourceName, now }: TellContext): Observation | string {
  const recipient = address(event.recipient);
  if (recipient === null) return 'recipient is no address.';
  const at = event.at === undefined ? now : iso(event.at, now);
  if (at === null) return 'at is no instant that can be: RFC 3339, from the year 2000 on, not in the future.';
  if (event.reason !== undefined && !isReason(event.reason)) return 'reason is none of docs/reasons.md.';
  const { type, reply, stage, verdict } = outcomeOf(event);
  const { mx, source_ip: sourceIp } = event;
  return {
    ...{ source: 'api', sourceName, key: event.key, at, type, recipient, reply, verdict, authentic: true },
    originalRecipient: address(event.original_recipient),
    identifiers: identifiersOf(event),
    labels: labelsOf(event),
    sender: event.sender === '' ? '' : address(event.sender),
    stage: event.stage ?? stage,
    mx: mx === undefined ? null : { host: label(mx.host, 255) ?? '', address: label(mx.address, 45) ?? '' },
    sourceIp: label(sourceIp, 45),
  };
}

function outcomeOf(event: ToldEvent): Outcome {
  const { type, reply: words, code, status } = event;
  const said: Said = { words: text(words), code, status, mx: event.mx?.host };
  switch (type) {
    case 'accepted':
      return accepted;
    case 'delivered':
      return delivered(said);
    case 'deferred':
      return deferred(said, categoryOf(event));
    case 'feedback_received':
      return complained('api', 'complaint', said.words);
    case 'auto_reply_received':
      return { ...delivered(said), type };
    case 'bounce_received':
      return { ...failed(said, categoryOf(event)), type };
    case 'bounced':
    case 'expired':
      // What the reply says goes before what it was called: temporary replies expire, others bounce.
      return failed(said, categoryOf(event));
  }
}

function categoryOf({ reason, type }: ToldEvent): NamedCategory | null {
  const named = reason ?? (type === 'expired' ? 'message_expired' : undefined);
  return named !== undefined && isReason(named) ? { reason: named, confidence: 1, rule: `api/${named}` } : null;
}

function identifiersOf(event: ToldEvent): Identifiers {
  const all: { readonly [K in keyof Identifiers]: string | null | undefined } = {
    messageId: event.message_id,
    headerMessageId: headerMessageId(event.header_message_id),
    envid: label(event.envelope_id),
    feedbackId: label(event.feedback_id),
    custom: label(event.custom_id),
    remote: label(event.remote_id),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value != null));
}

function labelsOf(event: ToldEvent): Partial<Labels> {
  const [stream, list, campaign] = [label(event.stream), label(event.list), label(event.campaign)];
  const tags = labels(event.tags);
  return {
    ...(stream === null ? {} : { stream }),
    ...(list === null ? {} : { list }),
    ...(campaign === null ? {} : { campaign }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}
