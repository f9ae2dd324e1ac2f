import { parse } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { acknowledgement, challenge, complaint, departed, outOfOffice, readReceipt, unsubscribe } from './answers.ts';
import { bentReturnPath, bomb, forgedNotice } from './attacks.ts';
import type { NoticeFacts } from './notice.ts';

const facts: NoticeFacts = {
  recipient: 'jo.lee@gmail.sim',
  sender: 'b+7k@bounces.sender.example',
  reporter: 'gmail-smtp-in.l.google.com',
  remote: 'gmail-smtp-in.l.google.com',
  reply: '550 5.1.1 The email account that you tried to reach does not exist.',
  code: 550,
  status: '5.1.1',
  action: 'failed',
  expired: false,
  original: {
    header:
      'From: News <news@sender.example>\nTo: jo.lee@gmail.sim\nSubject: Spring news\nMessage-ID: <m1@sender.example>\nList-Unsubscribe: <https://sender.example/u/1>, <mailto:leave+1@sender.example?subject=x>',
    body: 'Hello Jo\n',
    messageId: '<m1@sender.example>',
    subject: 'Spring news',
    from: 'News <news@sender.example>',
    to: 'jo.lee@gmail.sim',
  },
  returns: true,
  language: null,
  at: Date.UTC(2026, 10, 28),
  id: 'a1b2',
};

describe('what a person or a program answers is read as what it is', () => {
  test.each([
    ['out_of_office', outOfOffice],
    ['auto_acknowledgement', acknowledgement],
    ['departed', departed],
  ] as const)('%s', (reason, write) => {
    const { kind, auto_reply } = parse(write(facts));
    expect([kind, auto_reply?.verdict.reason]).toEqual(['auto_reply', reason]);
  });

  test('an absence tells its end and who stands in', () => {
    expect(parse(outOfOffice(facts)).auto_reply).toMatchObject({ until: '2026-12-07', contact: 'office@gmail.sim' });
  });

  test('a challenge', () => {
    const { kind, auto_reply } = parse(challenge(facts));
    expect([kind, auto_reply?.verdict.reason]).toEqual(['challenge', 'challenge_response']);
  });

  test('a complaint names the recipient and the message', () => {
    const { kind, recipients, message } = parse(complaint(facts));
    expect([kind, recipients[0]?.recipient, recipients[0]?.verdict.reason, message.message_id]).toEqual([
      'feedback',
      'jo.lee@gmail.sim',
      'complaint',
      '<m1@sender.example>',
    ]);
  });

  test('a read receipt', () => {
    expect(parse(readReceipt(facts))).toMatchObject({
      kind: 'disposition',
      disposition: { type: 'displayed', recipient: 'jo.lee@gmail.sim' },
    });
  });

  test('a wish to leave goes to the address that the message names, and is no bounce', () => {
    const wish = unsubscribe(facts);
    expect([wish?.to, parse(wish?.mail ?? '').kind]).toEqual(['leave+1@sender.example', 'other']);
    expect(unsubscribe({ ...facts, original: { ...facts.original, header: 'From: a@b.example' } })).toBeNull();
  });
});

describe('attacks', () => {
  test('a forged notice accuses somebody else', () => {
    expect(parse(forgedNotice(facts)).recipients.map(({ recipient }) => recipient)).toEqual([
      'victim.of.forgery@gmail.sim',
    ]);
  });

  test('a bent return path differs in one character', () => {
    expect(bentReturnPath('b+7k@bounces.sender.example')).toBe('b+7a@bounces.sender.example');
    expect(bentReturnPath('b+7a@bounces.sender.example')).toBe('b+7b@bounces.sender.example');
  });

  test('a bomb is met with limits', () => {
    expect(parse(bomb(facts)).problems.join()).toMatch(/parts/);
  });
});
