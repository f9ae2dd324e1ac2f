import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { mailgun } from './mailgun.ts';
import { receive } from './receive.ts';
import { now, post } from './sns.fixture.ts';

const secrets = { keys: ['old key', 'signing key'] };
const seconds = Math.floor(now / 1000);

interface Signing {
  readonly at?: number | string;
  readonly token?: string;
  readonly key?: string;
}

function block({ at = seconds, token = 'e0b5477167110d68991efc6b9f', key = 'signing key' }: Signing = {}) {
  const signature = createHmac('sha256', key).update(`${at}${token}`).digest('hex');
  return { timestamp: String(at), token, signature };
}

const event = (parts: Record<string, unknown>) => ({
  signature: block(),
  'event-data': {
    id: 'CPgfbmQMTCKtHW6uIWtuVe',
    timestamp: seconds - 60.5,
    recipient: 'jane@example.org',
    envelope: { sender: 'news@sender.example', 'sending-ip': '192.0.2.7', transport: 'smtp' },
    message: { headers: { 'message-id': 'm1@sender.example', to: 'Jane <jane@example.org>' } },
    'user-variables': { hearback_message_id: 'msg_01890a5d-ac96-774b-bcce-b302099a8057', hearback_list: 'weekly' },
    tags: ['news'],
    ...parts,
  },
});

const hear = (body: unknown) => receive(mailgun, post(body), secrets, now);

test('a permanent failure: all that it tells', async () => {
  const status = {
    code: 550,
    message: '5.1.1 The email account that you tried to reach does not exist.',
    description: '',
    'enhanced-code': '5.1.1',
    'mx-host': 'gmail-smtp-in.l.google.com',
  };
  const failure = event({ event: 'failed', severity: 'permanent', reason: 'bounce', 'delivery-status': status });
  expect(await hear(failure)).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'mailgun',
        key: 'e0b5477167110d68991efc6b9f',
        at: now - 60_500,
        type: 'bounced',
        recipient: 'jane@example.org',
        originalRecipient: null,
        identifiers: {
          messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057',
          headerMessageId: 'm1@sender.example',
          remote: 'm1@sender.example',
        },
        labels: { list: 'weekly', tags: ['news'] },
        sender: 'news@sender.example',
        reply: { code: 550, status: '5.1.1', text: `550 ${status.message}` },
        stage: null,
        verdict: expect.objectContaining({ reason: 'user_unknown', provider: 'google', code: 550, status: '5.1.1' }),
        mx: { host: 'gmail-smtp-in.l.google.com', address: '' },
        sourceIp: '192.0.2.7',
        authentic: true,
      },
    ],
  });
});

const failed = (severity: string, reason: string, status: Record<string, unknown>) => ({
  event: 'failed',
  severity,
  reason,
  'delivery-status': status,
});

test.each([
  ['accepted', { event: 'accepted' }, { type: 'accepted' }],
  [
    'delivered',
    { event: 'delivered', 'delivery-status': { code: 250, message: 'OK', 'mx-host': 'mx.example.org' } },
    { type: 'delivered', reply: { code: 250, text: '250 OK' } },
  ],
  [
    'temporary',
    failed('temporary', 'generic', { code: 452, message: '4.2.2 over quota' }),
    { type: 'deferred', verdict: { reason: 'mailbox_full', final: false, code: 452 } },
  ],
  [
    'the last temporary one',
    failed('temporary', 'old', { code: 452, message: '4.2.2 over quota' }),
    { type: 'expired', verdict: { reason: 'message_expired', last_transient: 'mailbox_full' } },
  ],
  [
    'given up, no reply',
    failed('permanent', 'old', { code: 602, message: '', description: 'Too old' }),
    { type: 'expired', reply: { code: null, text: 'Too old' }, verdict: { rule: 'generic/expired' } },
  ],
  [
    'given up, not a word',
    failed('permanent', 'old', { code: 602, message: '' }),
    { type: 'expired', reply: null, verdict: { reason: 'message_expired', rule: 'provider/mailgun/old' } },
  ],
  [
    "permanent, though full: the reply's word",
    failed('permanent', 'bounce', { code: 552, message: '5.2.2 mailbox full' }),
    { type: 'bounced', verdict: { reason: 'mailbox_full', bounce: 'soft' } },
  ],
  [
    "on Mailgun's list",
    failed('permanent', 'suppress-bounce', {
      code: 605,
      message: '',
      description: 'Not delivering to previously bounced address',
    }),
    {
      type: 'bounced',
      reply: { code: null, text: 'Not delivering to previously bounced address' },
      verdict: { reason: 'previously_suppressed', action: 'keep', rule: 'provider/mailgun/suppress-bounce' },
    },
  ],
  [
    'no MX: a number of Mailgun’s own',
    failed('permanent', 'generic', { code: 498, message: 'No MX for example.org' }),
    { type: 'bounced', reply: { code: null }, verdict: { reason: 'no_mx', code: null } },
  ],
  [
    'greylisted without words',
    failed('temporary', 'greylisted', { code: 450, message: '' }),
    { type: 'deferred', verdict: { reason: 'greylisted', rule: 'provider/mailgun/greylisted' } },
  ],
  [
    'rejected by Mailgun',
    { event: 'rejected', recipient: undefined, reject: { reason: 'Sandbox subdomains are for test purposes only' } },
    { type: 'bounced', recipient: 'jane@example.org', verdict: { reason: 'sender_account' } },
  ],
  ['complained', { event: 'complained' }, { type: 'feedback_received', verdict: { reason: 'complaint' } }],
])('%s', async (_, parts, expected) => {
  expect(await hear(event(parts))).toMatchObject({ kind: 'heard', observations: [expected] });
});

