/**
 * Mailgun webhooks: HMAC-SHA256 over timestamp and token, inside the body. The event itself is not signed, so the token
 * is the event's key: whoever repeats a token with another event says nothing new.
 * Of a subaccount's event, `parent-signature` is that of the account above it, over the same timestamp and token.
 * Uses `keys`: the HTTP webhook signing key, of either. Our fields come back in `user-variables`.
 */
import { createHmac } from 'node:crypto';
import type { Heard } from '../../ledger/observation.ts';
import { address, headerMessageId, label, labels, object, seconds, text, whole, within } from './fields.ts';
import { type Json, type JsonObject, mostUnproven, parseJsonBody } from './json.ts';
import { nothing, notUnderstood, observe, one, readEvents } from './observe.ts';
import { ours } from './ours.ts';
import { accepted, categories, complained, deferred, delivered, failed, type Outcome, type Said } from './outcome.ts';
import { anyOf, hour, proven, refuse, sameSecret, signedSeconds, stale } from './proof.ts';
import type { Provider, ProviderRequest, ReadContext, Secrets, Verification } from './provider.ts';

const name = 'mailgun';

/** `reason` of a failed event. */
const failures = categories(name, {
  'suppress-bounce': { reason: 'previously_suppressed', confidence: 0.95, own: true },
  'suppress-unsubscribe': { reason: 'previously_suppressed', confidence: 0.95, own: true },
  'suppress-complaint': { reason: 'previously_suppressed', confidence: 0.95, own: true },
  old: { reason: 'message_expired', confidence: 0.9 },
  greylisted: { reason: 'greylisted', confidence: 0.9 },
  espblock: { reason: 'blocked_unspecified', confidence: 0.7 },
  blacklisted: { reason: 'bad_reputation', confidence: 0.6 },
  bounce: { reason: 'undetermined', confidence: 0.1 },
  hardfail: { reason: 'undetermined', confidence: 0.1 },
  generic: { reason: 'undetermined', confidence: 0.1 },
});

const rejection = { reason: 'sender_account', confidence: 0.6, own: true, rule: `provider/${name}/rejected` } as const;

/** Mailgun tries for eight hours, the first time again after five minutes or more, and what it signed at first comes again. */
const usual = 9 * hour;

function verifySignature(request: ProviderRequest, { keys = [], window }: Secrets, now: number): Verification {
  if (keys.length === 0) return refuse('No webhook signing key is configured for this source.');
  const body = parseJsonBody(request.rawBody, mostUnproven);
  if (!body.ok) return { ok: false, status: 400, why: body.why };
  const block = within(body.value, 'signature');
  const timestamp = text(within(block, 'timestamp')) ?? undefined;
  const token = text(within(block, 'token'));
  const given = ['signature', 'parent-signature'].flatMap((field) => text(within(block, field))?.toLowerCase() ?? []);
  if (timestamp === undefined || token === null || given.length === 0)
    return refuse('The body has no signature with timestamp and token.');
  const late = stale(signedSeconds(timestamp), now, window ?? usual);
  if (late !== null) return refuse(late);
  const genuine = anyOf(keys, (key) => {
    const expected = createHmac('sha256', key)
      .update(timestamp + token)
      .digest('hex');
    return anyOf(given, (signature) => sameSecret(signature, expected));
  });
  return genuine ? proven : refuse('The signature is wrong.');
}

function readEvent(body: JsonObject, context: ReadContext): Heard {
  const event = object(body.get('event-data'));
  const token = text(within(body, 'signature', 'token'));
  if (event === null || token === null)
    return notUnderstood('There is no event-data with a signature: legacy webhooks are not read.');
  const kind = label(event.get('event'));
  const outcome = outcomeOf(kind, event);
  if (outcome === null)
    return kind === null ? notUnderstood('The event has no name.') : nothing(`"${kind}" is not about a delivery.`);
  const recipient = address(event.get('recipient')) ?? address(within(event, 'message', 'headers', 'to'));
  if (recipient === null) return notUnderstood(`The "${kind}" event names no recipient.`);
  const messageId = headerMessageId(within(event, 'message', 'headers', 'message-id'));
  const mine = ours((field) => within(event, 'user-variables', field), { tags: labels(event.get('tags')) });
  const mx = label(within(event, 'delivery-status', 'mx-host'));
  return one(
    observe(context, {
      key: [token],
      at: seconds(event.get('timestamp'), context.now),
      recipient,
      identifiers: { ...mine.identifiers, headerMessageId: messageId, remote: messageId },
      labels: mine.labels,
      sender: address(within(event, 'envelope', 'sender')),
      mx: mx === null ? null : { host: mx, address: '' },
      sourceIp: label(within(event, 'envelope', 'sending-ip')),
      outcome,
    }),
  );
}

function outcomeOf(kind: string | null, event: JsonObject): Outcome | null {
  const said = saidIn(event.get('delivery-status'));
  const reason = label(event.get('reason'));
  switch (kind) {
    case 'accepted':
      return accepted;
    case 'delivered':
      return delivered(said);
    case 'failed': {
      // The last of the temporary failures, after which Mailgun gives up, says "old".
      const again = event.get('severity') === 'temporary' && reason !== 'old';
      return again ? deferred(said, failures(reason)) : failed(said, failures(reason));
    }
    case 'rejected':
      return failed({ remark: text(within(event, 'reject', 'reason')) }, rejection);
    case 'complained':
      return complained(name, 'complained');
    default:
      return null;
  }
}

/** 498, 499 and 6yz are Mailgun's own numbers, not the receiver's: what stands beside them is Mailgun speaking. */
function saidIn(status: Json | undefined): Said {
  const code = whole(within(status, 'code'));
  const own = code !== null && (code === 498 || code === 499 || code >= 600);
  const description = text(within(status, 'description'));
  const words = text(within(status, 'message')) ?? (own ? description : null);
  const enhanced = label(within(status, 'enhanced-code'));
  const mx = label(within(status, 'mx-host'));
  return { words, remark: description, code: own ? null : code, status: enhanced, mx };
}

export const mailgun: Provider = {
  name,
  verify: verifySignature,
  read: (rawBody, context) => readEvents(rawBody, (body) => readEvent(body, context)),
};
