/**
 * What happened to one address, and what each happening weighs for suppression. Events of other kinds than these
 * (accepted, cancelled, alerts) say nothing about an address.
 */
import { taxonomy } from '../classify/taxonomy.ts';
import type { Verdict } from '../classify/verdict.ts';
import type { SuppressionPolicy } from './policy.ts';

export type AddressEventType =
  | 'delivered'
  | 'deferred'
  | 'bounced'
  | 'expired'
  | 'bounce_received'
  | 'feedback_received'
  | 'auto_reply_received'
  | 'address_suppressed'
  | 'address_released';

export interface AddressEvent {
  /** Derived from its source, so that the same happening read twice has the same id. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: AddressEventType;
  /** All events of one message are one outcome; null when no message is known. */
  readonly message_id: string | null;
  readonly verdict: Verdict | null;
  /** False for a bounce mail without a valid return path and without a message we know: it has no effect. */
  readonly trusted: boolean;
  /** Incident that the event belongs to, while that incident's bounces are to count as soft. */
  readonly incident_id: string | null;
  /** Who did it, for `address_suppressed` and `address_released`: a person, an import, an incident's roll-back. Null for our own. */
  readonly who: string | null;
  /** When an `address_suppressed` runs out; left out or null: never. */
  readonly expires_at?: number | null;
  /** Kind of mail, for figures that differ by it. */
  readonly stream?: string | null;
}

/** Which list an event bears on: the address for everybody, or for the one sender whom the recipient blocked. */
export type Scope = 'global' | 'sender';

export type Weight = 'hard' | 'soft' | 'complaint' | 'delivery' | 'by_hand' | 'release' | 'held' | 'nothing';

export interface Weighed {
  readonly weight: Weight;
  readonly scope: Scope;
  /** A sentence that says why it weighs this. */
  readonly why: string;
}

export function weigh(event: AddressEvent, policy: SuppressionPolicy): Weighed {
  const is = (weight: Weight, why: string, scope: Scope = 'global'): Weighed => ({ weight, scope, why });
  if (!event.trusted) return is('nothing', 'The report is not proven to be about our message, so it is only recorded.');
  switch (event.type) {
    case 'delivered':
      return is('delivery', 'The address took a message.');
    case 'feedback_received':
      return is('complaint', 'The recipient reported the message as spam.');
    case 'auto_reply_received':
      return is('nothing', 'An automatic reply is no bounce.');
    case 'address_suppressed':
      return event.who === null ? is('nothing', 'Our own record.') : is('by_hand', `Suppressed by ${event.who}.`);
    case 'address_released':
      return event.who === null ? is('nothing', 'Our own record.') : is('release', `Released by ${event.who}.`);
    default:
      return event.verdict === null
        ? is('nothing', 'No verdict is known.')
        : weighBounce(event.verdict, event.incident_id, policy);
  }
}

function weighBounce(verdict: Verdict, incident: string | null, policy: SuppressionPolicy): Weighed {
  const { category, action, reason } = verdict;
  const forSender = reason === 'blocked_by_recipient' && action === 'suppress_for_sender';
  // The verdict's own action is milder where it is a guess; how sure is sure enough, the policy says.
  const dead = taxonomy[reason].action === 'suppress' && action !== 'ignore';
  const is = (weight: Weight, why: string): Weighed => ({ weight, scope: forSender ? 'sender' : 'global', why });
  if (category === 'auto_reply') return is('nothing', 'An automatic reply is no bounce.');
  if (reason === 'complaint') return is('complaint', 'The recipient reported the message as spam.');
  if (category === 'blocked' && !forSender)
    return is('nothing', 'The message was blocked; the address is not at fault.');
  if (reason === 'message_expired') return weighExpired(verdict);
  if (dead || forSender) {
    const said = forSender ? 'the recipient blocked this sender' : 'the address is dead';
    if (incident !== null)
      return is('held', `Incident ${incident} is open: the bounce counts as soft and nothing is suppressed.`);
    if (!verdict.final) return is('soft', `The reply says that ${said}, but asks to try again.`);
    if (verdict.confidence < policy.certainty)
      return is('soft', `The reply may mean that ${said}, but not surely enough.`);
    return is('hard', `The reply says that ${said}.`);
  }
  if (action === 'count' || action === 'retry') return is('soft', 'A soft bounce.');
  return is('nothing', 'The address is not at fault.');
}

/** Expired mail counts as one soft bounce of its last temporary reason, where that one would have counted. */
function weighExpired({ last_transient: last }: Verdict): Weighed {
  const { category, action } = taxonomy[last ?? 'message_expired'];
  const counts = last !== undefined && category !== 'blocked' && ['count', 'retry', 'suppress'].includes(action);
  return counts
    ? { weight: 'soft', scope: 'global', why: 'The message expired: counted as one soft bounce.' }
    : { weight: 'nothing', scope: 'global', why: 'The message expired, and no reply blamed the address.' };
}
