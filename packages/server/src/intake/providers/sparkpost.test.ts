import { expect, test } from 'vitest';
import { receive } from './receive.ts';
import { now, post } from './sns.fixture.ts';
import { sparkpost } from './sparkpost.ts';

const hear = (body: unknown) => receive(sparkpost, post(body, { authorization: 'Bearer t' }), { tokens: ['t'] }, now);

const message = (parts: Record<string, unknown>) => ({
  msys: {
    message_event: {
      type: 'bounce',
      event_id: '92356927693813856',
      message_id: '000443ee14578172be22',
      transmission_id: '65832150921904138',
      timestamp: String(Math.floor(now / 1000) - 60),
      rcpt_to: 'jane.doe@example.org',
      raw_rcpt_to: 'Jane.Doe@example.org',
      rcpt_meta: { hearback_message_id: 'msg_01890a5d-ac96-774b-bcce-b302099a8057' },
      rcpt_tags: ['vip'],
      campaign_id: 'spring',
      msg_from: 'bounces@sender.example',
      friendly_from: 'news@sender.example',
      ip_address: '198.51.100.4',
      sending_ip: '192.0.2.7',
      routing_domain: 'example.org',
      error_code: '550',
      bounce_class: '10',
      ...parts,
    },
  },
});

test('a bounce: all that it tells', async () => {
  const raw_reason = '550-5.1.1 The email account that you tried to reach does not exist.\r\n550 5.1.1 gsmtp';
  expect(await hear([message({ raw_reason, reason: '550 5.1.1 ... - gsmtp' })])).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'sparkpost',
        key: '92356927693813856',
        at: now - 60_000,
        type: 'bounced',
        recipient: 'Jane.Doe@example.org',
        originalRecipient: null,
        identifiers: {
          messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057',
          remote: '000443ee14578172be22',
        },
        labels: { tags: ['vip'], campaign: 'spring' },
        sender: 'bounces@sender.example',
        reply: { code: 550, status: '5.1.1', text: raw_reason },
        stage: null,
        verdict: expect.objectContaining({ reason: 'user_unknown', final: true }),
        mx: null,
        sourceIp: '192.0.2.7',
        authentic: true,
      },
    ],
  });
});

test.each([
  [
    'class 10, full by the reply',
    { raw_reason: '552 5.2.2 mailbox full' },
    { type: 'bounced', verdict: { reason: 'mailbox_full' } },
  ],
  [
    'class alone',
    { bounce_class: '22', error_code: undefined },
    { type: 'bounced', reply: null, verdict: { reason: 'mailbox_full', rule: 'provider/sparkpost/22' } },
  ],
  [
    'out of band',
    { type: 'out_of_band', raw_reason: '550 5.1.1 user unknown' },
    { type: 'bounced', verdict: { reason: 'user_unknown' } },
  ],
  [
    'a delay',
    { type: 'delay', bounce_class: '22', error_code: '452', raw_reason: '452 4.2.2 over quota' },
    { type: 'deferred', verdict: { reason: 'mailbox_full', final: false } },
  ],
  [
    "SparkPost's own list",
    {
      type: 'policy_rejection',
      bounce_class: '25',
      error_code: '550',
      raw_reason: '550 5.7.1 recipient address suppressed',
    },
    { type: 'bounced', verdict: { reason: 'previously_suppressed', rule: 'provider/sparkpost/25' } },
  ],
  [
    'a send that SparkPost thought better of, whatever the text',
    { bounce_class: '26', error_code: '550', raw_reason: '550 5.1.1 user unknown' },
    { type: 'bounced', verdict: { reason: 'previously_suppressed', action: 'keep' } },
  ],
  [
    'an automatic reply',
    { type: 'out_of_band', bounce_class: '60', error_code: undefined, raw_reason: 'I am on holiday' },
    { type: 'auto_reply_received', verdict: { reason: 'out_of_office' } },
  ],
  [
    'given up',
    { bounce_class: '24', error_code: '451', raw_reason: '451 4.4.1 [internal] connection timeout' },
    { type: 'expired', verdict: { reason: 'message_expired', last_transient: 'connection_failure' } },
  ],
  ['a delivery', { type: 'delivery', error_code: undefined }, { type: 'delivered', reply: null, verdict: null }],
  ['an injection', { type: 'injection' }, { type: 'accepted', verdict: null }],
  [
    'a complaint',
    { type: 'spam_complaint', fbtype: 'abuse' },
    { type: 'feedback_received', verdict: { reason: 'complaint' } },
  ],
])('%s', async (_, parts, expected) => {
  expect(await hear([message(parts)])).toMatchObject({ kind: 'heard', observations: [expected] });
});

test('a template that could not be filled', async () => {
  const event = message({ type: 'generation_failure', bounce_class: undefined, error_code: '554', raw_reason: 'x' });
  expect(await hear([{ msys: { gen_event: event.msys.message_event } }])).toMatchObject({
    observations: [{ type: 'bounced', verdict: { reason: 'malformed_message' } }],
  });
});

test.each([
  ['the test of a new webhook', [{ msys: {} }], 'nothing'],
  ['an open', [{ msys: { track_event: { type: 'open' } } }], 'nothing'],
  ['a wish to be taken off', [message({ bounce_class: '90' })], 'nothing'],
  ['"not spam"', [message({ type: 'spam_complaint', fbtype: 'not-spam' })], 'nothing'],
  ["a checker's finding", [message({ type: 'spam_complaint', fbtype: 'auth-failure' })], 'nothing'],
  ['no msys', [{}], 'not_understood'],
  ['no type', [message({ type: null })], 'not_understood'],
])('%s', async (_, body, kind) => {
  expect(await hear(body)).toMatchObject({ kind, why: expect.stringMatching(/\.$/) });
});
