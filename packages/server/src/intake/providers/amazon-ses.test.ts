import { describe, expect, test } from 'vitest';
import { amazonSes } from './amazon-ses.ts';
import type { Secrets } from './provider.ts';
import { receive } from './receive.ts';
import {
  certificate,
  certificateUrl,
  envelope,
  now,
  post,
  subscribeUrl,
  topic,
  weakCertificate,
} from './sns.fixture.ts';

const secrets: Secrets = { topics: [topic] };
const pem = certificate();

/** An SES whose fetches are written down and answered with the certificate. */
function ses(answer: (url: string) => Promise<string> = async () => pem) {
  const fetched: string[] = [];
  const provider = amazonSes({
    fetchText: (url) => {
      fetched.push(url);
      return answer(url);
    },
  });
  return { fetched, provider };
}

const mail = {
  timestamp: '2026-06-01T11:58:00.000Z',
  source: 'News <news@sender.example>',
  messageId: '0102018f-ses',
  destination: ['jane@example.org'],
  headers: [
    { name: 'Message-ID', value: '<m1@sender.example>' },
    { name: 'Feedback-ID', value: '7:spring:sender' },
  ],
  commonHeaders: { messageId: '<m1@sender.example>' },
  tags: {
    'ses:outgoing-ip': ['192.0.2.7'],
    hearback_message_id: ['msg_01890a5d-ac96-774b-bcce-b302099a8057'],
    hearback_list: ['weekly'],
  },
};

const bounce = (parts: Record<string, unknown>, recipient: Record<string, unknown> = {}) => ({
  eventType: 'Bounce',
  mail,
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    timestamp: '2026-06-01T11:59:00.123Z',
    feedbackId: '0102018f-feedback',
    reportingMTA: 'dns; mx.example.org',
    bouncedRecipients: [{ emailAddress: 'jane@example.org', action: 'failed', status: '5.1.1', ...recipient }],
    ...parts,
  },
});

const hear = async (message: unknown) =>
  receive(ses().provider, post(envelope({ Message: JSON.stringify(message) })), secrets, now);

test('a bounce with the reply: all that it tells', async () => {
  const heard = await hear(bounce({}, { diagnosticCode: 'smtp; 550 5.1.1 <jane@example.org>: user unknown' }));
  expect(heard).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'ses',
        key: 'Bounce\n0102018f-feedback\njane@example.org',
        at: Date.UTC(2026, 5, 1, 11, 59, 0, 123),
        type: 'bounced',
        recipient: 'jane@example.org',
        originalRecipient: null,
        identifiers: {
          messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057',
          headerMessageId: 'm1@sender.example',
          feedbackId: '7:spring:sender',
          remote: '0102018f-ses',
        },
        labels: { list: 'weekly' },
        sender: 'news@sender.example',
        reply: { code: 550, status: '5.1.1', text: 'smtp; 550 5.1.1 <jane@example.org>: user unknown' },
        stage: null,
        verdict: expect.objectContaining({ reason: 'user_unknown', bounce: 'hard', final: true, code: 550 }),
        mx: { host: 'mx.example.org', address: '' },
        sourceIp: '192.0.2.7',
        authentic: true,
      },
    ],
  });
});

const recipients = (...addresses: readonly string[]) => addresses.map((emailAddress) => ({ emailAddress }));

