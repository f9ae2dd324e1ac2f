import { expect, test } from 'vitest';
import { postmark } from './postmark.ts';
import { receive } from './receive.ts';
import { now, post } from './sns.fixture.ts';

const hear = (body: unknown) =>
  receive(postmark, post(body, { authorization: 'Bearer t' }), { tokens: ['t'] }, now, 'postmark:shop');

const record = (parts: Record<string, unknown>) => ({
  RecordType: 'Bounce',
  ID: 4323372036854775807n.toString(),
  Type: 'HardBounce',
  TypeCode: 1,
  Name: 'Hard bounce',
  Tag: 'receipt',
  MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
  ServerID: 23,
  MessageStream: 'outbound',
  Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
  Details: 'smtp;550 5.1.1 No such user here',
  Email: 'jane@example.org',
  From: 'shop@sender.example',
  BouncedAt: '2026-06-01T13:59:00.2735393+02:00',
  Inactive: true,
  CanActivate: true,
  Subject: 'Your receipt',
  Metadata: { hearback_message_id: 'msg_01890a5d-ac96-774b-bcce-b302099a8057', hearback_stream: 'receipts' },
  ...parts,
});

test('a bounce: all that it tells', async () => {
  expect(await hear(record({}))).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'postmark:shop',
        key: 'Bounce\n4323372036854775807',
        at: Date.UTC(2026, 5, 1, 11, 59, 0, 273),
        type: 'bounced',
        recipient: 'jane@example.org',
        originalRecipient: null,
        identifiers: {
          messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057',
          remote: '883953f4-6105-42a2-a16a-77a8eac79483',
        },
        labels: { stream: 'receipts', tags: ['receipt'] },
        sender: 'shop@sender.example',
        reply: { code: 550, status: '5.1.1', text: 'smtp;550 5.1.1 No such user here' },
        stage: null,
        verdict: expect.objectContaining({ reason: 'user_unknown', final: true }),
        mx: null,
        sourceIp: null,
        authentic: true,
      },
    ],
  });
});

test.each([
  [
    'hard by name, full by the reply',
    { Details: 'smtp;552 5.2.2 mailbox full' },
    { type: 'bounced', verdict: { reason: 'mailbox_full', bounce: 'soft' } },
  ],
  [
    "Postmark's description is kept, not judged",
    { Type: 'Blocked', Details: '', Description: 'The message was blocked: unknown user' },
    {
      type: 'bounced',
      reply: { text: 'The message was blocked: unknown user' },
      verdict: { reason: 'blocked_unspecified', rule: 'provider/postmark/blocked' },
    },
  ],
  [
    'the code alone',
    { Type: undefined, TypeCode: 100009, Details: '' },
    { type: 'bounced', verdict: { reason: 'auth_dmarc', rule: 'provider/postmark/dmarcpolicy' } },
  ],
  [
    'an automatic reply, whatever it says',
    { Type: 'AutoResponder', Details: 'smtp;550 5.1.1 user unknown' },
    { type: 'auto_reply_received', verdict: { reason: 'out_of_office', bounce: 'none' } },
  ],
  [
    'a delay',
    { Type: 'Transient', Details: 'smtp;451 4.7.1 greylisted' },
    { type: 'deferred', verdict: { final: false } },
  ],
  [
    'DNS, given up',
    { Type: 'DnsError', Details: '' },
    { type: 'expired', verdict: { reason: 'message_expired', last_transient: 'dns_failure' } },
  ],
  [
    'deactivated by hand',
    { Type: 'ManuallyDeactivated', Details: '' },
    { type: 'bounced', verdict: { reason: 'previously_suppressed', action: 'keep' } },
  ],
  [
    'a type of tomorrow: the reply',
    { Type: 'Novelty', Details: 'smtp;550 5.1.1 user unknown' },
    { type: 'bounced', verdict: { reason: 'user_unknown' } },
  ],
  [
    'a complaint',
    { RecordType: 'SpamComplaint', Type: 'SpamComplaint', TypeCode: 512, Details: 'Abuse report' },
    { type: 'feedback_received', reply: { text: 'Abuse report' }, verdict: { reason: 'complaint' } },
  ],
  [
    'a delivery',
    {
      RecordType: 'Delivery',
      Type: undefined,
      TypeCode: undefined,
      ID: undefined,
      Email: undefined,
      Recipient: 'jane@example.org',
      DeliveredAt: '2026-06-01T11:59:30Z',
      BouncedAt: undefined,
      Details: 'smtp;250 2.0.0 OK',
    },
    {
      type: 'delivered',
      key: 'Delivery\n883953f4-6105-42a2-a16a-77a8eac79483\njane@example.org',
      at: Date.UTC(2026, 5, 1, 11, 59, 30),
      reply: { status: '2.0.0', text: 'smtp;250 2.0.0 OK' },
      verdict: null,
    },
  ],
])('%s', async (_, parts, expected) => {
  expect(await hear(record(parts))).toMatchObject({ kind: 'heard', observations: [expected] });
});

test.each([
  ['an open', record({ RecordType: 'Open' }), 'nothing'],
  ['a subscription change', record({ RecordType: 'SubscriptionChange' }), 'nothing'],
  ['a wish to be taken off', record({ Type: 'Unsubscribe' }), 'nothing'],
  ['no recipient', record({ Email: null }), 'not_understood'],
  ['no record', { Hello: 1 }, 'not_understood'],
])('%s', async (_, body, kind) => {
  expect(await hear(body)).toMatchObject({ kind, why: expect.stringMatching(/\.$/) });
});
