/** Events about a message, with every field in its place. */
import type { StoredMessage } from '../store/rows.ts';
import type { AttemptNote, EventType, LedgerEvent } from './event.ts';
import type { Ids } from './ids.ts';

/** What an event says besides its message and recipient; what is left out is null (false, empty). */
export type EventParts = Partial<
  Pick<
    LedgerEvent,
    | 'attempt'
    | 'mx'
    | 'source_ip'
    | 'tls'
    | 'stage'
    | 'reply'
    | 'verdict'
    | 'duration_ms'
    | 'ambiguous'
    | 'next_attempt_at'
    | 'attempts'
  >
>;

export interface About {
  readonly message: StoredMessage;
  readonly recipient: string;
  readonly orcpt: string | null;
}

export function messageEvent(
  ids: Ids,
  at: number,
  type: EventType,
  source: LedgerEvent['source'],
  { message, recipient, orcpt }: About,
  parts: EventParts,
): LedgerEvent {
  const { attempts = null } = parts;
  return {
    id: ids.event(at),
    at,
    type,
    message_id: message.id,
    recipient,
    original_recipient: orcpt,
    sender: message.sender,
    stream: message.stream,
    list: message.list,
    campaign: message.campaign,
    tags: message.tags,
    attempt: parts.attempt ?? null,
    mx: parts.mx ?? null,
    source_ip: parts.source_ip ?? null,
    tls: parts.tls ?? null,
    stage: parts.stage ?? null,
    reply: parts.reply ?? null,
    verdict: parts.verdict ?? null,
    source,
    trusted: true,
    duration_ms: parts.duration_ms ?? null,
    incident_id: null,
    ambiguous: parts.ambiguous ?? false,
    next_attempt_at: parts.next_attempt_at ?? null,
    attempts,
    dominant_reason: attempts === null ? null : dominantReason(attempts),
  };
}

/** The reason that most attempts gave; the latest among equals. */
export function dominantReason(attempts: readonly AttemptNote[]): AttemptNote['reason'] | null {
  const counts = new Map<AttemptNote['reason'], number>();
  let best: AttemptNote['reason'] | null = null;
  for (const { reason } of attempts) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const { reason } of attempts) {
    if (best === null || (counts.get(reason) ?? 0) >= (counts.get(best) ?? 0)) best = reason;
  }
  return best;
}
