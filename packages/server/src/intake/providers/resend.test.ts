import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { receive } from './receive.ts';
import { resend } from './resend.ts';
import { now, post } from './sns.fixture.ts';

const secret = `whsec_${Buffer.from('a signing secret of 32 octets...').toString('base64')}`;
const keys = [secret];
const seconds = Math.floor(now / 1000);

interface Signing {
  readonly at?: number | string;
  readonly key?: string;
  readonly prefix?: string;
}

function signed(body: string, { at = seconds, key = secret, prefix = 'svix' }: Signing = {}): Record<string, string> {
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  const hmac = createHmac('sha256', Buffer.from(key.replace('whsec_', ''), 'base64'));
  const signature = hmac.update(`${id}.${at}.${body}`).digest('base64');
  return {
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(at),
    [`${prefix}-signature`]: `v1,${signature}`,
  };
}

const event = (type: string, parts: Record<string, unknown> = {}) => ({
  type,
  created_at: '2026-06-01T11:59:00.126Z',
  data: {
    email_id: '56761188-7520-42d8-8898-ff6fc54ce618',
    message_id: '<m1@sender.example>',
    created_at: '2026-06-01T11:58:00.000Z',
    from: 'News <news@sender.example>',
    to: ['jane@example.org'],
    subject: 'News',
    tags: { hearback_message_id: 'msg_01890a5d-ac96-774b-bcce-b302099a8057' },
    ...parts,
  },
});

const hear = (body: unknown) => {
  const text = JSON.stringify(body);
  return receive(resend, post(text, signed(text)), { keys }, now);
};

test('a bounce: all that it tells', async () => {
  const bounce = {
    type: 'Permanent',
    subType: 'General',
    message: "The recipient's email provider sent a hard bounce message.",
    diagnosticCode: ['smtp; 550 5.1.1 user unknown'],
  };
  expect(await hear(event('email.bounced', { bounce }))).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'resend',
        key: 'email.bounced\n56761188-7520-42d8-8898-ff6fc54ce618\n2026-06-01T11:59:00.126Z\njane@example.org',
        at: Date.UTC(2026, 5, 1, 11, 59, 0, 126),
        type: 'bounced',
        recipient: 'jane@example.org',
        originalRecipient: null,
        identifiers: {
          messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057',
          headerMessageId: 'm1@sender.example',
          remote: '56761188-7520-42d8-8898-ff6fc54ce618',
        },
        labels: {},
        sender: 'news@sender.example',
        reply: { code: 550, status: '5.1.1', text: 'smtp; 550 5.1.1 user unknown' },
        stage: null,
        verdict: expect.objectContaining({ reason: 'user_unknown', final: true }),
        mx: null,
        sourceIp: null,
        authentic: true,
      },
    ],
  });
});

const bounce = (type: string, subType: string, message = 'See the documentation.') => ({
  bounce: { type, subType, message },
});

test.each([
  ['email.sent', {}, { type: 'accepted' }],
  ['email.delivered', {}, { type: 'delivered', verdict: null }],
  ['email.delivery_delayed', {}, { type: 'deferred', verdict: { reason: 'undetermined', final: false } }],
  [
    'email.bounced',
    bounce('Permanent', 'Suppressed'),
    {
      type: 'bounced',
      reply: { text: 'See the documentation.' },
      verdict: { reason: 'previously_suppressed', rule: 'provider/resend/permanent/suppressed' },
    },
  ],
  ['email.bounced', bounce('Transient', 'MailboxFull'), { type: 'bounced', verdict: { reason: 'mailbox_full' } }],
  [
    'email.bounced',
    bounce('Novelty', 'Unheard', 'user unknown'),
    { type: 'bounced', reply: { text: 'user unknown' }, verdict: { reason: 'undetermined' } },
  ],
  ['email.failed', { failed: { reason: 'reached_daily_quota' } }, { verdict: { reason: 'sender_account' } }],
  ['email.failed', { failed: { reason: 'something_new' } }, { type: 'bounced', verdict: { reason: 'undetermined' } }],
  ['email.suppressed', { suppressed: { message: 'x', type: 'y' } }, { verdict: { reason: 'previously_suppressed' } }],
  ['email.complained', {}, { type: 'feedback_received', verdict: { reason: 'complaint' } }],
  [
    'email.delivered',
    { tags: [{ name: 'hearback_stream', value: 'bulk' }] },
    { labels: { stream: 'bulk' }, identifiers: { remote: '56761188-7520-42d8-8898-ff6fc54ce618' } },
  ],
])('%s %j', async (type, parts, expected) => {
  expect(await hear(event(type, parts))).toMatchObject({ kind: 'heard', observations: [expected] });
});

