import { parse, type Reason } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { dialects } from './dialects.ts';
import type { NoticeFacts } from './notice.ts';

const facts = (reply: string, more: Partial<NoticeFacts> = {}): NoticeFacts => ({
  recipient: 'jo.lee@company.sim',
  sender: 'b+7k@bounces.sender.example',
  reporter: 'mx1.example.sim',
  remote: 'mx2.example.sim',
  reply,
  code: Number(reply.slice(0, 3)),
  status: /^\d{3} (\d\.\d+\.\d+)/.exec(reply)?.[1] ?? null,
  action: 'failed',
  expired: false,
  original: {
    header:
      'From: News <news@sender.example>\nTo: jo.lee@company.sim\nSubject: Spring news\nMessage-ID: <m1@sender.example>',
    body: 'Hello Jo\n',
    messageId: '<m1@sender.example>',
    subject: 'Spring news',
    from: 'News <news@sender.example>',
    to: 'jo.lee@company.sim',
  },
  returns: true,
  language: null,
  at: Date.UTC(2026, 10, 28, 21, 44, 59),
  id: '4Cx1Yz0Ab1Cd2',
  ...more,
});

const said: readonly (readonly [Reason, string])[] = [
  ['user_unknown', '550 5.1.1 <jo.lee@company.sim>: Recipient address rejected: User unknown in virtual mailbox table'],
  ['mailbox_full', '552 5.2.2 <jo.lee@company.sim>: Mailbox full, over quota'],
  ['user_disabled', '550 <jo.lee@company.sim>: This mailbox has been disabled'],
  ['spam_content', '554 5.7.1 Message rejected as spam'],
  ['message_expired', '550 5.4.7 Delivery time expired'],
];

describe.each([...dialects])('%s', (_, dialect) => {
  test.each(said)('tells %s', (reason, reply) => {
    const report = parse(dialect.write(facts(reply)).replaceAll('\n', '\r\n'));
    expect({
      kind: report.kind,
      recipients: report.recipients.map(({ recipient, verdict }) => [recipient, verdict.reason]),
    }).toEqual({ kind: 'bounce', recipients: [['jo.lee@company.sim', reason]] });
  });

  test('a hostile subject begins no header field of its own', () => {
    const { original } = facts(said[0]?.[1] ?? '');
    const mail = dialect.write(
      facts(said[0]?.[1] ?? '', { original: { ...original, subject: 'x\nBcc: all@example.org' } }),
    );
    expect(mail.slice(0, mail.indexOf('\n\n'))).not.toMatch(/^Bcc:/m);
  });
});

test.each(['postfix', 'sendmail', 'exim', 'courier', 'opensmtpd', 'gmail'])('%s says that it still tries', (name) => {
  const reply = '451 4.3.0 Temporary lookup failure';
  const report = parse(dialects.get(name)?.write(facts(reply, { action: 'delayed' })) ?? '');
  expect([report.kind, report.recipients[0]?.recipient]).toEqual(['delayed', 'jo.lee@company.sim']);
});

test.each(['de', 'es', 'fr', 'ja', 'pt', 'ru', 'zh'])(
  'in %s the same is understood, with a standard part and without',
  (language) => {
    for (const name of ['microsoft365', 'microsoft-text']) {
      const report = parse(dialects.get(name)?.write(facts(said[0]?.[1] ?? '', { language })) ?? '');
      expect([report.kind, report.recipients.map(({ verdict }) => verdict.reason)]).toEqual([
        'bounce',
        ['user_unknown'],
      ]);
    }
  },
);

test('without the original it is known by nothing but the return path', () => {
  const report = parse(dialects.get('postfix')?.write(facts(said[0]?.[1] ?? '', { returns: false })) ?? '');
  expect([report.kind, report.message.message_id]).toEqual(['bounce', null]);
});
