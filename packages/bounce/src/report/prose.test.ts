import { describe, expect, test } from 'vitest';
import { Prose } from './prose.ts';

const about = (text: string, address = 'ann@example.org') => new Prose(text).about(address);

describe('the words about a recipient', () => {
  test('Postfix: behind the address, folded', () => {
    const text =
      '<ann@example.org>: host mx.example.org[192.0.2.7] said: 550 5.7.1\n    Go away (in reply to MAIL FROM command)\n';
    expect(about(text)).toMatchObject({
      text: '550 5.7.1 Go away (in reply to MAIL FROM command)',
      code: 550,
      status: '5.7.1',
      stage: 'mail',
      host: 'mx.example.org',
    });
  });

  test('Exim: in the lines under it', () => {
    const text =
      '  ann@example.org\n    host mx.example.org [192.0.2.7]\n    SMTP error from remote mail server after RCPT TO:<ann@example.org>:\n    550 no\n';
    expect(about(text)).toMatchObject({ text: '550 no', code: 550, stage: 'rcpt' });
  });

  test('Courier: in a dialogue', () => {
    expect(
      about('<ann@example.org>:\n     mx.example.org [192.0.2.7]:\n >>> RCPT TO:<ann@example.org>\n <<< 550 no\n'),
    ).toMatchObject({ text: '550 no', stage: 'rcpt' });
  });

  test('Gmail: in the next paragraph, when that is a reply', () => {
    expect(
      about('Delivery failed permanently:\n\n  ann@example.org\n\nThe error was: 550 5.1.1 no such user\n')?.status,
    ).toBe('5.1.1');
    expect(about('Delivery failed permanently:\n\n  ann@example.org\n\nPlease ask your administrator.\n')).toBeNull();
  });

  test('ends where the next recipient begins', () => {
    const text = '<ann@example.org>: unknown\n<bob@example.org>: 552 full\n';
    expect(about(text)).toMatchObject({ text: 'unknown', code: null });
    expect(about(text, 'bob@example.org')?.code).toBe(552);
  });

  test('goes on where a wrapped line begins with the address itself', () => {
    const text = 'ann@example.org: 450 4.7.1\n<Ann@example.org>: Recipient address rejected: Greylisted\n';
    expect(about(text)?.text).toBe('450 4.7.1 <Ann@example.org>: Recipient address rejected: Greylisted');
  });

  test('not the title of the message, behind the address in its To', () => {
    const text =
      "  An: 'ann@example.org'\n  Betreff: News\n\nnicht erreicht:\n\n'ann@example.org'\n    Postfach voll\n";
    expect(about(text)?.text).toBe('Postfach voll');
  });

  test('before it on its line', () => {
    const before = (text: string) => new Prose(text).before('ann@example.org');
    expect(before('Sorry.\n  Utilisateur inconnu : <ann@example.org>')).toBe('  Utilisateur inconnu');
    expect(before('Sorry:\nann@example.org')).toBe('');
    expect(before('Sorry')).toBe('');
  });

  test('a reply that begins with its own number is none of a name', () => {
    const text =
      'Error: ann@example.org.\n\nmx.example.org did not like our RCPT TO:\n550 5.1.1 <ann@example.org>: no such user\n';
    expect(new Prose(text).reply()?.text).toBe('550 5.1.1 <ann@example.org>: no such user');
  });

  test('a longer address is another address', () => {
    expect(about('<joann@example.org>: 550 no\n<ann@example.org.uk>: 551 no\n')).toBeNull();
  });

  test('letters that grow in lower case do not shift it', () => {
    expect(about('İİİİ\nann@example.org: 550 no such user\n')?.text).toBe('550 no such user');
  });
});

test('a reply that is quoted for nobody in particular', () => {
  expect(new Prose('Sorry.\n\nRemote host said: 554 5.3.0 broken\n').reply()).toMatchObject({
    code: 554,
    status: '5.3.0',
  });
  expect(new Prose('550 5.1.1\n\nIt said: 550 5.1.1 no such user\n').reply()?.text).toBe('550 5.1.1 no such user');
  expect(new Prose('550 5.1.1\n').reply()?.text).toBe('550 5.1.1');
  expect(new Prose('Sent 550 messages in 421 days.').reply()).toBeNull();
});
