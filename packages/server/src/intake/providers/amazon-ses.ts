/**
 * Amazon SES through SNS over HTTPS: feedback notifications (`notificationType`) and event publishing (`eventType`).
 * Uses `topics`: only these may speak, and only their subscriptions are confirmed. The certificate is fetched from the
 * topic's own SNS host and from nowhere else. "Raw message delivery" carries no signature and is refused.
 * Our fields come back as message tags (event publishing only), or as the header field X-Hearback-Message-Id.
 */
import type { Heard } from '../../ledger/observation.ts';
import { object } from './fields.ts';
import { mostUnproven, parseJsonBody } from './json.ts';
import { nothing, notUnderstood } from './observe.ts';
import { anyOf, hour, proven, refuse, stale, usualWindow } from './proof.ts';
import type { Provider, ProviderRequest, Refused, Secrets, Verification } from './provider.ts';
import { readNotification } from './ses-notification.ts';
import { type Certificates, createCertificates, type FetchText, messageOf } from './sns-certificates.ts';
import { certificateUrl, confirmationUrl, type Envelope, isGenuine, readEnvelope } from './sns-envelope.ts';

export interface SesPorts {
  /** GET over https; used for signing certificates and for confirming subscriptions, on SNS hosts only. */
  readonly fetchText: FetchText;
}

/** SNS signs when it publishes, not when it tries again, which it does for up to an hour. */
const usual = hour + usualWindow;

export function amazonSes({ fetchText }: SesPorts): Provider {
  const certificates = createCertificates(fetchText);
  return {
    name: 'ses',
    verify: (request, secrets, now) => verifyEnvelope(request, secrets, now, certificates),
    answer: (request, now) => confirm(request, now, fetchText),
    read: (rawBody, context) => {
      const envelope = envelopeIn(rawBody, context.now);
      if (envelope === null) return notUnderstood('The body is no SNS message.');
      if (envelope.type === 'Notification') return readNotification(envelope, context);
      return nothing(`The subscription to ${envelope.topic} has ended.`);
    },
  };
}

function envelopeIn(rawBody: Uint8Array, now: number): Envelope | null {
  const body = parseJsonBody(rawBody, mostUnproven);
  const fields = body.ok ? object(body.value) : null;
  return fields === null ? null : readEnvelope(fields, now);
}

async function verifyEnvelope(
  { headers, rawBody }: ProviderRequest,
  { topics = [], window }: Secrets,
  now: number,
  certificates: Certificates,
): Promise<Verification> {
  if (topics.length === 0) return refuse('No topic ARN is configured for this source.');
  if (headers['x-amz-sns-rawdelivery'] === 'true') return { ok: false, status: 400, why: rawDelivery };
  const envelope = envelopeIn(rawBody, now);
  if (envelope === null) return { ok: false, status: 400, why: `The body is no signed SNS message. ${rawDelivery}` };
  if (!anyOf(topics, (topic) => topic === envelope.topic)) return refuse('The topic is not one of those configured.');
  const late = stale(envelope.publishedAt, now, window ?? usual);
  if (late !== null) return refuse(late);
  const url = certificateUrl(envelope);
  if (url === null) return refuse("The signing certificate is not at the SNS host of the topic's region.");
  const certificate = await certificates(url, now);
  if (certificate.kind === 'unavailable') return { ok: false, status: 503, why: certificate.why };
  if (certificate.kind === 'unusable') return refuse(certificate.why);
  return isGenuine(envelope, certificate.key) ? proven : refuse('The signature is wrong.');
}

const rawDelivery =
  'Raw message delivery is not supported, for it carries no signature: switch it off in the subscription.';

/** Asked only after the request has been verified, so the topic is one of those configured. */
async function confirm(
  { rawBody }: ProviderRequest,
  now: number,
  fetchText: FetchText,
): Promise<Heard | Refused | null> {
  const envelope = envelopeIn(rawBody, now);
  if (envelope?.type !== 'SubscriptionConfirmation') return null;
  const url = confirmationUrl(envelope);
  if (url === null)
    return { kind: 'refused', status: 400, why: 'The SubscribeURL does not confirm this topic at its SNS host.' };
  try {
    await fetchText(url);
  } catch (error) {
    return { kind: 'refused', status: 503, why: `The subscription could not be confirmed: ${messageOf(error)}` };
  }
  return nothing(`The subscription to ${envelope.topic} is confirmed.`);
}
