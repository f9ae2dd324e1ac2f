/**
 * SparkPost event webhooks: batches of msys events, not signed; HTTP Basic, an OAuth 2 token or header fields of one's own.
 * Uses `basic`, `tokens` and `headers`. Our fields come back in `rcpt_meta`.
 */
import type { Heard } from '../../ledger/observation.ts';
import { nobodyComplained } from '../../logs/nobody-complained.ts';
import { address, iso, label, labels, object, seconds, text, whole, within } from './fields.ts';
import type { JsonObject } from './json.ts';
import { nothing, notUnderstood, observe, one, readEvents } from './observe.ts';
import { ours } from './ours.ts';
import { accepted, categories, complained, deferred, delivered, failed, type Outcome, type Said } from './outcome.ts';
import { verifyCredentials } from './proof.ts';
import type { Provider, ReadContext } from './provider.ts';

const name = 'sparkpost';

/** `bounce_class`. */
const classes = categories(name, {
  '1': { reason: 'undetermined', confidence: 0.1 },
  '10': { reason: 'user_unknown', confidence: 0.85 },
  '15': { reason: 'undetermined', confidence: 0.1 },
  '20': { reason: 'receiver_temporary_failure', confidence: 0.5 },
  '21': { reason: 'dns_failure', confidence: 0.8 },
  '22': { reason: 'mailbox_full', confidence: 0.85 },
  '23': { reason: 'message_too_large', confidence: 0.85 },
  '24': { reason: 'connection_failure', confidence: 0.7 },
  '25': { reason: 'previously_suppressed', confidence: 0.85, own: true },
  // "Smart Send" did not send.
  '26': { reason: 'previously_suppressed', confidence: 0.85, own: true },
  '30': { reason: 'user_unknown', confidence: 0.6 },
  '40': { reason: 'undetermined', confidence: 0.1 },
  '50': { reason: 'blocked_unspecified', confidence: 0.75 },
  '51': { reason: 'bad_reputation', confidence: 0.75 },
  '52': { reason: 'spam_content', confidence: 0.75 },
  '53': { reason: 'content_prohibited', confidence: 0.8 },
  '54': { reason: 'relay_denied', confidence: 0.8 },
  '60': { reason: 'out_of_office', confidence: 0.8, own: true },
  '70': { reason: 'receiver_temporary_failure', confidence: 0.6 },
  '100': { reason: 'challenge_response', confidence: 0.8, own: true },
});

/** Mail that reads "subscribe" or "unsubscribe": a wish, no bounce. */
const wishes: readonly string[] = ['80', '90'];

const generation = {
  reason: 'malformed_message',
  confidence: 0.7,
  own: true,
  rule: `provider/${name}/generation`,
} as const;

function readEvent(item: JsonObject, context: ReadContext): Heard {
  const msys = object(item.get('msys'));
  if (msys === null) return notUnderstood('There is no "msys".');
  // SparkPost tries a new webhook with an empty one.
  if (msys.size === 0) return nothing('A test of the webhook.');
  const event = object(msys.get('message_event') ?? msys.get('gen_event'));
  if (event === null) return nothing(`"${label([...msys.keys()][0])}" is not about a delivery.`);
  const kind = label(event.get('type'));
  const outcome = outcomeOf(kind, event);
  if (outcome === null)
    return kind === null ? notUnderstood('The event has no type.') : nothing(`"${kind}" is not about a delivery.`);
  const recipient = address(event.get('raw_rcpt_to')) ?? address(event.get('rcpt_to'));
  if (recipient === null) return notUnderstood(`The "${kind}" event names no recipient.`);
  const message = label(event.get('message_id'));
  const id = label(event.get('event_id'));
  const mine = ours((field) => within(event, 'rcpt_meta', field), {
    tags: labels(event.get('rcpt_tags')),
    campaign: label(event.get('campaign_id')),
  });
  return one(
    observe(context, {
      key: id === null ? [kind, message, recipient, text(event.get('timestamp'))] : [id],
      at: seconds(event.get('timestamp'), context.now) ?? iso(event.get('timestamp'), context.now),
      recipient,
      identifiers: { ...mine.identifiers, remote: message ?? label(event.get('transmission_id')) },
      labels: mine.labels,
      sender: address(event.get('msg_from')) ?? address(event.get('friendly_from')),
      sourceIp: label(event.get('sending_ip')),
      outcome,
    }),
  );
}

function outcomeOf(kind: string | null, event: JsonObject): Outcome | null {
  const words = text(event.get('raw_reason')) ?? text(event.get('reason'));
  const said: Said = { words, code: whole(event.get('error_code')) };
  const bounceClass = label(event.get('bounce_class'));
  switch (kind) {
    case 'injection':
      return accepted;
    case 'delivery':
      return delivered(said);
    case 'delay':
      return deferred(said, classes(bounceClass));
    case 'bounce':
    case 'out_of_band':
    case 'policy_rejection':
      return wishes.includes(bounceClass ?? '') ? null : failed(said, classes(bounceClass));
    case 'generation_failure':
    case 'generation_rejection':
      return failed(said, classes(bounceClass) ?? generation);
    case 'spam_complaint':
      return nobodyComplained(label(event.get('fbtype'))) ? null : complained(name, 'spam_complaint');
    default:
      return null;
  }
}

export const sparkpost: Provider = {
  name,
  verify: verifyCredentials,
  read: (rawBody, context) => readEvents(rawBody, (item) => readEvent(item, context)),
};
