/**
 * Resend webhooks, signed by Standard Webhooks. Uses `keys`: the webhook's signing secret. Our fields come back in `tags`.
 *
 * An event lists all recipients of its message and does not tell which of them it is about. Where there are several,
 * nothing but a failure of the whole message may be laid on any of them: those events are recorded without a recipient.
 */
import type { Heard } from '../../ledger/observation.ts';
import { address, headerMessageId, iso, label, list, object, text, within } from './fields.ts';
import type { Json, JsonObject } from './json.ts';
import { nothing, notUnderstood, observe, readEvents } from './observe.ts';
import { ours } from './ours.ts';
import { accepted, categories, complained, deferred, delivered, failed, type Outcome } from './outcome.ts';
import type { Provider, ReadContext } from './provider.ts';
import { sesBounces } from './ses-categories.ts';
import { verifyStandardWebhook } from './standard-webhooks.ts';

const name = 'resend';

const bounces = sesBounces(name);

/** `reason` of a failed event. */
const failures = categories(`${name}/failed`, {
  reached_daily_quota: { reason: 'sender_account', confidence: 0.9, own: true },
  reached_monthly_quota: { reason: 'sender_account', confidence: 0.9, own: true },
});

const suppressed = {
  reason: 'previously_suppressed',
  confidence: 0.95,
  own: true,
  rule: `provider/${name}/suppressed`,
} as const;

const ofWholeMessage: readonly string[] = ['email.sent', 'email.failed'];

function readEvent(event: JsonObject, context: ReadContext): Heard {
  const kind = label(event.get('type'));
  const data = object(event.get('data'));
  if (kind === null || data === null) return notUnderstood('There is no type, or no data.');
  const outcome = outcomeOf(kind, data);
  if (outcome === null) return nothing(`"${kind}" is not about a delivery.`);
  const to = data.get('to');
  const recipients = (typeof to === 'string' ? [to] : list(to)).flatMap((item) => address(item) ?? []);
  if (recipients.length === 0) return notUnderstood(`The "${kind}" event names no recipient.`);
  const about = recipients.length === 1 || ofWholeMessage.includes(kind) ? recipients : [null];
  const message = label(data.get('email_id'));
  const mine = ours((field) => tag(data.get('tags'), field));
  return {
    kind: 'heard',
    observations: about.map((recipient) =>
      observe(context, {
        key: [kind, message, text(event.get('created_at')), recipient],
        at: iso(event.get('created_at'), context.now),
        recipient,
        identifiers: {
          ...mine.identifiers,
          headerMessageId: headerMessageId(data.get('message_id')),
          remote: message,
        },
        labels: mine.labels,
        sender: address(data.get('from')),
        outcome,
      }),
    ),
  };
}

/** Tags are an object, or a list of {name, value}. */
function tag(tags: Json | undefined, field: string): Json | undefined {
  return (
    within(tags, field) ??
    within(
      list(tags).find((item) => within(item, 'name') === field),
      'value',
    )
  );
}

function outcomeOf(kind: string, data: JsonObject): Outcome | null {
  switch (kind) {
    case 'email.sent':
      return accepted;
    case 'email.delivered':
      return delivered({});
    case 'email.delivery_delayed':
      return deferred({}, null);
    case 'email.bounced': {
      const bounce = data.get('bounce');
      const diagnostic = within(bounce, 'diagnosticCode');
      const words = text(diagnostic) ?? text(list(diagnostic)[0]);
      const category = `${label(within(bounce, 'type'))}/${label(within(bounce, 'subType'))}`;
      return failed({ words, remark: text(within(bounce, 'message')) }, bounces(category));
    }
    case 'email.failed': {
      const reason = text(within(data, 'failed', 'reason'));
      return failed({ remark: reason }, failures(reason));
    }
    case 'email.suppressed':
      return failed({ remark: text(within(data, 'suppressed', 'message')) }, suppressed);
    case 'email.complained':
      return complained(name, 'complained');
    default:
      return null;
  }
}

export const resend: Provider = {
  name,
  verify: verifyStandardWebhook,
  read: (rawBody, context) => readEvents(rawBody, (event) => readEvent(event, context)),
};
