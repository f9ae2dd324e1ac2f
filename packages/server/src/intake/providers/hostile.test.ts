/** Whatever is posted, every provider answers with a value of the agreed shape. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../ledger/event.ts';
import type { Heard, Observation } from '../../ledger/observation.ts';
import { createProviders } from './index.ts';
import { receive } from './receive.ts';
import { now, post, topic } from './sns.fixture.ts';

const providers = createProviders({ fetchText: () => Promise.reject(new Error('nothing is fetched here')) });
const context = { sourceName: 'x', now };
const time = Math.floor(now / 1000);

const ses = {
  eventType: 'Bounce',
  mail: {
    messageId: 'm',
    source: 'a@sender.example',
    destination: ['a@example.org'],
    headers: [{ name: 'Message-ID', value: '<m@x>' }],
    tags: { hearback_list: ['weekly'], 'ses:outgoing-ip': ['192.0.2.7'] },
  },
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    timestamp: '2026-06-01T11:59:00Z',
    feedbackId: 'f',
    reportingMTA: 'dns; mx.example.org',
    bouncedRecipients: [{ emailAddress: 'a@example.org', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 no' }],
  },
  complaint: { complainedRecipients: [{ emailAddress: 'a@example.org' }], complaintFeedbackType: 'abuse' },
  deliveryDelay: { delayedRecipients: [{ emailAddress: 'a@example.org', status: '4.4.1' }], delayType: 'General' },
  delivery: { recipients: ['a@example.org'], smtpResponse: '250 ok', timestamp: '2026-06-01T11:59:00Z' },
};
const kinds = ['Bounce', 'Complaint', 'Delivery', 'DeliveryDelay', 'Send', 'Reject', 'Rendering Failure', 'Open'];
const inSns = (message: unknown): unknown => ({
  Type: 'Notification',
  MessageId: 'i',
  TopicArn: topic,
  Timestamp: '2026-06-01T11:59:00Z',
  Message: JSON.stringify(message),
  SignatureVersion: '2',
  Signature: 'AAAA',
  SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem',
});

/** Bodies in the documented shapes. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  ses: kinds.map((eventType) => ({ ...ses, eventType })),
  sendgrid: [
    ['processed', 'delivered', 'deferred', 'bounce', 'dropped', 'spamreport', 'open'].map((event) => ({
      event,
      email: 'a@example.org',
      timestamp: time,
      sg_event_id: 'e',
      sg_message_id: 'm.filter1',
      reason: '550 5.1.1 no',
      response: '250 ok',
      status: '5.1.1',
      type: 'blocked',
      category: ['c'],
    })),
  ],
  mailgun: ['delivered', 'failed', 'complained', 'rejected'].map((event) => ({
    signature: { timestamp: String(time), token: 't', signature: 's' },
    'event-data': {
      event,
      severity: 'temporary',
      reason: 'old',
      recipient: 'a@example.org',
      timestamp: time,
      tags: ['t'],
      message: { headers: { 'message-id': 'm@x' } },
      'delivery-status': { code: 550, message: '5.1.1 no', 'mx-host': 'mx.example.org' },
      'user-variables': { hearback_list: 'weekly' },
    },
  })),
  postmark: ['Bounce', 'Delivery', 'SpamComplaint'].map((RecordType) => ({
    RecordType,
    ID: 1,
    Type: 'HardBounce',
    TypeCode: 1,
    MessageID: 'm',
    Email: 'a@example.org',
    Details: 'smtp;550 5.1.1 no',
    BouncedAt: '2026-06-01T11:59:00Z',
    Metadata: { hearback_list: 'weekly' },
  })),
  sparkpost: [
    ['bounce', 'delay', 'delivery', 'spam_complaint', 'policy_rejection', 'injection'].map((type) => ({
      msys: {
        message_event: {
          type,
          event_id: 'e',
          rcpt_to: 'a@example.org',
          timestamp: String(time),
          raw_reason: '550 5.1.1 no',
          error_code: '550',
          bounce_class: '10',
          rcpt_meta: { hearback_list: 'weekly' },
          rcpt_tags: ['t'],
        },
      },
    })),
  ],
  mailjet: ['bounce', 'blocked', 'spam', 'sent'].map((event) => ({
    event,
    time,
    MessageID: 1,
    email: 'a@example.org',
    hard_bounce: true,
    error: 'user unknown',
    comment: '550 5.1.1 no',
    Payload: '{"hearback_list":"weekly"}',
  })),
  brevo: ['hard_bounce', 'soft_bounce', 'blocked', 'spam', 'delivered', 'deferred', 'invalid_email'].map((event) => ({
    event,
    email: 'a@example.org',
    ts_event: time,
    'message-id': '<m@x>',
    reason: '550 5.1.1 no',
    'X-Mailin-custom': 'hearback_list:weekly',
    tags: ['t'],
  })),
  resend: ['bounced', 'delivered', 'delivery_delayed', 'complained', 'failed'].map((type) => ({
    type: `email.${type}`,
    created_at: '2026-06-01T11:59:00Z',
    data: {
      email_id: 'e',
      to: ['a@example.org'],
      tags: { hearback_list: 'weekly' },
      bounce: { type: 'Permanent', subType: 'General', diagnosticCode: ['550 5.1.1 no'] },
    },
  })),
  kumomta: ['Bounce', 'Delivery', 'TransientFailure', 'Expiration', 'Feedback'].map((type) => ({
    ...{ type, id: 'e', sender: 's@example.org', recipient: 'a@example.org', timestamp: 1_790_000_000 },
    response: { code: 550, enhanced_code: { class: 5, subject: 1, detail: 1 }, content: 'no' },
    feedback_report: { original_rcpto_to: ['a@example.org'] },
  })),
};

const octets = (body: unknown): Uint8Array => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

function expectAgreedShape(heard: Heard): void {
  if (heard.kind === 'heard') {
    expect(heard.observations.length).toBeGreaterThan(0);
    for (const observation of heard.observations) expectObservation(observation);
  } else {
    expect(heard.why).toMatch(/\S.*\.$/s);
  }
}

function expectObservation(observation: Observation): void {
  const { key, at, type, recipient, identifiers, labels, reply, verdict, mx } = observation;
  expect(key.length).toBeGreaterThan(0);
  expect(Number.isInteger(at) && at >= Date.UTC(2000, 0) && at <= now + 86_400_000).toBe(true);
  expect(eventTypes).toContain(type);
  expect(recipient ?? 'a@b').toMatch(/^[^\p{Cc}<>]+@[^\p{Cc}<>]+$/u);
  const said = [...Object.values(identifiers), reply?.text, mx?.host, verdict?.rule, ...Object.values(labels).flat()];
  for (const words of said) {
    expect(['string', 'undefined', 'object']).toContain(typeof words);
    if (typeof words === 'string') expect(words.length <= 8400 && !/[\0\p{Surrogate}]/u.test(words)).toBe(true);
  }
  expect(verdict === null).toBe(type === 'delivered' || type === 'accepted');
  if (reply !== null) expect([reply.code ?? 250, reply.status ?? '2.0.0'].join(' ')).toMatch(/^\d{3} [245]\.\d+\.\d+$/);
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    [],
    {},
    [[]],
    '\0\ud800',
    '__proto__',
    '@',
    'a@b',
    '<',
    'x'.repeat(9000),
  ),
  fc.constantFrom<unknown>('\r\nBcc: x@y', '550 5.1.1 no', '999', 'Bounce', 'bounce', { a: { b: {} } }, 'a@b\r\nc@d', [
    'a@b',
    7,
  ]),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The value with one of its parts, wherever it stands, replaced, dropped or doubled. */
