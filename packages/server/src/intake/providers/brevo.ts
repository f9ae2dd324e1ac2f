/**
 * Brevo transactional webhooks, not signed: HTTP Basic in the URL, a bearer token or header fields of one's own.
 * Uses `basic`, `tokens` and `headers`. Our fields come back in the X-Mailin-custom header: JSON, or "name:value|name:value".
 * The field `id` is the webhook's, not the event's, so the key is made of message, event, recipient and time.
 */
import type { Heard } from '../../ledger/observation.ts';
import { address, headerMessageId, label, labels, number, seconds, text, within } from './fields.ts';
import { type Json, type JsonObject, parseJson } from './json.ts';
import { nothing, notUnderstood, observe, one, readEvents } from './observe.ts';
import { ours } from './ours.ts';
import {
  accepted,
  categories,
  complained,
  deferred,
  delivered,
  failed,
  failedSoftly,
  type Outcome,
} from './outcome.ts';
import { verifyCredentials } from './proof.ts';
import type { Provider, ReadContext } from './provider.ts';

const name = 'brevo';

/** Kinds of event that are failures. */
const failures = categories(name, {
  hard_bounce: { reason: 'user_unknown', confidence: 0.7 },
  soft_bounce: { reason: 'undetermined', confidence: 0.1 },
  blocked: { reason: 'previously_suppressed', confidence: 0.85, own: true },
  invalid_email: { reason: 'bad_address_syntax', confidence: 0.75, own: true },
  error: { reason: 'undetermined', confidence: 0.1 },
});

function readEvent(event: JsonObject, context: ReadContext): Heard {
  const kind = label(event.get('event'));
  const outcome = outcomeOf(kind, event);
  if (outcome === null)
    return kind === null ? notUnderstood('The event has no name.') : nothing(`"${kind}" is not about a delivery.`);
  const recipient = address(event.get('email'));
  if (recipient === null) return notUnderstood(`The "${kind}" event names no recipient.`);
  const message = headerMessageId(event.get('message-id'));
  const custom = label(event.get('X-Mailin-custom'), 1000);
  const fields = customFields(custom);
  const mine = ours((field) => fields(field), { tags: labels(event.get('tags') ?? event.get('tag')) });
  const when = event.get('ts_event') ?? event.get('ts') ?? event.get('ts_epoch');
  return one(
    observe(context, {
      key: [kind, message, recipient, text(when)],
      at: instant(event, context.now),
      recipient,
      identifiers: { ...mine.identifiers, custom, headerMessageId: message, remote: message },
      labels: mine.labels,
      sourceIp: label(event.get('sending_ip')),
      outcome,
    }),
  );
}

/** `ts_event` is of the event, in seconds; `ts_epoch` of the message, in milliseconds. */
function instant(event: JsonObject, now: number): number | null {
  const sent = number(event.get('ts_epoch'));
  return (
    seconds(event.get('ts_event'), now) ??
    seconds(event.get('ts'), now) ??
    (sent === null ? null : seconds(sent / 1000, now))
  );
}

function customFields(custom: string | null): (field: string) => Json | undefined {
  if (custom === null) return () => undefined;
  const parsed = parseJson(custom);
  if (parsed.ok) return (field) => within(parsed.value, field);
  const pairs = custom.split('|').map((pair) => [pair.split(':', 1)[0]?.trim() ?? '', pair] as const);
  return (field) => {
    const pair = pairs.find(([key]) => key === field)?.[1];
    return pair?.slice(pair.indexOf(':') + 1).trim();
  };
}

function outcomeOf(kind: string | null, event: JsonObject): Outcome | null {
  const words = text(event.get('reason'));
  switch (kind) {
    case 'request':
      return accepted;
    case 'delivered':
      return delivered({ words });
    case 'deferred':
      return deferred({ words }, null);
    case 'soft_bounce':
      return failedSoftly({ words }, failures(kind));
    case 'hard_bounce':
    case 'blocked':
    case 'invalid_email':
    case 'error':
      return failed({ words }, failures(kind));
    // Its documents write "spam", its example "complaint".
    case 'spam':
    case 'complaint':
      return complained(name, 'spam');
    default:
      return null;
  }
}

export const brevo: Provider = {
  name,
  verify: verifyCredentials,
  read: (rawBody, context) => readEvents(rawBody, (event) => readEvent(event, context)),
};