test.each([
  ['an open', event({ event: 'opened' }), 'nothing'],
  ['no event-data', { signature: block() }, 'not_understood'],
  ['no name', event({ event: null }), 'not_understood'],
  ['no recipient', event({ event: 'failed', recipient: 'nobody', message: null }), 'not_understood'],
])('%s', async (_, body, kind) => {
  expect(await hear(body)).toMatchObject({ kind, why: expect.stringMatching(/\.$/) });
});

const signedWith = (signature: unknown) => ({ ...event({ event: 'complained' }), signature });
const { timestamp, token, signature } = block();

test.each([
  ['another token', signedWith({ timestamp, token: 'another', signature }), 401, 'signature is wrong'],
  ['another time', signedWith({ timestamp: String(seconds - 1), token, signature }), 401, 'signature is wrong'],
  // Digits moved between the two parts sign the same octets; the timestamp no longer fits then.
  [
    'digits moved',
    signedWith({ timestamp: timestamp.slice(0, -1), token: timestamp.slice(-1) + token, signature }),
    401,
    'older',
  ],
  ['another key', signedWith(block({ key: 'guess' })), 401, 'signature is wrong'],
  ['an empty key', signedWith(block({ key: '' })), 401, 'signature is wrong'],
  ['expired', signedWith(block({ at: seconds - 9 * 3600 - 1 })), 401, 'older than 9 hours'],
  ['future', signedWith(block({ at: seconds + 301 })), 401, 'in the future'],
  ['no number', signedWith(block({ at: 'NaN' })), 401, 'timestamp is missing'],
  ['no block', signedWith(undefined), 401, 'no signature'],
  ['wrong types', signedWith({ timestamp: [], token: {}, signature: true }), 401, 'no signature'],
  ['a list', [event({ event: 'complained' })], 401, 'no signature'],
  ['no JSON', 'event=complained', 400, 'wrong at character'],
  ['large, before anything is proven', `"${'x'.repeat(1 << 20)}"`, 400, 'larger than 1 MB'],
])('refused: %s', async (_, body, status, why) => {
  expect(await hear(body)).toEqual({ kind: 'refused', status, why: expect.stringContaining(why) });
});

test('of a subaccount: signed for the account above it too', async () => {
  const parent = { 'parent-signature': block().signature };
  const child = signedWith({ ...block({ key: "the subaccount's" }), ...parent });
  expect(await hear(child)).toMatchObject({ kind: 'heard' });
  expect(await hear(signedWith({ ...block({ key: 'guess', token: 'another' }), ...parent }))).toMatchObject({
    kind: 'refused',
    status: 401,
  });
});

test('what Mailgun sends for the last time is heard: eight hours later, signed as at first', async () => {
  expect(await hear(signedWith(block({ at: seconds - 8 * 3600 - 300 })))).toMatchObject({ kind: 'heard' });
});

test('no key configured', async () => {
  expect(await receive(mailgun, post(event({ event: 'complained' })), {}, now)).toMatchObject({ status: 401 });
});

test('a token used again for another event is the same event to the ledger', async () => {
  const first = await hear(event({ event: 'delivered' }));
  const forged = await hear(event({ event: 'complained', recipient: 'victim@example.org' }));
  const keyOf = (heard: typeof first) => heard.kind === 'heard' && heard.observations[0]?.key;
  expect(keyOf(forged)).toBe(keyOf(first));
});
