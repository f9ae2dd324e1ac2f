import { expect, test } from 'vitest';
import { brevo } from './brevo.ts';
import { receive } from './receive.ts';
import { now, post } from './sns.fixture.ts';

const hear = (body: unknown) => receive(brevo, post(body, { authorization: 'Bearer t' }), { tokens: ['t'] }, now);

const seconds = Math.floor(now / 1000);

const event = (parts: Record<string, unknown>) => ({
  event: 'hard_bounce',
  email: 'jane@example.org',
  id: 26224,
  date: '2026-06-01 13:59:00',
  ts: seconds - 90,
  ts_event: seconds - 60,
  ts_epoch: (seconds - 120) * 1000,
  'message-id': '<202606011158.12345@smtp-relay.mailin.fr>',
  subject: 'News',
  'X-Mailin-custom': 'shop:7|hearback_list:weekly: north',
  sending_ip: '192.0.2.7',
  tags: ['news'],
  template_id: 22,
  reason: '550 5.1.1 user unknown',
  ...parts,
});

test('a hard bounce: all that it tells', async () => {
  expect(await hear(event({}))).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'brevo',
        key: `hard_bounce\n202606011158.12345@smtp-relay.mailin.fr\njane@example.org\n${seconds - 60}`,
        at: now - 60_000,
        type: 'bounced',
        recipient: 'jane@example.org',
        originalRecipient: null,
        identifiers: {
          custom: 'shop:7|hearback_list:weekly: north',
          headerMessageId: '202606011158.12345@smtp-relay.mailin.fr',
          remote: '202606011158.12345@smtp-relay.mailin.fr',
        },
        labels: { list: 'weekly: north', tags: ['news'] },
        sender: null,
        reply: { code: 550, status: '5.1.1', text: '550 5.1.1 user unknown' },
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
    'hard by name, a block by the reply',
    { reason: '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org' },
    { type: 'bounced', verdict: { reason: 'dnsbl_ip', bounce: 'soft' } },
  ],
  [
    'hard without a word',
    { reason: undefined },
    { type: 'bounced', reply: null, verdict: { reason: 'user_unknown', rule: 'provider/brevo/hard_bounce' } },
  ],
  [
    'soft by name, dead by the reply',
    { event: 'soft_bounce' },
    { type: 'bounced', verdict: { reason: 'user_unknown', bounce: 'hard' } },
  ],
  [
    'soft and temporary: no end',
    { event: 'soft_bounce', reason: '452 4.2.2 over quota' },
    { type: 'deferred', verdict: { reason: 'mailbox_full' } },
  ],
  [
    'deferred',
    { event: 'deferred', reason: '451 4.7.1 greylisted, try again later' },
    { type: 'deferred', verdict: { reason: 'greylisted', final: false } },
  ],
  [
    'blocked by Brevo',
    { event: 'blocked', reason: 'blocked : due to blacklist user' },
    { type: 'bounced', verdict: { reason: 'previously_suppressed', action: 'keep' } },
  ],
  [
    'invalid',
    { event: 'invalid_email', reason: undefined },
    { type: 'bounced', verdict: { reason: 'bad_address_syntax' } },
  ],
  ['spam', { event: 'spam' }, { type: 'feedback_received', verdict: { reason: 'complaint' } }],
  ['a complaint', { event: 'complaint' }, { type: 'feedback_received', verdict: { reason: 'complaint' } }],
  ['sent', { event: 'request' }, { type: 'accepted' }],
  ['delivered', { event: 'delivered', reason: undefined }, { type: 'delivered', reply: null, verdict: null }],
  ['only ts_epoch', { ts: undefined, ts_event: undefined }, { at: now - 120_000 }],
  ['no instant', { ts: null, ts_event: 'x', ts_epoch: -1 }, { at: now }],
  [
    'JSON in the custom header',
    { 'X-Mailin-custom': '{"hearback_message_id":"msg_01890a5d-ac96-774b-bcce-b302099a8057"}' },
    { identifiers: { messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057' } },
  ],
])('%s', async (_, parts, expected) => {
  expect(await hear(event(parts))).toMatchObject({ kind: 'heard', observations: [expected] });
});

test.each([
  ['an open', event({ event: 'opened' }), 'nothing'],
  ['no name', event({ event: false }), 'not_understood'],
  ['no address', event({ email: null }), 'not_understood'],
])('%s', async (_, body, kind) => {
  expect(await hear(body)).toMatchObject({ kind, why: expect.stringMatching(/\.$/) });
});
