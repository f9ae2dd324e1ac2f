import { expect, test } from 'vitest';
import { mailjet } from './mailjet.ts';
import { receive } from './receive.ts';
import { now, post } from './sns.fixture.ts';

const authorization = `Basic ${Buffer.from('u:p').toString('base64')}`;
const hear = (body: unknown) =>
  receive(mailjet, post(body, { authorization }), { basic: [{ user: 'u', password: 'p' }] }, now);

const time = Math.floor(now / 1000) - 60;

const event = (parts: Record<string, unknown>) => ({
  event: 'bounce',
  time,
  MessageID: 19421777,
  Message_GUID: '1ab23cd4-e567-8901-2345-6789f0gh1i2j',
  email: 'jane@example.org',
  mj_campaign_id: 7257,
  customcampaign: 'spring',
  CustomID: 'order-7',
  Payload: '{"hearback_list":"weekly"}',
  blocked: false,
  hard_bounce: true,
  error_related_to: 'recipient',
  error: 'user unknown',
  comment: '',
  ...parts,
});

test('a bounce: all that it tells', async () => {
  expect(await hear(event({ comment: '550 5.1.1 user unknown' }))).toEqual({
    kind: 'heard',
    observations: [
      {
        source: 'webhook',
        sourceName: 'mailjet',
        key: `bounce\n1ab23cd4-e567-8901-2345-6789f0gh1i2j\njane@example.org\n${time}`,
        at: now - 60_000,
        type: 'bounced',
        recipient: 'jane@example.org',
        originalRecipient: null,
        identifiers: { custom: 'order-7', remote: '1ab23cd4-e567-8901-2345-6789f0gh1i2j' },
        labels: { campaign: 'spring', list: 'weekly' },
        sender: null,
        reply: { code: 550, status: '5.1.1', text: '550 5.1.1 user unknown' },
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
    'no comment: the error',
    {},
    {
      type: 'bounced',
      reply: { code: null, text: 'recipient: user unknown' },
      verdict: { reason: 'user_unknown', rule: 'provider/mailjet/user-unknown' },
    },
  ],
  [
    'hard by the flag, full by the comment',
    { comment: '552 5.2.2 mailbox full' },
    { type: 'bounced', verdict: { reason: 'mailbox_full', bounce: 'soft' } },
  ],
  [
    'soft by the flag, dead by the comment',
    { hard_bounce: false, comment: '550 5.1.1 user unknown' },
    { type: 'bounced', verdict: { reason: 'user_unknown', bounce: 'hard' } },
  ],
  [
    'greylisted: tried again',
    { hard_bounce: false, error_related_to: 'domain', error: 'greylisted' },
    { type: 'deferred', verdict: { reason: 'greylisted', final: false } },
  ],
  [
    'soft and temporary: no end',
    { hard_bounce: false, error: 'quota exceeded', comment: '452 4.2.2 over quota' },
    { type: 'deferred', verdict: { reason: 'mailbox_full' } },
  ],
  [
    'blocked before any attempt',
    { event: 'blocked', hard_bounce: undefined },
    { type: 'bounced', verdict: { reason: 'previously_suppressed', rule: 'provider/mailjet/blocked/user-unknown' } },
  ],
  [
    'sent',
    { event: 'sent', smtp_reply: 'sent (250 2.0.0 OK 1433333948 fa5si855896wjc.199 - gsmtp)' },
    { type: 'delivered', reply: { code: 250, status: '2.0.0' }, verdict: null },
  ],
  ['spam', { event: 'spam', source: 'JMRPP' }, { type: 'feedback_received', verdict: { reason: 'complaint' } }],
  [
    'our message id as CustomID',
    { CustomID: 'msg_01890a5d-ac96-774b-bcce-b302099a8057', Payload: '' },
    { identifiers: { messageId: 'msg_01890a5d-ac96-774b-bcce-b302099a8057' } },
  ],
])('%s', async (_, parts, expected) => {
  expect(await hear(event(parts))).toMatchObject({ kind: 'heard', observations: [expected] });
});

test('ids beyond 2^53 stay apart', async () => {
  const numbered = (id: string) => JSON.stringify(event({ Message_GUID: undefined })).replace('19421777', id);
  expect(await hear(`[${numbered('19421777835146490')},${numbered('19421777835146491')}]`)).toMatchObject({
    observations: [{ identifiers: { remote: '19421777835146490' } }, { identifiers: { remote: '19421777835146491' } }],
  });
});

test.each([
  ['an unsubscription', event({ event: 'unsub' }), 'nothing'],
  ['a doubled message', event({ event: 'blocked', error: 'duplicate in campaign' }), 'nothing'],
  ['no name', event({ event: undefined }), 'not_understood'],
  ['no address', event({ email: 'jane' }), 'not_understood'],
])('%s', async (_, body, kind) => {
  expect(await hear(body)).toMatchObject({ kind, why: expect.stringMatching(/\.$/) });
});
