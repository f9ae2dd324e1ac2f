import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { receive } from './receive.ts';
import { sendgrid } from './sendgrid.ts';
import { now, post } from './sns.fixture.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const seconds = Math.floor(now / 1000);

interface Signing {
  readonly at?: number | string;
  readonly keys?: typeof pair;
}

function signed(body: string, { at = seconds, keys = pair }: Signing = {}): Record<string, string> {
  return {
    'x-twilio-email-event-webhook-timestamp': String(at),
    'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(at + body), keys.privateKey).toString(
      'base64',
    ),
  };
}

const event = (parts: Record<string, unknown>) => ({
  email: 'jane@example.org',
  timestamp: seconds - 60,
  'smtp-id': '<m1@sender.example>',
  sg_event_id: 'ZXZlbnQtMQ',
  sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
  category: ['news', 'spring'],
  hearback_message_id: 'msg_01890a5d-ac96-774b-bcce-b302099a8057',
  hearback_stream: 'bulk',
  ...parts,
});

const hear = (body: unknown) => {
  const text = JSON.stringify(body);
  return receive(sendgrid, post(text, signed(text)), { keys: [key] }, now);
};

test('a bounce: all that it tells', async () => {
  const reason = '550 5.1.1 The email account that you tried to reach does not exist.';
  const bounce = event({ event: 'bounce', type: 'bounce', reason, status: '5.1.1', ip: '192.0.2.7', tls: 1 });
  expect(await hear([bounce])).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'sendgrid',
        key: 'ZXZlbnQtMQ',
        at: now - 60_000,
        type: 'bounced',
        recipient: 'jane@example.org',
        originalRecipient: null,
        identifiers: {
          messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057',
          headerMessageId: 'm1@sender.example',
          remote: '14c5d75ce93.dfd.64b469',
        },
        labels: { stream: 'bulk', tags: ['news', 'spring'] },
        sender: null,
        reply: { code: 550, status: '5.1.1', text: reason },
        stage: null,
        verdict: expect.objectContaining({ reason: 'user_unknown', bounce: 'hard', final: true }),
        mx: null,
        sourceIp: '192.0.2.7',
        authentic: true,
      },
    ],
  });
});

test.each([
  [{ event: 'processed' }, { type: 'accepted', verdict: null, reply: null }],
  [
    { event: 'delivered', response: '250 OK' },
    { type: 'delivered', reply: { code: 250, status: null, text: '250 OK' } },
  ],
  [
    { event: 'deferred', response: '452 4.2.2 over quota', attempt: '5' },
    { type: 'deferred', verdict: { reason: 'mailbox_full', final: false } },
  ],
  [
    { event: 'bounce', type: 'bounce', bounce_classification: 'Invalid Address', reason: '552 5.2.2 mailbox full' },
    { type: 'bounced', verdict: { reason: 'mailbox_full', bounce: 'soft' } },
  ],
  [
    { event: 'bounce', type: 'bounce', bounce_classification: 'Invalid Address', reason: '550 5.0.0 no' },
    {
      type: 'bounced',
      verdict: { reason: 'user_unknown', rule: 'provider/sendgrid/invalid-address', code: 550, status: '5.0.0' },
    },
  ],
  [
    { event: 'bounce', type: 'blocked', bounce_classification: 'Reputation' },
    { type: 'bounced', reply: null, verdict: { reason: 'bad_reputation', rule: 'provider/sendgrid/reputation' } },
  ],
  [
    { event: 'bounce', type: 'blocked', reason: '421 4.7.0 too many messages, try again later' },
    { type: 'expired', verdict: { reason: 'message_expired', last_transient: 'rate_limited' } },
  ],
  [
    { event: 'dropped', reason: 'Bounced Address' },
    { type: 'bounced', verdict: { reason: 'previously_suppressed', rule: 'provider/sendgrid/bounced-address' } },
  ],
  [
    { event: 'dropped', reason: 'Invalid' },
    { type: 'bounced', verdict: { reason: 'bad_address_syntax' } },
  ],
  [
    { event: 'spamreport' },
    { type: 'feedback_received', verdict: { reason: 'complaint', rule: 'provider/sendgrid/spamreport' } },
  ],
])('%j', async (parts, expected) => {
  expect(await hear([event(parts)])).toMatchObject({ kind: 'heard', observations: [expected] });
});

