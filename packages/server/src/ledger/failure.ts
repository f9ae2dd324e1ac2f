/** What a search for bounces finds of an event: failures and complaints, and by what each can be found. */
import { domainPart, normalAddress } from './address-key.ts';
import type { EventType, LedgerEvent } from './event.ts';
import { providerOfHost } from './provider-of-host.ts';

/** A deferral is a bounce too, a soft one: its sender waits for an answer. */
export const failureTypes = [
  'deferred',
  'bounced',
  'expired',
  'bounce_received',
  'feedback_received',
] as const satisfies readonly EventType[];
export type FailureType = (typeof failureTypes)[number];

/** `none`: neither the list nor the sender is at fault. */
export const failureClasses = ['hard', 'soft', 'complaint', 'none'] as const;
export type FailureClass = (typeof failureClasses)[number];

export interface Failure {
  readonly class: FailureClass;
  readonly type: FailureType;
  readonly reason: string | null;
  readonly provider: string | null;
  /** Of the recipient, as its A-label in lower case. */
  readonly domain: string | null;
  readonly list: string | null;
  readonly stream: string | null;
  readonly campaign: string | null;
  readonly sender_domain: string | null;
  readonly ip: string | null;
  /** Name of the configured source; of our own, its kind. */
  readonly source: string;
  readonly code: number | null;
  readonly status: string | null;
  /** Of the reply, as far as the rules know it. */
  readonly template: string | null;
  readonly trusted: boolean;
}

/** A recorded failure that counts for something else by now. */
export interface Refound {
  /** With the verdict that is in force (corrected.ts). */
  readonly event: LedgerEvent;
  /** An incident takes it out of the hard rate. */
  readonly excused: boolean;
}

const types: ReadonlySet<EventType> = new Set<EventType>(failureTypes);

export const isFailure = ({ type }: Pick<LedgerEvent, 'type'>): boolean => types.has(type);

const longest = 500;
const cut = (text: string | null): string | null => (text === null ? null : text.slice(0, longest));

/** Null for an event that tells of no failure. */
export function failureOf(event: LedgerEvent, excused = false): Failure | null {
  if (!isFailure(event)) return null;
  const { type, verdict, recipient, sender, mx, reply, source_ip: ip } = event;
  const kind = classOf(event);
  return {
    class: excused && kind === 'hard' ? 'soft' : kind,
    type: type as FailureType,
    reason: verdict?.reason ?? null,
    provider: cut(verdict?.provider ?? (mx === null ? null : providerOfHost(mx.host))),
    domain: recipient === null ? null : cut(domainPart(normalAddress(recipient))),
    ...{ list: cut(event.list), stream: cut(event.stream), campaign: cut(event.campaign) },
    sender_domain: sender === null ? null : cut(domainPart(sender)),
    ip,
    source: event.source_name ?? event.source,
    code: reply?.code ?? verdict?.code ?? null,
    status: cut(reply?.status ?? verdict?.status ?? null),
    template: cut(verdict?.template || null),
    trusted: event.trusted,
  };
}

/** As the effect of the event counts it (effect-of.ts). */
function classOf({ type, verdict }: LedgerEvent): FailureClass {
  switch (type) {
    case 'feedback_received':
      return 'complaint';
    case 'deferred':
      return 'soft';
    case 'expired':
      return verdict?.bounce === 'hard' ? 'hard' : 'soft';
    default:
      if (verdict === null || verdict.bounce === 'none') return 'none';
      return verdict.final && verdict.bounce === 'hard' ? 'hard' : 'soft';
  }
}
