/** The effect of one event: what it says about the outcome of one message to one recipient. */
import type { Unit } from '../store/store.ts';
import { domainPart, normalAddress } from './address-key.ts';
import { bit, type Effect, outcomes } from './effect.ts';
import type { LedgerEvent } from './event.ts';
import { providerOfHost } from './provider-of-host.ts';
import { outcomeMessage, subjectOf } from './subject.ts';

export interface KeyedEffect {
  readonly message: string;
  readonly recipient: number;
  readonly effect: Effect;
}

/** Null when the event changes nothing about any outcome. */
export function effectOf(event: LedgerEvent): KeyedEffect | null {
  const recipient = event.trusted ? subjectOf(event) : null;
  const bits = recipient === null ? 0 : bitsOf(event);
  if (recipient === null || bits === 0) return null;
  const { at, sender, mx, source_ip, verdict } = event;
  const provider = verdict?.provider ?? (mx === null ? null : providerOfHost(mx.host));
  const effect: Effect = {
    bits,
    firsts: outcomes.map((_, index) => (bits & (1 << index) ? at : 0)),
    accepted: acceptedAt(event.message_id) ?? at,
    list: event.list,
    stream: event.stream,
    campaign: event.campaign,
    senderDomain: sender === null ? null : domainPart(sender),
    domain: domainPart(normalAddress(event.recipient ?? '')),
    path: provider === null && source_ip === null ? null : [at, provider ?? 'other', source_ip ?? ''],
    cause: verdict === null || rankOf(bits) === 0 ? null : [rankOf(bits), at, verdict.reason, verdict.template],
  };
  return { message: outcomeMessage(event), recipient, effect };
}

/** All that a unit says about outcomes. */
export function unitEffects({ events, excused = [] }: Pick<Unit, 'events' | 'excused'>): readonly KeyedEffect[] {
  const effects: KeyedEffect[] = [];
  for (const event of events) {
    const keyed = effectOf(event);
    if (keyed !== null) effects.push(keyed);
  }
  for (const event of excused) {
    const keyed = effectOf(event);
    if (keyed !== null) effects.push({ ...keyed, effect: excusedEffect(keyed.effect, event.at) });
  }
  return effects;
}

/** It says nothing else of the outcome. */
export const excusedEffect = (effect: Effect, at: number): Effect => ({
  ...effect,
  ...{ bits: bit.excused, path: null, cause: null },
  firsts: outcomes.map((_, index) => (1 << index === bit.excused ? at : 0)),
});

function bitsOf({ type, verdict }: LedgerEvent): number {
  const { attempted, delivered, soft, hard, complaint, expired, failed } = bit;
  switch (type) {
    case 'delivered':
      return attempted | delivered;
    case 'deferred':
      return attempted | soft;
    case 'feedback_received':
      return attempted | complaint;
    case 'expired':
      return attempted | expired | failed | (verdict?.bounce === 'hard' ? hard : 0);
    case 'bounced':
    case 'bounce_received': {
      if (verdict === null || verdict.bounce === 'none') return attempted | failed;
      if (!verdict.final) return attempted | soft;
      return attempted | failed | (verdict.bounce === 'hard' ? hard : soft);
    }
    default:
      return 0;
  }
}

/** How bad it is. */
function rankOf(bits: number): number {
  if (bits & bit.hard) return 4;
  if (bits & bit.complaint) return 3;
  if (bits & bit.expired) return 2;
  return bits & (bit.soft | bit.failed) ? 1 : 0;
}

/** The instant within a UUIDv7 (RFC 9562 §5.7); null for what is none of ours. */
export function acceptedAt(messageId: string | null): number | null {
  if (messageId === null || !/^msg_[0-9a-f]{8}-[0-9a-f]{4}-7/.test(messageId)) return null;
  return Number.parseInt(messageId.slice(4, 12) + messageId.slice(13, 17), 16);
}
