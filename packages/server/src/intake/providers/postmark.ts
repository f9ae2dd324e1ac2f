/**
 * Postmark webhooks: bounce, delivery, spam complaint. Postmark signs nothing: the webhook is given HTTP Basic
 * credentials or header fields of one's own, and whoever knows them can say anything.
 * Uses `basic` and `headers`. Our fields come back in `Metadata` (names up to 20 characters, which ours keep to).
 */
import type { Heard } from '../../ledger/observation.ts';
import { address, iso, label, labels, text, whole, within } from './fields.ts';
import type { JsonObject } from './json.ts';
import { nothing, notUnderstood, observe, one, readEvents } from './observe.ts';
import { ours } from './ours.ts';
import { categories, complained, deferred, delivered, failed, type Outcome } from './outcome.ts';
import { verifyCredentials } from './proof.ts';
import type { Provider, ReadContext } from './provider.ts';

const name = 'postmark';

/** `Type` of a bounce. */
const bounces = categories(name, {
  HardBounce: { reason: 'user_unknown', confidence: 0.75 },
  Transient: { reason: 'undetermined', confidence: 0.1 },
  AutoResponder: { reason: 'out_of_office', confidence: 0.9, own: true },
  AddressChange: { reason: 'user_moved', confidence: 0.6 },
  DnsError: { reason: 'dns_failure', confidence: 0.7 },
  SpamNotification: { reason: 'spam_content', confidence: 0.8 },
  OpenRelayTest: { reason: 'undetermined', confidence: 0.1 },
  Unknown: { reason: 'undetermined', confidence: 0.1 },
  SoftBounce: { reason: 'mailbox_full', confidence: 0.5 },
  VirusNotification: { reason: 'virus_content', confidence: 0.8 },
  ChallengeVerification: { reason: 'challenge_response', confidence: 0.9, own: true },
  BadEmailAddress: { reason: 'bad_address_syntax', confidence: 0.9, own: true },
  ManuallyDeactivated: { reason: 'previously_suppressed', confidence: 0.95, own: true },
  Unconfirmed: { reason: 'sender_account', confidence: 0.6, own: true },
  Blocked: { reason: 'blocked_unspecified', confidence: 0.75 },
  SMTPApiError: { reason: 'protocol_error', confidence: 0.7, own: true },
  DMARCPolicy: { reason: 'auth_dmarc', confidence: 0.9 },
  TemplateRenderingFailed: { reason: 'malformed_message', confidence: 0.8, own: true },
});

const typeOfCode: ReadonlyMap<number, string> = new Map([
  [1, 'HardBounce'],
  [2, 'Transient'],
  [16, 'Unsubscribe'],
  [32, 'Subscribe'],
  [64, 'AutoResponder'],
  [128, 'AddressChange'],
  [256, 'DnsError'],
  [512, 'SpamNotification'],
  [1024, 'OpenRelayTest'],
  [2048, 'Unknown'],
  [4096, 'SoftBounce'],
  [8192, 'VirusNotification'],
  [16384, 'ChallengeVerification'],
  [100000, 'BadEmailAddress'],
  [100001, 'SpamComplaint'],
  [100002, 'ManuallyDeactivated'],
  [100003, 'Unconfirmed'],
  [100006, 'Blocked'],
  [100007, 'SMTPApiError'],
  [100008, 'InboundError'],
  [100009, 'DMARCPolicy'],
  [100010, 'TemplateRenderingFailed'],
]);

function readEvent(event: JsonObject, context: ReadContext): Heard {
  const type = label(event.get('Type')) ?? typeOfCode.get(whole(event.get('TypeCode')) ?? 0) ?? null;
  const record = label(event.get('RecordType')) ?? (type === null ? null : 'Bounce');
  const outcome = outcomeOf(record, type, event);
  if (outcome === null)
    return record === null
      ? notUnderstood('There is no RecordType.')
      : nothing(`"${type ?? record}" is not about a delivery.`);
  const recipient = address(event.get('Email')) ?? address(event.get('Recipient'));
  if (recipient === null) return notUnderstood(`The "${record}" record names no recipient.`);
  const message = label(event.get('MessageID'));
  const id = label(event.get('ID'));
  const mine = ours((field) => within(event, 'Metadata', field), { tags: labels(event.get('Tag')) });
  return one(
    observe(context, {
      key: id === null ? [record, message, recipient] : [record, id],
      at: iso(event.get('BouncedAt') ?? event.get('DeliveredAt'), context.now),
      recipient,
      identifiers: { ...mine.identifiers, remote: message },
      labels: mine.labels,
      // The From address: Postmark does not tell the envelope's.
      sender: address(event.get('From')),
      outcome,
    }),
  );
}

function outcomeOf(record: string | null, type: string | null, event: JsonObject): Outcome | null {
  const words = text(event.get('Details'));
  const remark = text(event.get('Description'));
  if (record === 'Delivery') return delivered({ words });
  if (record === 'SpamComplaint' || (record === 'Bounce' && type === 'SpamComplaint'))
    return complained(name, 'spamcomplaint', words ?? remark);
  if (record !== 'Bounce' || type === null || ['Unsubscribe', 'Subscribe', 'InboundError'].includes(type)) return null;
  // "Transient" is a delay: Postmark goes on trying.
  const then = type === 'Transient' ? deferred : failed;
  return then({ words, remark }, bounces(type));
}

export const postmark: Provider = {
  name,
  verify: verifyCredentials,
  read: (rawBody, context) => readEvents(rawBody, (event) => readEvent(event, context)),
};