function changed(value: unknown, place: number, by: unknown): unknown {
  let left = place;
  const walk = (part: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, walk(member)]));
  };
  return walk(value);
}

describe.each([...providers.values()])('$name', (provider) => {
  const inner = samples[provider.name] ?? [];
  const wrap = provider.name === 'ses' ? inSns : (body: unknown) => body;
  const bodies = inner.map(wrap);

  test('the samples themselves are understood', () => {
    expect(bodies.length).toBeGreaterThan(0);
    for (const body of bodies) expect(provider.read(octets(body), context).kind).not.toBe('not_understood');
  });

  test('samples with parts of any type', () => {
    const change = fc.tuple(fc.nat(60), odd);
    fc.assert(
      fc.property(
        fc.constantFrom(...inner),
        fc.array(change, { maxLength: 4 }),
        fc.boolean(),
        (body, changes, outside) => {
          const mutated = (start: unknown): unknown =>
            changes.reduce<unknown>((left, [place, by]) => changed(left, place, by), start);
          const posted = outside ? mutated(wrap(body)) : wrap(mutated(body));
          expectAgreedShape(provider.read(octets(posted), context));
        },
      ),
      { numRuns: 250 },
    );
  });

  test('samples with octets changed or cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.nat(), fc.nat(255), fc.boolean(), (body, place, octet, cut) => {
        const raw = Uint8Array.from(octets(body));
        raw[place % raw.length] = octet;
        expectAgreedShape(provider.read(cut ? raw.subarray(0, place % raw.length) : raw, context));
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'event=bounce&email=a%40example.org'],
    ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['100,000 events', `[${new Array(100_000).fill('{}').join(',')}]`],
    ['a prototype', '{"__proto__":{"event":"bounce","email":"a@example.org","RecordType":"Bounce"}}'],
    ['a doubled name', '[{"event":"delivered","event":"bounce","email":"a@example.org"}]'],
    ['more than 10 MB', `"${'x'.repeat((10 << 20) + 1)}"`],
  ])('not understood: %s', (_, body) => {
    const heard = provider.read(octets(body), context);
    expect(heard).toEqual({ kind: 'not_understood', why: expect.stringMatching(/\.$/) });
  });

  test('nobody is heard without proof, whatever the headers', async () => {
    const names = ['authorization', 'svix-id', 'svix-timestamp', 'svix-signature', 'x-amz-sns-rawdelivery'];
    const twilio = 'x-twilio-email-event-webhook';
    const header = fc.constantFrom(...names, `${twilio}-signature`, `${twilio}-timestamp`, '__proto__');
    const value = fc.oneof(fc.string(), fc.constantFrom('Basic Og==', 'Bearer ', String(time), 'v1,', 'AAAA', 'true'));
    const secrets = { keys: ['AAAA'], basic: [{ user: 'u', password: 'p' }], tokens: ['t'], topics: [topic] };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bodies), fc.dictionary(header, value), async (body, headers) => {
        const answer = await receive(provider, post(body, headers), secrets, now);
        expect(answer).toMatchObject({ kind: 'refused', why: expect.stringMatching(/\S/) });
        expect(JSON.stringify(answer)).not.toContain('AAAA');
      }),
      { numRuns: 100 },
    );
  });
});
