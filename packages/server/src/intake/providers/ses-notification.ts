/** What SES says inside an SNS notification, in both its shapes. */
import type { Heard, Observation } from '../../ledger/observation.ts';
import { nobodyComplained } from '../../logs/nobody-complained.ts';
import { address, headerMessageId, iso, label, list, object, text, within } from './fields.ts';
import { type Json, type JsonObject, parseJson } from './json.ts';
import { nothing, notUnderstood, observe } from './observe.ts';
import { ours } from './ours.ts';
import {
  accepted,
  complained,
  deferred,
  delivered,
  failed,
  type NamedCategory,
  type Outcome,
  type Said,
} from './outcome.ts';
import type { ReadContext } from './provider.ts';
import { sesBounces, sesDelays } from './ses-categories.ts';
import type { Envelope } from './sns-envelope.ts';

const bounces = sesBounces('ses');
const virus: NamedCategory = { reason: 'virus_content', confidence: 0.95, own: true, rule: 'provider/ses/reject' };
const rendering: NamedCategory = {
  reason: 'malformed_message',
  confidence: 0.95,
  own: true,
  rule: 'provider/ses/rendering-failure',
};

/** One recipient's share of a notification. */
interface Share {
  readonly recipient: string | null;
  readonly outcome: Outcome;
  readonly mx?: string | null;
}

/** What a notification says of its recipients, and the words that name it within the source. */
interface News {
  readonly at: Json | undefined;
  /** SES's own id of this bounce or complaint; null: message and instant name it. */
  readonly id: string | null;
  readonly shares: readonly Share[];
}

export function readNotification({ message }: Pick<Envelope, 'message'>, context: ReadContext): Heard {
  // SES tries a new topic with a sentence.
  if (message.startsWith('Successfully validated SNS topic')) return nothing('A test of the topic.');
  const parsed = parseJson(message);
  const body = parsed.ok ? object(parsed.value) : null;
  if (body === null) return notUnderstood(parsed.ok ? 'The message is no JSON object.' : parsed.why);
  const kind = label(body.get('eventType')) ?? label(body.get('notificationType'));
  if (kind === null) return notUnderstood('There is no eventType and no notificationType.');
  const mail = object(body.get('mail'));
  const news = newsOf(kind, body, mail);
  if (news === null) return nothing(`"${kind}" is not about a delivery.`);
  if (mail === null || news.shares.length === 0)
    return notUnderstood(`The "${kind}" event names no message or recipient.`);
  return { kind: 'heard', observations: news.shares.map((share) => observation(kind, mail, news, share, context)) };
}

function observation(kind: string, mail: JsonObject, news: News, share: Share, context: ReadContext): Observation {
  const { recipient, outcome, mx = null } = share;
  const message = label(mail.get('messageId'));
  const header = headerLookup(mail);
  const mine = ours((field) => list(within(mail, 'tags', field))[0] ?? header(`X-${field.replaceAll('_', '-')}`));
  return observe(context, {
    key: [kind, ...(news.id === null ? [message, text(news.at)] : [news.id]), recipient],
    at: iso(news.at, context.now),
    recipient,
    identifiers: {
      ...mine.identifiers,
      headerMessageId: headerMessageId(within(mail, 'commonHeaders', 'messageId') ?? header('Message-ID')),
      feedbackId: label(header('Feedback-ID')),
      remote: message,
    },
    labels: mine.labels,
    sender: address(mail.get('source')),
    mx: mx === null ? null : { host: mx, address: '' },
    sourceIp: label(list(within(mail, 'tags', 'ses:outgoing-ip'))[0]),
    outcome,
  });
}

function headerLookup(mail: JsonObject): (name: string) => Json | undefined {
  const fields = list(mail.get('headers'));
  return (name) => {
    const field = fields.find((item) => label(within(item, 'name'))?.toLowerCase() === name.toLowerCase());
    return within(field, 'value');
  };
}

