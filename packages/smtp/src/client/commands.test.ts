import { describe, expect, test } from 'vitest';
import { noRecipientParameters, noSenderParameters, type RecipientParameters } from '../envelope/envelope.ts';
import { isPath, mailCommand, type Parameters, rcptCommand } from './commands.ts';

const nothing: Parameters = { size: null, eightBit: false, smtputf8: false, dsn: false };
const dsn: Parameters = { ...nothing, dsn: true };

describe('MAIL', () => {
  test('the null reverse-path', () => {
    expect(mailCommand('', noSenderParameters, nothing)).toBe('MAIL FROM:<>\r\n');
  });

  test('has what is offered', () => {
    const sender = { ...noSenderParameters, ret: 'headers', envid: 'QQ+2B314' } as const;
    expect(mailCommand('a@b.example', sender, { size: 1234, eightBit: true, smtputf8: true, dsn: true })).toBe(
      'MAIL FROM:<a@b.example> SIZE=1234 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=QQ+2B314\r\n',
    );
    expect(mailCommand('a@b.example', { ...sender, ret: 'full' }, dsn)).toContain(' RET=FULL ');
    expect(mailCommand('a@b.example', sender, nothing)).toBe('MAIL FROM:<a@b.example>\r\n');
  });

  test.each(['a b', 'a\r\nRCPT TO:<x@y>', '', 'é', 'x'.repeat(501)])('no ENVID %j', (envid) => {
    expect(mailCommand('a@b.example', { ...noSenderParameters, envid }, dsn)).toBe('MAIL FROM:<a@b.example>\r\n');
  });
});

describe('RCPT', () => {
  const command = (parameters: Partial<RecipientParameters>, offered: Parameters, address = 'a+b@c.example'): string =>
    rcptCommand({ ...noRecipientParameters, ...parameters, address }, address, offered).slice('RCPT TO:'.length, -2);

  test.each<[Partial<RecipientParameters>, string]>([
    [{}, '<a+b@c.example> ORCPT=rfc822;a+2Bb@c.example'],
    [{ orcpt: 'rfc822;old+3Dname@d.example' }, '<a+b@c.example> ORCPT=rfc822;old+3Dname@d.example'],
    [{ notify: ['never'] }, '<a+b@c.example> NOTIFY=NEVER ORCPT=rfc822;a+2Bb@c.example'],
    [{ notify: ['success', 'delay'] }, '<a+b@c.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@c.example'],
    [{ orcpt: 'rfc822;x NOTIFY=NEVER' }, '<a+b@c.example> ORCPT=rfc822;a+2Bb@c.example'],
    [{ orcpt: 'rfc822;x\r\nDATA' }, '<a+b@c.example> ORCPT=rfc822;a+2Bb@c.example'],
  ])('%j with DSN', (parameters, expected) => {
    expect(command(parameters, dsn)).toBe(expected);
  });

  test('without DSN all is dropped, NOTIFY=NEVER too', () => {
    expect(command({ notify: ['never'], orcpt: 'rfc822;x@y.example' }, nothing)).toBe('<a+b@c.example>');
  });

  test('an address beyond ASCII is its own original recipient in 7 bits', () => {
    const address = 'dömi=a+b\\@x.example';
    expect(command({}, { ...dsn, smtputf8: true }, address)).toBe(
      `<${address}> ORCPT=utf-8;d\\x{F6}mi\\x{3D}a\\x{2B}b\\x{5C}@x.example`,
    );
    expect(command({ orcpt: 'utf-8;dömi@x.example' }, { ...dsn, smtputf8: true })).toContain(
      ' ORCPT=utf-8;dömi@x.example',
    );
    expect(command({ orcpt: 'utf-8;dömi@x.example' }, dsn)).toContain(' ORCPT=utf-8;d\\x{F6}mi@x.example');
    expect(command({ orcpt: 'rfc822;dömi@x.example' }, dsn)).toContain(' ORCPT=rfc822;a+2Bb@c.example');
  });
});

test.each([
  '',
  'a@b.example',
  '"a b"@c.example',
  '"a\\"b>"@c.example',
  'a@[192.0.2.1]',
  'dömi@ü.example',
  'postmaster',
])('<%s> is a path', (path) => expect(isPath(path)).toBe(true));

test.each([
  'a@b.example> SIZE=1',
  'a@b.example\r\nDATA',
  'a b@c.example',
  'a\0@c.example',
  '"a\r\n"@c.example',
  '"a@c.example',
  '<a@c.example',
  'a\x85@c.example',
  'a\u2028@c.example',
  `${'x'.repeat(1024)}@c.example`,
])('%j is none', (path) => expect(isPath(path)).toBe(false));
