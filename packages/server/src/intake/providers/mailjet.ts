/**
 * Mailjet event callbacks, single or grouped, not signed: HTTP Basic in the callback's URL.
 * Uses `basic`. Our fields come back in `Payload` (JSON); a CustomID may be our message id itself.
 */
import type { Heard } from '../../ledger/observation.ts';
import { address, label, seconds, text, within } from './fields.ts';
import { type Json, type JsonObject, parseJson } from './json.ts';
import { nothing, notUnderstood, observe, one, readEvents } from './observe.ts';
import { ours } from './ours.ts';
import { categories, complained, deferred, delivered, failed, failedSoftly, type Outcome } from './outcome.ts';
import { verifyCredentials } from './proof.ts';
import type { Provider, ReadContext } from './provider.ts';

const name = 'mailjet';

const known = { reason: 'previously_suppressed', confidence: 0.9, own: true } as const;
const spoilt = { reason: 'malformed_message', confidence: 0.8, own: true } as const;

/** `error` of a bounce. */
const bounces = categories(name, {
  'user unknown': { reason: 'user_unknown', confidence: 0.9 },
  'mailbox inactive': { reason: 'user_disabled', confidence: 0.85 },
  'quota exceeded': { reason: 'mailbox_full', confidence: 0.9 },
  blacklisted: known,
  'spam reporter': known,
  'invalid domain': { reason: 'domain_not_found', confidence: 0.8 },
  'no mail host': { reason: 'connection_failure', confidence: 0.6 },
  'relay/access denied': { reason: 'blocked_unspecified', confidence: 0.6 },
  greylisted: { reason: 'greylisted', confidence: 0.9 },
  typofix: { reason: 'bad_address_syntax', confidence: 0.75, own: true },
  'sender blocked': { reason: 'bad_reputation', confidence: 0.8 },
  'content blocked': { reason: 'spam_content', confidence: 0.8 },
  'policy issue': { reason: 'policy_restriction', confidence: 0.7 },
  'system issue': { reason: 'receiver_temporary_failure', confidence: 0.5 },
  'protocol issue': { reason: 'protocol_error', confidence: 0.5 },
  'connection issue': { reason: 'connection_failure', confidence: 0.7 },
  'bad or empty template': spoilt,
  'error in template language': spoilt,
  preblocked: known,
});

/** `error` of a blocked event: Mailjet did not try, for what it knows of the address. */
const blocks = categories(`${name}/blocked`, {
  'user unknown': known,
  'mailbox inactive': known,
  'quota exceeded': known,
  'invalid domain': known,
  'no mail host': known,
  preblocked: known,
});

function readEvent(event: JsonObject, context: ReadContext): Heard {
  const kind = label(event.get('event'));
  const outcome = outcomeOf(kind, event);
  if (outcome === null)
    return kind === null ? notUnderstood('The event has no name.') : nothing(`"${kind}" is not about a delivery.`);
  const recipient = address(event.get('email'));
  if (recipient === null) return notUnderstood(`The "${kind}" event names no recipient.`);
  const message =
    label(event.get('Message_GUID')) ?? label(event.get('MessageID')) ?? label(event.get('mj_message_id'));
  const custom = label(event.get('CustomID'));
  const payload = payloadOf(event.get('Payload'));
  const mine = ours(
    (field) => within(payload, field) ?? (field === 'hearback_message_id' && custom !== null ? custom : undefined),
    { campaign: label(event.get('customcampaign')) },
  );
  return one(
    observe(context, {
      // Mailjet gives its events no id.
      key: [kind, message, recipient, text(event.get('time'))],
      at: seconds(event.get('time'), context.now),
      recipient,
      identifiers: { ...mine.identifiers, custom, remote: message },
      labels: mine.labels,
      outcome,
    }),
  );
}

const payloadOf = (payload: Json | undefined): Json => {
  const parsed = parseJson(typeof payload === 'string' ? payload : '');
  return parsed.ok ? parsed.value : null;
};

function outcomeOf(kind: string | null, event: JsonObject): Outcome | null {
  const error = label(event.get('error'));
  const remark = [label(event.get('error_related_to')), error].filter((part) => part !== null).join(': ');
  const said = { words: text(event.get('comment')), remark };
  switch (kind) {
    case 'sent':
      return delivered({ words: text(event.get('smtp_reply'))?.replace(/^sent \((.*)\)$/s, '$1') });
    case 'bounce':
      if (event.get('hard_bounce') === true) return failed(said, bounces(error));
      return error === 'greylisted' ? deferred(said, bounces(error)) : failedSoftly(said, bounces(error));
    case 'blocked':
      // The first of several equal messages was sent: nothing befell the recipient.
      return error === 'duplicate in campaign' ? null : failed(said, blocks(error) ?? bounces(error));
    case 'spam':
      return complained(name, 'spam');
    default:
      return null;
  }
}

export const mailjet: Provider = {
  name,
  verify: verifyCredentials,
  read: (rawBody, context) => readEvents(rawBody, (event) => readEvent(event, context)),
};
