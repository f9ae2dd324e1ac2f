import { describe, expect, it } from 'vitest';
import { noRecipientParameters, noSenderParameters } from './envelope.ts';
import { parseRecipientParameters, parseSenderParameters } from './parameters.ts';

describe('parameters of MAIL', () => {
  it.each([
    ['', {}],
    ['  ', {}],
    [' SIZE=0', { size: 0 }],
    [' size=123 body=8bitmime smtputf8', { size: 123, eightBit: true, smtputf8: true }],
    [' BODY=7BIT', {}],
    [' RET=FULL', { ret: 'full' }],
    [' ret=hdrs  ENVID=a+2Bb', { ret: 'headers', envid: 'a+2Bb' }],
    [` ENVID=${'x'.repeat(100)}`, { envid: 'x'.repeat(100) }],
    [' AUTH=<>', {}],
    [' AUTH=ann+40example.org', {}],
  ])('%j', (text, changes) => {
    expect(parseSenderParameters(text, true)).toEqual({
      kind: 'parameters',
      value: { ...noSenderParameters, ...changes },
    });
  });

  it.each([
    [' SIZE', '501 SIZE is a number of octets'],
    [' SIZE=', '501 SIZE is a number of octets'],
    [' SIZE=-1', '501 SIZE is a number of octets'],
    [' SIZE=1e3', '501 SIZE is a number of octets'],
    [' SIZE=1 SIZE=2', '501 SIZE stands at most once'],
    [' BODY=BINARYMIME', '501 BODY is 7BIT or 8BITMIME'],
    [' SMTPUTF8=YES', '501 SMTPUTF8 has no value'],
    [' RET=', '501 RET is FULL or HDRS'],
    [' RET=FULL RET=FULL', '501 RET stands at most once'],
    [' ENVID=', '501 ENVID is xtext of printable characters'],
    [' ENVID=a+0D+0AX', '501 ENVID is xtext of printable characters'],
    [' ENVID=a=b', '501 ENVID is xtext of printable characters'],
    [' ENVID=+C3+A9', '501 ENVID is xtext of printable characters'],
    [` ENVID=${'x'.repeat(101)}`, '501 ENVID has at most 100 characters'],
    [' AUTH=x AUTH=x', '501 AUTH is a mailbox as xtext, or <>'],
    [' NOTIFY=NEVER', '555 Parameter NOTIFY is not known'],
    [' constructor=1', '555 Parameter CONSTRUCTOR is not known'],
    [' =1', '501 A parameter is malformed'],
    [' é=1', '501 A parameter is malformed'],
    ['RET=FULL', '501 A space stands before parameters'],
  ])('%j is refused: %s', (text, answer) => {
    const result = parseSenderParameters(text, true);
    expect(result.kind === 'objection' && `${result.code} ${result.text}`).toBe(answer);
    expect(result).toMatchObject({ status: '5.5.4' });
  });

  it('have no AUTH where there is no login', () => {
    expect(parseSenderParameters(' AUTH=<>', false)).toMatchObject({ kind: 'objection', code: 555 });
  });
});

describe('parameters of RCPT', () => {
  it.each([
    ['', {}],
    [' NOTIFY=NEVER', { notify: ['never'] }],
    [' notify=success,Failure,DELAY', { notify: ['success', 'failure', 'delay'] }],
    [' ORCPT=rfc822;ann+2Blist@example.org', { orcpt: 'rfc822;ann+2Blist@example.org' }],
    [' ORCPT=utf-8;\\x{E9}@example.org NOTIFY=DELAY', { orcpt: 'utf-8;\\x{E9}@example.org', notify: ['delay'] }],
    [` ORCPT=rfc822;${'x'.repeat(493)}`, { orcpt: `rfc822;${'x'.repeat(493)}` }],
  ])('%j', (text, changes) => {
    expect(parseRecipientParameters(text, false)).toEqual({
      kind: 'parameters',
      value: { ...noRecipientParameters, ...changes },
    });
  });

  it.each([
    ' NOTIFY',
    ' NOTIFY=',
    ' NOTIFY=NEVER,DELAY',
    ' NOTIFY=NEVER,NEVER',
    ' NOTIFY=DELAY,DELAY',
    ' NOTIFY=SUCCESS,',
    ' NOTIFY=ALWAYS',
    ' NOTIFY=DELAY NOTIFY=DELAY',
    ' ORCPT',
    ' ORCPT=ann@example.org',
    ' ORCPT=;ann',
    ' ORCPT=rfc822;',
    ' ORCPT=rfc822;a b',
    ' ORCPT=rfc822;a+0D+0ABcc:+20x',
    ' ORCPT=rfc822;a=b',
    ' ORCPT=rfc822;a+zz',
    ' ORCPT=rfc 822;a',
    ' ORCPT=utf-8;é@example.org',
    ` ORCPT=rfc822;${'x'.repeat(494)}`,
    ' ORCPT=rfc822;a ORCPT=rfc822;a',
  ])('%j is refused', (text) => {
    const result = parseRecipientParameters(text, false);
    expect(result.kind).toBe('objection');
    expect(result).toMatchObject({ status: '5.5.4' });
  });

  it('may name an address beyond ASCII where SMTPUTF8 was declared (RFC 6533 §3)', () => {
    expect(parseRecipientParameters(' ORCPT=utf-8;é@example.org', true).kind).toBe('parameters');
    expect(parseRecipientParameters(' ORCPT=rfc822;é@example.org', true).kind).toBe('objection');
    // As Postfix writes it.
    expect(parseRecipientParameters(' ORCPT=rfc822;j+C3+B6rg@example.org', true)).toMatchObject({
      value: { orcpt: 'rfc822;j+C3+B6rg@example.org' },
    });
    for (const orcpt of ['j+C3+B6rg', 'j+C3rg', 'j+C2+85rg', 'j+E2+80+A8rg', 'j+C3+B6+0Arg'])
      expect(parseRecipientParameters(` ORCPT=rfc822;${orcpt}@x.org`, orcpt !== 'j+C3+B6rg').kind).toBe('objection');
  });
});
