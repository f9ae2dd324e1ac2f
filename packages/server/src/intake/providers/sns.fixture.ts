/** An SNS of one's own for tests: an RSA key, its certificate (X.509, RFC 5280, DER by hand) and signed envelopes. */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { ProviderRequest } from './provider.ts';

export const topic = 'arn:aws:sns:eu-west-1:123456789012:bounces';
export const certificateUrl = `https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-${'0a'.repeat(16)}.pem`;
export const subscribeUrl = `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topic}&Token=t0k3n`;

export const now = Date.UTC(2026, 5, 1, 12);
const day = 86_400_000;

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const certificate = (from = now - day, to = now + 365 * day, keys = pair): string => {
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' });
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from('sns.amazonaws.com')))));
  const algorithm = der(0x30, oid('2a864886f70d01010b'), der(0x05));
  const validity = der(0x30, time(from), time(to));
  const body = der(0x30, der(0x02, Buffer.from([1])), algorithm, name, validity, name, publicKey);
  const signature = sign('sha256', body, keys.privateKey);
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
};

export const weakCertificate = (): string =>
  certificate(now - day, now + day, generateKeyPairSync('rsa', { modulusLength: 1024 }));

function der(tag: number, ...items: readonly Buffer[]): Buffer {
  const content = Buffer.concat(items);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

const time = (at: number): Buffer =>
  der(0x18, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]|\..*/g, '')}Z`));

/** Signed over the fields that the documentation names for the type. */
export function envelope(
  fields: Record<string, string>,
  version: '1' | '2' = '2',
  { type = 'Notification' }: { readonly type?: string } = {},
): Record<string, string> {
  const all: Record<string, string> = {
    Type: type,
    MessageId: '5f1d3a30-0000-4000-8000-000000000001',
    TopicArn: topic,
    Timestamp: new Date(now - 1000).toISOString(),
    ...(type === 'Notification' ? {} : { Token: 't0k3n', SubscribeURL: subscribeUrl, Message: 'You have chosen ...' }),
    ...fields,
  };
  const names =
    type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const signed = names.flatMap((name) => (all[name] === undefined ? [] : [`${name}\n${all[name]}\n`])).join('');
  const signature = sign(version === '2' ? 'sha256' : 'sha1', Buffer.from(signed), pair.privateKey);
  return {
    SigningCertURL: certificateUrl,
    ...all,
    SignatureVersion: version,
    Signature: signature.toString('base64'),
  };
}

export const post = (body: unknown, headers: Record<string, string> = {}): ProviderRequest => ({
  headers,
  rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  url: '/v1/ingest/providers/x',
});