const two = { to: ['jane@example.org', 'joe@example.org'] };

test('which of two bounced is not told, so neither is blamed', async () => {
  const heard = await hear(event('email.bounced', { ...two, ...bounce('Permanent', 'General') }));
  expect(heard).toMatchObject({ observations: [{ type: 'bounced', recipient: null }] });
  expect(heard.kind === 'heard' && heard.observations).toHaveLength(1);
  expect(await hear(event('email.failed', two))).toMatchObject({
    observations: [{ recipient: 'jane@example.org' }, { recipient: 'joe@example.org' }],
  });
});

test.each([
  ['an open', event('email.opened'), 'nothing'],
  ['a contact', event('contact.created'), 'nothing'],
  ['no data', { type: 'email.bounced' }, 'not_understood'],
  ['no recipient', event('email.bounced', { to: [] }), 'not_understood'],
])('%s', async (_, body, kind) => {
  expect(await hear(body)).toMatchObject({ kind, why: expect.stringMatching(/\.$/) });
});

const body = JSON.stringify(event('email.delivered'));
const other = `whsec_${Buffer.from('another secret of 32 octets.....').toString('base64')}`;
const fromBoth = {
  ...signed(body),
  'svix-signature': `${signed(body, { key: other })['svix-signature']} v1a,x v2,y ${signed(body)['svix-signature']}`,
};

test.each([
  ['as Svix', signed(body)],
  ['as Standard Webhooks', signed(body, { prefix: 'webhook' })],
  ['by two secrets', fromBoth],
  ['five minutes ago', signed(body, { at: seconds - 300 })],
])('signed %s', async (_, headers) => {
  expect(await receive(resend, post(body, headers), { keys }, now)).toMatchObject({ kind: 'heard' });
});

test.each([
  ['body changed', body.replace('jane', 'joe'), signed(body), 'signature is wrong'],
  ['id changed', body, { ...signed(body), 'svix-id': 'msg_x' }, 'signature is wrong'],
  ['another secret', body, signed(body, { key: other }), 'signature is wrong'],
  ['an empty secret', body, signed(body, { key: '' }), 'signature is wrong'],
  [
    'another version',
    body,
    { ...signed(body), 'svix-signature': signed(body)['svix-signature']?.replace('v1', 'v2') ?? '' },
    'signature is wrong',
  ],
  ['no signature in it', body, { ...signed(body), 'svix-signature': '' }, 'signature is wrong'],
  ['expired', body, signed(body, { at: seconds - 301 }), 'older than 5 minutes'],
  ['future', body, signed(body, { at: seconds + 301 }), 'in the future'],
  ['no number', body, signed(body, { at: '1e9' }), 'timestamp is missing'],
  ['unsigned', body, {}, 'not signed'],
])('refused: %s', async (_, text, headers, why) => {
  expect(await receive(resend, post(text, headers), { keys: [...keys, 'whsec_'] }, now)).toEqual({
    kind: 'refused',
    status: 401,
    why: expect.stringContaining(why),
  });
});

test('no secret configured', async () => {
  expect(await receive(resend, post(body, signed(body)), {}, now)).toMatchObject({ status: 401 });
});