test('a batch: what is understood is heard, what is not is told, the rest is nothing', async () => {
  const delivered = event({ event: 'delivered', response: '250 OK' });
  const heard = await hear([{ event: 'open', email: 'a@example.org' }, delivered, { event: 'bounce' }, 7]);
  expect(heard).toMatchObject({
    kind: 'heard',
    observations: [{ type: 'delivered' }],
    problems: ['Event 3: The "bounce" event names no recipient.', 'Event 4: An event is no JSON object.'],
  });
  expect(await hear([event({ event: 'click' }), event({ event: 'open' })])).toMatchObject({ kind: 'nothing' });
  expect(await hear([])).toMatchObject({ kind: 'nothing' });
  expect(await hear([{}, {}])).toMatchObject({ kind: 'not_understood' });
});

const body = JSON.stringify([event({ event: 'processed' })]);
const minute = 60;

test.each([
  ['now', signed(body)],
  ['a day ago, the last time that SendGrid tries', signed(body, { at: seconds - 24 * 60 * minute })],
  ['a clock five minutes ahead', signed(body, { at: seconds + 5 * minute })],
])('signed %s', async (_, headers) => {
  expect(await receive(sendgrid, post(body, headers), { keys: [key] }, now)).toMatchObject({ kind: 'heard' });
});

test.each([
  ['body changed', body.replace('jane', 'joe'), signed(body), 'signature is wrong'],
  [
    'timestamp changed',
    body,
    { ...signed(body), 'x-twilio-email-event-webhook-timestamp': String(seconds - 1) },
    'signature is wrong',
  ],
  [
    'another key',
    body,
    signed(body, { keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }) }),
    'signature is wrong',
  ],
  ['garbage', body, { ...signed(body), 'x-twilio-email-event-webhook-signature': '*' }, 'signature is wrong'],
  ['expired', body, signed(body, { at: seconds - 25 * 60 * minute - 1 }), 'older than 25 hours'],
  ['future', body, signed(body, { at: seconds + 5 * minute + 1 }), 'in the future'],
  ['no number', body, signed(body, { at: 'soon' }), 'timestamp is missing'],
  ['unsigned', body, {}, 'not signed'],
])('refused: %s', async (_, text, headers, why) => {
  expect(await receive(sendgrid, post(text, headers), { keys: [key] }, now)).toEqual({
    kind: 'refused',
    status: 401,
    why: expect.stringContaining(why),
  });
});

test('keys: rotated, as PEM, of the wrong kind, none', async () => {
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const other = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const wrong = other.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const answer = (keys: readonly string[], headers = signed(body)) =>
    receive(sendgrid, post(body, headers), { keys }, now);
  expect(await answer([wrong, pem])).toMatchObject({ kind: 'heard' });
  expect(await answer([wrong], signed(body, { keys: other }))).toMatchObject({
    why: expect.stringContaining('no P-256'),
  });
  expect(await answer(['nonsense'])).toMatchObject({ why: expect.stringContaining('no P-256') });
  expect(await answer([])).toMatchObject({ why: expect.stringContaining('No verification key') });
});

test('another window, where it is configured', async () => {
  const secrets = { keys: [key], window: 5 * minute * 1000 };
  const answer = (at: number) => receive(sendgrid, post(body, signed(body, { at })), secrets, now);
  expect(await answer(seconds - 5 * minute)).toMatchObject({ kind: 'heard' });
  expect(await answer(seconds - 5 * minute - 1)).toMatchObject({
    why: expect.stringContaining('older than 5 minutes'),
  });
});

test('a replay has the same keys, and so the same events', async () => {
  const bounce = [event({ event: 'bounce', reason: '550 5.1.1 user unknown' })];
  expect(await hear(bounce)).toEqual(await hear(bounce));
});