function newsOf(kind: string, body: JsonObject, mail: JsonObject | null): News | null {
  const destinations = list(mail?.get('destination'));
  const sent = mail?.get('timestamp');
  switch (kind) {
    case 'Bounce':
      return bounced(body.get('bounce'));
    case 'Complaint':
      return complaint(body.get('complaint'));
    case 'Delivery':
      return deliveries(body.get('delivery'));
    case 'DeliveryDelay':
      return delayed(body.get('deliveryDelay'));
    case 'Send':
      return ofAll(destinations, sent, accepted);
    case 'Reject':
      return ofAll(destinations, sent, failed({ remark: text(within(body, 'reject', 'reason')) }, virus));
    case 'Rendering Failure':
      return ofAll(destinations, sent, failed({ remark: text(within(body, 'failure', 'errorMessage')) }, rendering));
    default:
      return null;
  }
}

const ofAll = (recipients: readonly Json[], at: Json | undefined, outcome: Outcome): News => ({
  at,
  id: null,
  shares: recipients.flatMap((item) => {
    const recipient = address(item);
    return recipient === null ? [] : [{ recipient, outcome }];
  }),
});

function bounced(bounce: Json | undefined): News {
  const category = bounces(`${label(within(bounce, 'bounceType'))}/${label(within(bounce, 'bounceSubType'))}`);
  const mx = hostOf(within(bounce, 'reportingMTA'));
  return {
    at: within(bounce, 'timestamp'),
    id: label(within(bounce, 'feedbackId')),
    shares: each(within(bounce, 'bouncedRecipients'), mx, (said) => failed(said, category)),
  };
}

function delayed(delay: Json | undefined): News {
  const category = sesDelays(label(within(delay, 'delayType')));
  const mx = hostOf(within(delay, 'reportingMTA'));
  return {
    at: within(delay, 'timestamp'),
    id: null,
    shares: each(within(delay, 'delayedRecipients'), mx, (said) => deferred(said, category)),
  };
}

function each(recipients: Json | undefined, mx: string | null, outcome: (said: Said) => Outcome): readonly Share[] {
  return list(recipients).flatMap((item) => {
    const recipient = address(within(item, 'emailAddress'));
    const said = { words: text(within(item, 'diagnosticCode')), status: label(within(item, 'status')), mx };
    return recipient === null ? [] : [{ recipient, mx, outcome: outcome(said) }];
  });
}

function deliveries(delivery: Json | undefined): News {
  const outcome = delivered({ words: text(within(delivery, 'smtpResponse')) });
  return ofAll(list(within(delivery, 'recipients')), within(delivery, 'timestamp'), outcome);
}

/**
 * Most receivers do not tell who complained, so SES lists all recipients there. Where these are several, none of them may
 * be suppressed for it: the complaint is recorded without a recipient.
 */
function complaint(given: Json | undefined): News | null {
  const at = within(given, 'timestamp');
  const id = label(within(given, 'feedbackId'));
  const recipients = list(within(given, 'complainedRecipients')).flatMap(
    (item) => address(within(item, 'emailAddress')) ?? [],
  );
  const type = label(within(given, 'complaintFeedbackType')) ?? 'complaint';
  if (nobodyComplained(type)) return null;
  // "OnAccountSuppressionList", "OnTenantSuppressionList": an earlier complaint, for which SES did not send this time.
  const named = bounces(`Permanent/${label(within(given, 'complaintSubType'))}`);
  const listed = named?.reason === 'previously_suppressed' ? named : null;
  const outcome = listed === null ? complained('ses', `complaint/${type.toLowerCase()}`) : failed({}, listed);
  const about = recipients.length > 1 && listed === null ? [null] : recipients;
  return { at, id, shares: about.map((recipient) => ({ recipient, outcome })) };
}

/** Reporting-MTA ("dns; mx.example.org"), unless it is SES itself. */
function hostOf(reporter: Json | undefined): string | null {
  const host =
    label(reporter)
      ?.replace(/^[a-z]+; */i, '')
      .toLowerCase() ?? '';
  const ofSes = /\.(amazonses|amazonaws)\.com(\.cn)?$/.test(host);
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) && !ofSes ? host : null;
}
