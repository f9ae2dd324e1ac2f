/**
 * Twilio SendGrid, Event Webhook with signature: ECDSA P-256 with SHA-256 over timestamp and body.
 * Uses `keys`: the verification key of the webhook's settings (base64 of its SPKI, or PEM).
 * Custom arguments come back as fields of the event itself.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Heard } from '../../ledger/observation.ts';
import { address, headerMessageId, label, labels, seconds, text } from './fields.ts';
import type { JsonObject } from './json.ts';
import { nothing, notUnderstood, observe, one, readEvents } from './observe.ts';
import { ours } from './ours.ts';
import { accepted, categories, complained, deferred, delivered, failed, type Outcome } from './outcome.ts';
import { anyOf, hour, proven, refuse, signedSeconds, stale } from './proof.ts';
import type { Provider, ProviderRequest, ReadContext, Secrets, Verification } from './provider.ts';

const name = 'sendgrid';

/** `bounce_classification`, and `type` where there is none. */
const bounces = categories(name, {
  'Invalid Address': { reason: 'user_unknown', confidence: 0.85 },
  'Technical Failure': { reason: 'receiver_temporary_failure', confidence: 0.6 },
  Content: { reason: 'spam_content', confidence: 0.75 },
  Reputation: { reason: 'bad_reputation', confidence: 0.75 },
  'Frequency or Volume Too High': { reason: 'rate_limited', confidence: 0.75 },
  'Mailbox Unavailable': { reason: 'mailbox_full', confidence: 0.5 },
  Unclassified: { reason: 'undetermined', confidence: 0.1 },
  blocked: { reason: 'blocked_unspecified', confidence: 0.5 },
});

/** `reason` of a dropped event: SendGrid never tried. */
const drops = categories(name, {
  'Bounced Address': { reason: 'previously_suppressed', confidence: 0.95, own: true },
  'Unsubscribed Address': { reason: 'previously_suppressed', confidence: 0.95, own: true },
  'Spam Reporting Address': { reason: 'previously_suppressed', confidence: 0.95, own: true },
  Invalid: { reason: 'bad_address_syntax', confidence: 0.85, own: true },
  'Invalid SMTPAPI header': { reason: 'protocol_error', confidence: 0.9, own: true },
  'Spam Content': { reason: 'spam_content', confidence: 0.9, own: true },
  'Recipient List over Package Quota': { reason: 'sender_account', confidence: 0.9, own: true },
});

/** SendGrid tries for a day, and does not say that it signs anew. All of it is signed: what comes again says nothing new. */
const usual = 25 * hour;

function verifySignature(request: ProviderRequest, { keys = [], window }: Secrets, now: number): Verification {
  if (keys.length === 0) return refuse('No verification key is configured for this source.');
  const signature = request.headers['x-twilio-email-event-webhook-signature'];
  const timestamp = request.headers['x-twilio-email-event-webhook-timestamp'];
  if (signature === undefined || timestamp === undefined)
    return refuse('The request is not signed: switch on the Signed Event Webhook.');
  const late = stale(signedSeconds(timestamp), now, window ?? usual);
  if (late !== null) return refuse(late);
  const publicKeys = keys.flatMap((key) => publicKey(key) ?? []);
  if (publicKeys.length === 0) return refuse('The configured verification key is no P-256 public key.');
  const signed = Buffer.concat([Buffer.from(timestamp), request.rawBody]);
  const signatureOctets = Buffer.from(signature.slice(0, 400), 'base64');
  const genuine = anyOf(publicKeys, (key) => verify('sha256', signed, key, signatureOctets));
  return genuine ? proven : refuse('The signature is wrong.');
}

function publicKey(given: string): KeyObject | null {
  try {
    const der = { key: Buffer.from(given, 'base64'), format: 'der', type: 'spki' } as const;
    const key = createPublicKey(given.includes('BEGIN') ? given : der);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null; // how the parser of keys says that this is none; told above
  }
}

function readEvent(event: JsonObject, context: ReadContext): Heard {
  const kind = label(event.get('event'));
  const outcome = outcomeOf(kind, event);
  if (outcome === null)
    return kind === null ? notUnderstood('The event has no name.') : nothing(`"${kind}" is not about a delivery.`);
  const recipient = address(event.get('email'));
  if (recipient === null) return notUnderstood(`The "${kind}" event names no recipient.`);
  const id = label(event.get('sg_event_id'));
  const message = label(event.get('sg_message_id'));
  const mine = ours((field) => event.get(field), { tags: labels(event.get('category')) });
  return one(
    observe(context, {
      key: id === null ? [kind, message, recipient, text(event.get('timestamp'))] : [id],
      at: seconds(event.get('timestamp'), context.now),
      recipient,
      identifiers: {
        ...mine.identifiers,
        headerMessageId: headerMessageId(event.get('smtp-id')),
        // What stands before is the X-Message-Id that the sending API answered with.
        remote: message?.replace(/\.(filter|recvd).*$/, ''),
      },
      labels: mine.labels,
      sourceIp: label(event.get('ip')),
      outcome,
    }),
  );
}

function outcomeOf(kind: string | null, event: JsonObject): Outcome | null {
  const words = text(event.get('reason'));
  const status = label(event.get('status'));
  switch (kind) {
    case 'processed':
      return accepted;
    case 'delivered':
      return delivered({ words: text(event.get('response')) });
    case 'deferred':
      return deferred({ words: text(event.get('response')) ?? words, status }, null);
    case 'bounce':
      return failed(
        { words, status },
        bounces(label(event.get('bounce_classification'))) ?? bounces(label(event.get('type'))),
      );
    case 'dropped':
      return failed({ words, status }, drops(words) ?? drops(label(event.get('type'))));
    case 'spamreport':
      return complained(name, 'spamreport');
    default:
      return null;
  }
}

export const sendgrid: Provider = {
  name,
  verify: verifySignature,
  read: (rawBody, context) => readEvents(rawBody, (event) => readEvent(event, context)),
};
