/**
 * The forms in which strangers try to have mail passed on to a victim "v@x.example": the reply to each, and none is
 * relayed. The house is house.example, also known as [127.0.0.1].
 */
import { describe, expect, it } from 'vitest';
import { openHouse } from './house.fixture.ts';
import { play, scripted } from './script.fixture.ts';

const no = '550 5.7.1 Relaying is not allowed';
const malformed = '501 5.1.3 The address is malformed';
const badDomain = '501 5.1.3 The domain is malformed';
const notAscii = '553 5.6.7 An address beyond ASCII needs SMTPUTF8 with MAIL';
const local = '<ann@[127.0.0.1]>';

/** [sender and parameters, recipient and parameters, reply to RCPT]; non-ASCII as the octets of UTF-8. */
const forms: readonly (readonly [sender: string, recipient: string, answer: string])[] = [
  ['<>', '<v@x.example>', no],
  ['<ann@elsewhere.example>', '<v@x.example>', no],
  ['<ann@house.example>', '<v@x.example>', no],
  [local, '<v@x.example>', no],
  [local, '<v%x.example@[127.0.0.1]>', no],
  [local, '<v%x.example@house.example>', no],
  [local, '<"v@x.example">', malformed],
  [local, '<"v%x.example">', malformed],
  [local, '<v@x.example@[127.0.0.1]>', malformed],
  [local, '<"v@x.example"@[127.0.0.1]>', no],
  [local, '<v@x.example@house.example>', malformed],
  [local, '<@[127.0.0.1]:v@x.example>', no],
  [local, '<@house.example:v@x.example>', no],
  [local, '<x.example!v>', malformed],
  [local, '<x.example!v@[127.0.0.1]>', no],
  [local, '<x.example!v@house.example>', no],
  [local, '<v@x.example.>', badDomain],
  [local, '<v@X.EXAMPLE>', no],
  [local, '<v@[192.0.2.1]>', no],
  [local, '<v@[IPv6:2001:db8::1]>', no],
  [local, '<v@x.example >', malformed],
  [local, '<v@x.example\\0>', '500 5.5.2 A command has no control characters'],
  [local, '<v@x.example\\t>', '500 5.5.2 A command has no control characters'],
  [local, '<v@x.example (c)>', malformed],
  [local, '<@a.example,@house.example:v@x.example>', no],
  [local, '<house.example!x.example!v>', malformed],
  [local, '<v%x.example%house.example@house.example>', no],
  [local, '<v@house.example@x.example>', malformed],
  // Cyrillic "e" in house, full-width dot: not our domain, nor one of ours by another spelling.
  [`${local} SMTPUTF8`, '<v@hous\\xd0\\xb5.example>', no],
  [`${local} SMTPUTF8`, '<v@house\\xef\\xbc\\x8eexample>', badDomain],
  [local, '<v@house\\xe3\\x80\\x82example>', badDomain],
  [local, '<v@xn--hous-83d.example>', no],
  [local, '<v%40x.example@house.example>', no],
  [local, '<>', '501 5.1.3 A recipient has an address'],
  [local, '<b+0123456789abcdef@x.example>', no],
  [local, '<v@x.example> ORCPT=rfc822;bob@house.example', no],
  [`${local} AUTH=bob+40house.example`, '<v@x.example>', no],
  ['<b+token@x.example>', '<b+token@x.example>', no],
  [local, '<v\\xc3\\xa9@house.example>', notAscii],
];

describe('relaying', () => {
  it.each(forms)('from %s to %s: %s', async (sender, recipient, answer) => {
    const house = await openHouse();
    const script = `
      S: 220 mx.house.example ESMTP
      C: HELO client.example
      S: 250 mx.house.example
      C: MAIL FROM:${sender}
      S: 250 2.1.0 Sender OK
      c: RCPT TO:${recipient}\\r\\n
      S: ${answer}
      C: DATA
      S: 554 5.5.1 No recipient was accepted`;
    expect(await play({ port: house.port }, script)).toBe(scripted(script));
    expect(house.messages).toEqual([]);
  });

  it('does not keep mail for the house away, nor for its postmaster', async () => {
    const house = await openHouse();
    const script = `
      S: 220 mx.house.example ESMTP
      C: HELO client.example
      S: 250 mx.house.example
      C: MAIL FROM:<ann@elsewhere.example>
      C: RCPT TO:<postmaster>
      C: RCPT TO:<Bob@HOUSE.example>
      C: RCPT TO:<@house.example:bob@[127.0.0.1]>
      C: DATA
      S: 250 2.1.0 Sender OK
      S: 250 2.1.5 Recipient OK
      S: 250 2.1.5 Recipient OK
      S: 250 2.1.5 Recipient OK
      S: 354 Send the message, end it with <CRLF>.<CRLF>
      C: .
      S: 250 2.0.0 Taken as number 1`;
    expect(await play({ port: house.port }, script)).toBe(scripted(script));
    const recipients = house.messages[0]?.envelope.recipients.map(({ address }) => address);
    expect(recipients).toEqual(['postmaster', 'Bob@house.example', 'bob@[127.0.0.1]']);
  });
});
