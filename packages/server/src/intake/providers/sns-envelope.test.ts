import { describe, expect, test } from 'vitest';
import { type Json, parseJson } from './json.ts';
import { envelope, now, topic } from './sns.fixture.ts';
import { certificateUrl, type Envelope, readEnvelope } from './sns-envelope.ts';

const read = (fields: Record<string, string | null>): Envelope | null => {
  const parsed = parseJson(JSON.stringify(fields));
  return parsed.ok ? readEnvelope(parsed.value as ReadonlyMap<string, Json>, now) : null;
};

const at = (arn: string, host: string): string | null => {
  const SigningCertURL = `https://${host}/SimpleNotificationService-0a1b.pem`;
  const found = read({ ...envelope({ Message: '' }), TopicArn: arn, SigningCertURL });
  return found && certificateUrl(found);
};

describe('the host that speaks for a topic', () => {
  test.each([
    [topic, 'sns.eu-west-1.amazonaws.com'],
    [topic.replace('eu-west-1', 'ap-southeast-2'), 'sns.ap-southeast-2.amazonaws.com'],
    ['arn:aws-us-gov:sns:us-gov-west-1:123456789012:b', 'sns.us-gov-west-1.amazonaws.com'],
    ['arn:aws-cn:sns:cn-north-1:123456789012:b', 'sns.cn-north-1.amazonaws.com.cn'],
  ])('%s at %s', (arn, host) => {
    expect(at(arn, host)).toBe(`https://${host}/SimpleNotificationService-0a1b.pem`);
  });

  test.each([
    ['arn:aws-cn:sns:cn-north-1:123456789012:b', 'sns.cn-north-1.amazonaws.com'],
    ['arn:aws:sns:evil.example/:123456789012:b', 'sns.evil.example'],
    ['arn:aws:sns:eu-west-1:123456789012:b/../c', 'sns.eu-west-1.amazonaws.com'],
    ['arn:aws:sqs:eu-west-1:123456789012:b', 'sns.eu-west-1.amazonaws.com'],
  ])('never %s at %s', (arn, host) => {
    expect(at(arn, host)).toBeNull();
  });
});

test('a Subject of null is not signed', () => {
  const { Subject: _, ...fields } = envelope({ Message: 'm' });
  expect(read({ ...fields, Subject: null })?.signed).toBe(read(fields)?.signed);
});

test.each(['Type', 'MessageId', 'TopicArn', 'Message', 'Signature', 'SignatureVersion', 'SigningCertURL'])(
  'nothing without %s',
  (name) => {
    const { [name]: _, ...fields } = envelope({ Message: 'm' });
    expect(read(fields)).toBeNull();
    expect(read({ ...fields, [name]: '3' }) === null).toBe(name === 'Type' || name === 'SignatureVersion');
  },
);