test.each([
  [
    'a hard bounce whose reply says full',
    bounce({}, { diagnosticCode: 'smtp; 552 5.2.2 mailbox full' }),
    { type: 'bounced', verdict: { reason: 'mailbox_full', bounce: 'soft' } },
  ],
  [
    'no reply: the subtype',
    bounce({ bounceSubType: 'NoEmail' }, { status: undefined }),
    { type: 'bounced', verdict: { reason: 'user_unknown', rule: 'provider/ses/permanent/noemail', code: null } },
  ],
  [
    "SES's own list, whatever the text",
    bounce({ bounceSubType: 'OnAccountSuppressionList' }, { diagnosticCode: '550 5.1.1 user unknown' }),
    { type: 'bounced', verdict: { reason: 'previously_suppressed', action: 'keep' } },
  ],
  [
    'the list of a tenant, whatever the text',
    bounce({ bounceSubType: 'OnTenantSuppressionList' }, { diagnosticCode: '550 5.1.1 user unknown' }),
    { type: 'bounced', verdict: { reason: 'previously_suppressed', action: 'keep' } },
  ],
  [
    'an address that SES thinks ill of, and has not tried',
    bounce({ bounceSubType: 'EmailValidationSuppressed' }, { diagnosticCode: '550 5.1.1 invalid address' }),
    { type: 'bounced', verdict: { reason: 'previously_suppressed', action: 'keep' } },
  ],
  [
    'given up after a temporary reply',
    bounce({ bounceType: 'Transient' }, { status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 over quota' }),
    { type: 'expired', verdict: { reason: 'message_expired', last_transient: 'mailbox_full', final: true } },
  ],
  [
    'a transient bounce without a word',
    bounce({ bounceType: 'Transient' }, { status: undefined }),
    { type: 'bounced', verdict: { reason: 'undetermined', action: 'count' } },
  ],
  [
    'a delay',
    {
      eventType: 'DeliveryDelay',
      mail,
      deliveryDelay: {
        delayType: 'MailboxFull',
        timestamp: '2026-06-01T11:59:00Z',
        delayedRecipients: [{ emailAddress: 'jane@example.org', status: '4.4.1' }],
      },
    },
    { type: 'deferred', verdict: { final: false, bounce: 'soft' } },
  ],
  [
    'a delivery',
    {
      notificationType: 'Delivery',
      mail,
      delivery: {
        timestamp: '2026-06-01T11:59:00Z',
        recipients: ['jane@example.org'],
        smtpResponse: '250 2.0.0 Ok: queued as 1',
      },
    },
    { type: 'delivered', verdict: null, reply: { code: 250, status: '2.0.0', text: '250 2.0.0 Ok: queued as 1' } },
  ],
  [
    'a complaint',
    {
      notificationType: 'Complaint',
      mail,
      complaint: {
        timestamp: '2026-06-01T11:59:00Z',
        feedbackId: 'f2',
        complaintFeedbackType: 'abuse',
        complainedRecipients: recipients('jane@example.org'),
      },
    },
    {
      type: 'feedback_received',
      recipient: 'jane@example.org',
      verdict: { reason: 'complaint', rule: 'provider/ses/complaint/abuse' },
    },
  ],
  [
    'an earlier complaint, on the list of a tenant: no new one',
    {
      eventType: 'Complaint',
      mail,
      complaint: {
        feedbackId: 'f4',
        complaintSubType: 'OnTenantSuppressionList',
        complainedRecipients: recipients('jane@example.org'),
      },
    },
    { type: 'bounced', recipient: 'jane@example.org', verdict: { reason: 'previously_suppressed' } },
  ],
  [
    'a complaint of one of two: nobody is blamed',
    {
      notificationType: 'Complaint',
      mail,
      complaint: { feedbackId: 'f3', complainedRecipients: recipients('jane@example.org', 'joe@example.org') },
    },
    { type: 'feedback_received', recipient: null },
  ],
  [
    'a virus',
    { eventType: 'Reject', mail, reject: { reason: 'Bad content' } },
    { type: 'bounced', verdict: { reason: 'virus_content' }, reply: { text: 'Bad content' } },
  ],
  [
    'a template',
    { eventType: 'Rendering Failure', mail, failure: { errorMessage: 'Attribute name is missing' } },
    { type: 'bounced', verdict: { reason: 'malformed_message' } },
  ],
  ['a sending', { eventType: 'Send', mail, send: {} }, { type: 'accepted', verdict: null }],
])('%s', async (_, message, expected) => {
  expect(await hear(message)).toMatchObject({ kind: 'heard', observations: [expected] });
});

test('one event a recipient', async () => {
  const heard = await hear(bounce({ bouncedRecipients: recipients('a@example.org', 'b@example.org', 'no address') }));
  expect(heard).toMatchObject({ observations: [{ recipient: 'a@example.org' }, { recipient: 'b@example.org' }] });
});

test.each([
  ['an open', { eventType: 'Open', mail, open: {} }, 'nothing'],
  ['a "not spam"', { eventType: 'Complaint', mail, complaint: { complaintFeedbackType: 'not-spam' } }, 'nothing'],
  ["a checker's finding", { eventType: 'Complaint', mail, complaint: { complaintFeedbackType: 'virus' } }, 'nothing'],
  ['a list', [], 'not_understood'],
  ['no kind', { mail }, 'not_understood'],
  ['no mail', { eventType: 'Bounce', bounce: {} }, 'not_understood'],
])('%s', async (_, message, kind) => {
  expect(await hear(message)).toMatchObject({ kind, why: expect.stringMatching(/\.$/) });
});

test("SES's sentence to a new topic", async () => {
  const Message = 'Successfully validated SNS topic for Amazon SES event publishing.';
  expect(await receive(ses().provider, post(envelope({ Message })), secrets, now)).toMatchObject({ kind: 'nothing' });
});

describe('who may speak', () => {
  const Message = JSON.stringify(bounce({}));
  const hour = 3_600_000;

  test.each(['1', '2'] as const)('signature version %s', async (version) => {
    const { provider, fetched } = ses();
    const signed = envelope({ Message, Subject: 'Amazon SES Email Event Notification' }, version);
    expect(await receive(provider, post(signed), secrets, now)).toMatchObject({ kind: 'heard' });
    expect(await receive(provider, post(signed), secrets, now)).toMatchObject({ kind: 'heard' });
    expect(fetched).toEqual([certificateUrl]);
  });

  const ago = (age: number) => envelope({ Message, Timestamp: new Date(now - age).toISOString() });

  test.each([
    ['message changed', { ...envelope({ Message }), Message: Message.replace('jane', 'joe') }, 'signature is wrong'],
    ['subject added', { ...envelope({ Message }), Subject: 'x' }, 'signature is wrong'],
    ['another version claimed', { ...envelope({ Message }, '1'), SignatureVersion: '2' }, 'signature is wrong'],
    ['signature garbage', { ...envelope({ Message }), Signature: '!' }, 'signature is wrong'],
    ['older than SNS tries', ago(hour + 6 * 60_000), 'older than 65 minutes'],
    ['from the future', ago(-6 * 60_000), 'in the future'],
    ['no instant', envelope({ Message, Timestamp: 'soon' }), 'timestamp is missing'],
    ['another topic', envelope({ Message, TopicArn: `${topic}2` }), 'not one of those configured'],
  ])('%s', async (_, body, why) => {
    expect(await receive(ses().provider, post(body), secrets, now)).toMatchObject({
      kind: 'refused',
      status: 401,
      why: expect.stringContaining(why),
    });
  });

  test('a late retry of SNS is heard', async () => {
    expect(await receive(ses().provider, post(ago(hour)), secrets, now)).toMatchObject({ kind: 'heard' });
  });

  test.each([
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0a.pem',
    'https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0a.pem',
    'https://evil.example#@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem',
    'https://user:pass@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem',
    'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0a.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem',
    'https://sns.eu-west-1.amazonaws.com.cn/SimpleNotificationService-0a.pem',
    'https://evil.s3.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem',
    'https://sns.eu-west-1.amazonaws.com/?Action=Publish&x=SimpleNotificationService-0a.pem',
    'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem?next=1',
    'https://sns.eu-west-1.amazonaws.com/x/../../SimpleNotificationService-0a.txt',
    'file:///etc/ssl/SimpleNotificationService-0a.pem',
    'not a url',
  ])('nothing is fetched from %s', async (SigningCertURL) => {
    const { provider, fetched } = ses();
    const body = { ...envelope({ Message }), SigningCertURL };
    expect(await receive(provider, post(body), secrets, now)).toMatchObject({ kind: 'refused', status: 401 });
    expect(fetched).toEqual([]);
  });

  test('a stranger to the topics makes us fetch nothing', async () => {
    const { provider, fetched } = ses();
    const body = envelope({ Message });
    expect(await receive(provider, post(body), { topics: [`${topic}2`] }, now)).toMatchObject({ status: 401 });
    expect(await receive(provider, post(body), {}, now)).toMatchObject({ why: expect.stringContaining('No topic') });
    expect(fetched).toEqual([]);
  });

  test.each([
    ['no certificate', async () => 'nonsense', 401, 'is none'],
    ['an expired certificate', async () => certificate(now - 9 * hour, now - hour), 401, 'not valid now'],
    ['a certificate of tomorrow', async () => certificate(now + hour, now + 9 * hour), 401, 'not valid now'],
    ['a weak key', async () => weakCertificate(), 401, '2048 bits'],
    ['no answer', () => Promise.reject(new Error('timed out')), 503, 'could not be fetched: timed out'],
  ])('%s', async (_, answer, status, why) => {
    const { provider, fetched } = ses(answer);
    for (const at of [now, now + 59_000]) {
      const refused = await receive(provider, post(envelope({ Message })), secrets, at);
      expect(refused).toMatchObject({ kind: 'refused', status, why: expect.stringContaining(why) });
    }
    // A failure is remembered for a minute, so that asking again costs nothing, and then tried again.
    expect(fetched).toHaveLength(1);
    await receive(provider, post(envelope({ Message })), secrets, now + 61_000);
    expect(fetched).toHaveLength(2);
  });

  test('a flood of forged certificate names fetches four at a time', async () => {
    const waiting: ((text: string) => void)[] = [];
    const { provider, fetched } = ses(() => new Promise((resolve) => waiting.push(resolve)));
    const flood = Array.from({ length: 20 }, (_, n) => {
      const SigningCertURL = certificateUrl.replace('0a0a.pem', `${100 + n}.pem`);
      return receive(provider, post({ ...envelope({ Message }), SigningCertURL }), secrets, now);
    });
    const turnedAway = await Promise.all(flood.slice(4));
    expect(turnedAway.map((answer) => answer.kind === 'refused' && answer.status)).toEqual(new Array(16).fill(503));
    expect(fetched).toHaveLength(4);
    for (const resolve of waiting) resolve('nonsense');
    await Promise.all(flood);
  });

  test('raw message delivery is told apart', async () => {
    const header = post(bounce({}), { 'x-amz-sns-rawdelivery': 'true' });
    for (const request of [header, post(bounce({})), post('[]'), post('{')])
      expect(await receive(ses().provider, request, secrets, now)).toMatchObject({
        kind: 'refused',
        status: 400,
        why: expect.stringContaining('Raw message delivery is not supported'),
      });
  });
});

describe('subscriptions', () => {
  const confirmation = (fields: Record<string, string> = {}) =>
    envelope(fields, '2', { type: 'SubscriptionConfirmation' });

  test('confirmed at the topic’s host', async () => {
    const { provider, fetched } = ses();
    expect(await receive(provider, post(confirmation()), secrets, now)).toEqual({
      kind: 'nothing',
      why: `The subscription to ${topic} is confirmed.`,
    });
    expect(fetched).toEqual([certificateUrl, subscribeUrl]);
  });

  test.each([
    ['another host', subscribeUrl.replace('sns.eu-west-1.amazonaws.com', 'evil.example')],
    ['another action', subscribeUrl.replace('ConfirmSubscription', 'DeleteTopic')],
    ['another topic', subscribeUrl.replace('bounces', 'others')],
  ])('%s is not visited, signed or not', async (_, SubscribeURL) => {
    const { provider, fetched } = ses();
    const answer = await receive(provider, post(confirmation({ SubscribeURL })), secrets, now);
    expect(answer).toMatchObject({ kind: 'refused', status: 400 });
    expect(fetched).toEqual([certificateUrl]);
  });

  test('of a topic not configured: not confirmed', async () => {
    const { provider, fetched } = ses();
    const answer = await receive(provider, post(confirmation()), { topics: [`${topic}2`] }, now);
    expect(answer).toMatchObject({ kind: 'refused', status: 401 });
    expect(fetched).toEqual([]);
  });

  test('when SNS cannot be reached, it is asked to come again', async () => {
    const { provider } = ses((url) => (url === certificateUrl ? Promise.resolve(pem) : Promise.reject(new Error('x'))));
    expect(await receive(provider, post(confirmation()), secrets, now)).toMatchObject({ status: 503 });
  });

  test('an ended one is told', async () => {
    const body = envelope({}, '2', { type: 'UnsubscribeConfirmation' });
    expect(await receive(ses().provider, post(body), secrets, now)).toMatchObject({ kind: 'nothing' });
  });
});
