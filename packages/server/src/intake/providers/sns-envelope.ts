/**
 * Amazon SNS messages over HTTP: the envelope, where it may point to, and its signature (RSA PKCS #1 v1.5 over named
 * fields; version 1 with SHA-1, version 2 with SHA-256).
 */
import { type KeyObject, verify } from 'node:crypto';
import { iso, label, text } from './fields.ts';
import type { Json, JsonObject } from './json.ts';

export interface Envelope {
  readonly type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  readonly topic: string;
  readonly messageId: string;
  readonly message: string;
  readonly publishedAt: number | null;
  readonly signature: string;
  readonly signatureVersion: '1' | '2';
  readonly certificateUrl: string;
  readonly subscribeUrl: string | null;
  /** What is signed. */
  readonly signed: string;
}

const signedFields = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

/** Null for what is no SNS message with a signature. */
export function readEnvelope(body: JsonObject, now: number): Envelope | null {
  const type = body.get('Type');
  const version = body.get('SignatureVersion');
  const message = body.get('Message');
  const topic = label(body.get('TopicArn'), 300);
  const messageId = label(body.get('MessageId'));
  const signature = text(body.get('Signature'));
  const certificateUrl = text(body.get('SigningCertURL'));
  if (type !== 'Notification' && type !== 'SubscriptionConfirmation' && type !== 'UnsubscribeConfirmation') return null;
  if ((version !== '1' && version !== '2') || typeof message !== 'string') return null;
  if (topic === null || messageId === null || signature === null || certificateUrl === null) return null;
  return {
    type,
    topic,
    messageId,
    message,
    publishedAt: iso(body.get('Timestamp'), now),
    signature,
    signatureVersion: version,
    certificateUrl,
    subscribeUrl: text(body.get('SubscribeURL')),
    signed: signedFields[type].map((field) => signedLine(field, body.get(field))).join(''),
  };
}

/** A field that is not there (Subject mostly) is not signed either. */
const signedLine = (field: string, value: Json | undefined): string =>
  typeof value === 'string' ? `${field}\n${value}\n` : '';

export function isGenuine({ signed, signature, signatureVersion }: Envelope, key: KeyObject): boolean {
  const algorithm = signatureVersion === '2' ? 'sha256' : 'sha1';
  return verify(algorithm, Buffer.from(signed), key, Buffer.from(signature, 'base64'));
}

const arn = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\d{1,2}):\d{12}:[A-Za-z0-9_.-]{1,256}$/;

/** The host that speaks for the topic's region; null for what is no topic ARN. */
function hostOf(topic: string): string | null {
  const [, partition, region] = arn.exec(topic) ?? [];
  if (region === undefined) return null;
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/** https, the topic's own SNS host, no user, no port: the only place that anything is ever fetched from. */
function atTopicsHost(url: string, topic: string): URL | null {
  const parsed = url.length <= 2000 && URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.protocol !== 'https:' || parsed.host !== hostOf(topic)) return null;
  return parsed.username === '' && parsed.password === '' ? parsed : null;
}

export function certificateUrl({ certificateUrl: url, topic }: Envelope): string | null {
  const parsed = atTopicsHost(url, topic);
  const named = parsed !== null && /^\/SimpleNotificationService-[0-9a-zA-Z]{1,64}\.pem$/.test(parsed.pathname);
  return named && parsed.search === '' ? parsed.href : null;
}

export function confirmationUrl({ subscribeUrl: url, topic }: Envelope): string | null {
  const parsed = url === null ? null : atTopicsHost(url, topic);
  const query = parsed?.searchParams;
  const ofTopic = query?.get('Action') === 'ConfirmSubscription' && query.get('TopicArn') === topic;
  return parsed !== null && ofTopic ? parsed.href : null;
}
