import { explain } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { type Extensions, extensionsOf } from './extensions.ts';
import { messageTo } from './message.fixture.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { OutgoingMessage } from './transaction.ts';

const offering = (...lines: readonly string[]): Extensions =>
  extensionsOf({ code: 250, status: null, text: ['250-mx.example', ...lines.map((line) => `250-${line}`)].join('\n') });

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

function prepared(message: OutgoingMessage, extensions: Extensions): Prepared {
  const result = prepare(message, extensions);
  if ('kind' in result) throw new Error(result.text);
  return result;
}

test('extensions are read in any case, with their parameters', () => {
  const extensions = offering('size 1000', 'AUTH PLAIN', 'AUTH=LOGIN', 'Pipelining', '\ufffd[31m', '');
  expect([...extensions]).toEqual([
    ['SIZE', ['1000']],
    ['AUTH', ['PLAIN', 'LOGIN']],
    ['PIPELINING', []],
  ]);
});

test('SIZE is passed, and holds', () => {
  const message = messageTo('a@r.example');
  const { length } = message.body;
  expect(prepared(message, offering(`SIZE ${length}`)).mail).toContain(` SIZE=${length}\r\n`);
  for (const unlimited of ['SIZE', 'SIZE 0', 'SIZE lots'])
    expect(prepared(message, offering(unlimited)).mail).toContain(' SIZE=');
  expect(prepared(message, offering()).mail).not.toContain('SIZE');
  expect(prepare(message, offering(`SIZE ${length - 1}`))).toMatchObject({
    breakdown: 'unsupported',
    elsewhere: false,
    text: expect.stringMatching(/^552 5\.3\.4 /),
  });
});

test('dots do not count for SIZE', () => {
  const message = { ...messageTo('a@r.example'), body: utf8('Subject: x\r\n\r\n.\r\n') };
  const { mail, data } = prepared(message, offering('SIZE'));
  expect(mail).toContain('SIZE=17\r\n');
  expect(Buffer.from(data).toString()).toBe('Subject: x\r\n\r\n..\r\n');
});

test('8-bit goes as it is where 8BITMIME is offered, of whatever charset', () => {
  for (const body of [utf8('Subject: x\r\n\r\nGrüße\r\n'), Buffer.from('Subject: caf\xe9\r\n\r\nx\r\n', 'latin1')]) {
    const { mail, data } = prepared({ ...messageTo('a@r.example'), body }, offering('8BITMIME'));
    expect(mail).toContain(' BODY=8BITMIME');
    expect(Buffer.from(data).equals(body)).toBe(true);
  }
});

test('a header in UTF-8 needs SMTPUTF8', () => {
  const message = { ...messageTo('a@r.example'), body: utf8('Subject: Grüße\r\n\r\nx\r\n') };
  expect(prepared(message, offering('8BITMIME', 'SMTPUTF8')).mail).toContain(' SMTPUTF8');
  expect(prepare(message, offering('8BITMIME'))).toMatchObject({
    breakdown: 'unsupported',
    text: expect.stringMatching(/^550 5\.6\.7 /),
  });
});

test('SMTPUTF8 is not asked for where nothing needs it, unless the sender did', () => {
  const extensions = offering('8BITMIME', 'SMTPUTF8');
  expect(prepared(messageTo('a@r.example'), extensions).mail).not.toContain('SMTPUTF8');
  expect(prepared({ ...messageTo('a@r.example'), smtputf8: true }, extensions).mail).toContain(' SMTPUTF8');
  expect(prepared(messageTo('dömi@r.example'), extensions).mail).toContain(' SMTPUTF8');
});

test('without SMTPUTF8 only those recipients fail that need it; a domain has its A-labels', () => {
  const { rcpts, failures, mail } = prepared(
    messageTo('a@r.example', 'dömi@r.example', 'b@bücher.example'),
    offering(),
  );
  expect(mail).not.toContain('SMTPUTF8');
  expect(rcpts).toEqual([
    { command: 'RCPT TO:<a@r.example>\r\n', index: 0 },
    { command: 'RCPT TO:<b@xn--bcher-kva.example>\r\n', index: 2 },
  ]);
  expect([...failures.keys()]).toEqual([1]);
  expect(failures.get(1)).toMatchObject({ breakdown: 'unsupported', text: expect.stringMatching(/^550 5\.6\.7 /) });
});

test('a sender that needs SMTPUTF8 fails for all', () => {
  const message = { ...messageTo('a@r.example'), sender: 'ännchen@s.example' };
  expect(prepare(message, offering())).toMatchObject({ text: expect.stringMatching(/^550 5\.6\.7 /) });
});

test('addresses that would break a command are refused, each for itself', () => {
  const { rcpts, failures } = prepared(messageTo('a@r.example', 'x@y>\r\nDATA', ''), offering());
  expect(rcpts).toHaveLength(1);
  expect([...failures].map(([index, { text }]) => [index, explain(text).reason])).toEqual([
    [1, 'bad_address_syntax'],
    [2, 'bad_address_syntax'],
  ]);
  expect(prepare({ ...messageTo('a@r.example'), sender: 'x> SIZE=1' }, offering())).toMatchObject({
    breakdown: 'local',
  });
});

test('bare line ends and long lines are noted', () => {
  const message = { ...messageTo('a@r.example'), body: utf8(`Subject: x\n\n${'x'.repeat(999)}`) };
  expect(prepared(message, offering()).notes).toEqual([
    'bare CR or LF in the message made CRLF',
    'line of 999 octets in the message',
  ]);
});
