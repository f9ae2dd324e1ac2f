/** Dialogues over real sockets: what is sent, and every line that must come back. */
import { describe, expect, it } from 'vitest';
import { openHouse } from './house.fixture.ts';
import { play, scripted } from './script.fixture.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const dialogues: Readonly<Record<string, string>> = {
  'a message, one command at a time': `
    S: 220 mx.house.example ESMTP
    C: EHLO client.example
    S: 250-mx.house.example
    S: 250-PIPELINING
    S: 250-SIZE 26214400
    S: 250-8BITMIME
    S: 250-SMTPUTF8
    S: 250-ENHANCEDSTATUSCODES
    S: 250-DSN
    S: 250-STARTTLS
    S: 250 HELP
    C: MAIL FROM:<ann@client.example>
    S: 250 2.1.0 Sender OK
    C: RCPT TO:<bob@house.example>
    S: 250 2.1.5 Recipient OK
    C: DATA
    S: 354 Send the message, end it with <CRLF>.<CRLF>
    C: Subject: hello
    C:
    C: Hi
    C: .
    S: 250 2.0.0 Taken as number 1
    C: QUIT
    S: 221 2.0.0 Goodbye
    S: <closed>`,
  'pipelining: each command has its own answer, in order': `
    S: 220 mx.house.example ESMTP
    C: HELO client.example
    S: 250 mx.house.example
    C: MAIL FROM:<>
    C: RCPT TO:<bob@house.example>
    C: RCPT TO:<eve@elsewhere.example>
    C: RCPT TO:<postmaster>
    C: DATA
    S: 250 2.1.0 Sender OK
    S: 250 2.1.5 Recipient OK
    S: 550 5.7.1 Relaying is not allowed
    S: 250 2.1.5 Recipient OK
    S: 354 Send the message, end it with <CRLF>.<CRLF>
    C: one
    C: .
    C: MAIL FROM:<ann@client.example>
    C: RCPT TO:<bob@house.example>
    C: DATA
    S: 250 2.0.0 Taken as number 1
    S: 250 2.1.0 Sender OK
    S: 250 2.1.5 Recipient OK
    S: 354 Send the message, end it with <CRLF>.<CRLF>
    C: two
    C: .
    C: QUIT
    S: 250 2.0.0 Taken as number 2
    S: 221 2.0.0 Goodbye
    S: <closed>`,
  'commands out of order': `
    S: 220 mx.house.example ESMTP
    C: MAIL FROM:<ann@client.example>
    C: RCPT TO:<bob@house.example>
    C: DATA
    S: 503 5.5.1 EHLO comes first
    S: 503 5.5.1 MAIL comes first
    S: 503 5.5.1 MAIL comes first
    C: HELO client.example
    S: 250 mx.house.example
    C: RCPT TO:<bob@house.example>
    C: MAIL FROM:<ann@client.example>
    C: MAIL FROM:<ann@client.example>
    C: RCPT TO:<eve@elsewhere.example>
    C: DATA
    S: 503 5.5.1 MAIL comes first
    S: 250 2.1.0 Sender OK
    S: 503 5.5.1 A message is under way
    S: 550 5.7.1 Relaying is not allowed
    S: 554 5.5.1 No recipient was accepted
    C: RSET
    C: RCPT TO:<bob@house.example>
    S: 250 2.0.0 OK
    S: 503 5.5.1 MAIL comes first`,
  'EHLO again ends the transaction': `
    S: 220 mx.house.example ESMTP
    C: HELO client.example
    S: 250 mx.house.example
    C: MAIL FROM:<ann@client.example>
    S: 250 2.1.0 Sender OK
    C: HELO client.example
    S: 250 mx.house.example
    C: RCPT TO:<bob@house.example>
    S: 503 5.5.1 MAIL comes first`,
  'words that do little': `
    S: 220 mx.house.example ESMTP
    C: noop whatever
    C: vrfy bob
    C: EXPN staff
    C: help
    C: XYZZY
    C: TURN
    C:
    C: EHLO
    S: 250 2.0.0 OK
    S: 252 2.0.0 Cannot tell before it is delivered
    S: 502 5.5.1 This command is not offered
    S: 214 2.0.0 EHLO HELO MAIL RCPT DATA RSET NOOP QUIT VRFY HELP STARTTLS AUTH; see RFC 5321
    S: 500 5.5.1 This command is not known
    S: 502 5.5.1 This command is not offered
    S: 500 5.5.1 This command is not known
    S: 501 5.5.4 Say who you are: a host name or an address literal`,
  'a client that says that it is somebody else': `
    S: 220 mx.house.example ESMTP
    C: HELO client.example
    S: 250 mx.house.example
    C: XCLIENT ADDR=127.0.0.1 LOGIN=ann
    C: XFORWARD NAME=localhost
    C: PROXY TCP4 127.0.0.1 127.0.0.1 1 25
    S: 500 5.5.1 This command is not known
    S: 500 5.5.1 This command is not known
    S: 500 5.5.1 This command is not known`,
  'arguments where none belong': `
    S: 220 mx.house.example ESMTP
    C: HELO two words
    S: 501 5.5.4 Say who you are: a host name or an address literal
    C: RSET now
    C: QUIT now
    C: DATA now
    S: 501 5.5.4 RSET has no argument
    S: 501 5.5.4 QUIT has no argument
    S: 501 5.5.4 DATA has no argument
    C: STARTTLS now
    S: 501 5.5.4 STARTTLS has no argument`,
  'a browser that was made to talk to us': `
    S: 220 mx.house.example ESMTP
    C: POST / HTTP/1.1
    C: MAIL FROM:<ann@client.example>
    S: 521 5.5.1 This is an SMTP server
    S: <closed>`,
  'lines that do not end with CRLF': `
    S: 220 mx.house.example ESMTP
    c: NOOP\\nNOOP\\r\\nNO\\rOP\\r\\n\\nHELO a\\tb\\r\\nNOOP \\0\\r\\nNOOP \\xff\\r\\n
    S: 500 5.5.2 Lines end with CRLF
    S: 250 2.0.0 OK
    S: 500 5.5.2 Lines end with CRLF
    S: 500 5.5.2 Lines end with CRLF
    S: 500 5.5.2 A command has no control characters
    S: 500 5.5.2 A command has no control characters
    S: 500 5.5.2 Characters beyond ASCII are UTF-8`,
  'addresses beyond ASCII need SMTPUTF8': `
    S: 220 mx.house.example ESMTP
    C: HELO caf\xc3\xa9
    S: 500 5.5.2 This command has ASCII characters only
    C: HELO client.example
    S: 250 mx.house.example
    C: MAIL FROM:<\xc3\xa9@client.example>
    C: MAIL FROM:<ann@client.example>
    C: RCPT TO:<\xc3\xa9@house.example>
    C: RSET
    C: MAIL FROM:<\xc3\xa9@client.example> SMTPUTF8
    C: RCPT TO:<\xc3\xa9@house.example>
    S: 553 5.6.7 An address beyond ASCII needs SMTPUTF8 with MAIL
    S: 250 2.1.0 Sender OK
    S: 553 5.6.7 An address beyond ASCII needs SMTPUTF8 with MAIL
    S: 250 2.0.0 OK
    S: 250 2.1.0 Sender OK
    S: 250 2.1.5 Recipient OK`,
  'parameters that are wrong': `
    S: 220 mx.house.example ESMTP
    C: HELO client.example
    S: 250 mx.house.example
    C: MAIL FROM:<ann@client.example> SIZE=99999999999
    C: MAIL FROM:<ann@client.example> RET=ALL
    C: MAIL FROM:<ann@client.example> FUTURE=1
    C: MAIL FROM:<ann@client.example>RET=FULL
    C: MAIL FROM:<ann@client.example> RET=FULL ENVID=x AUTH=<>
    C: RCPT TO:<bob@house.example> NOTIFY=NEVER,FAILURE
    C: RCPT TO:<bob@house.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;bob@house.example
    S: 552 5.3.4 A message has at most 26214400 octets
    S: 501 5.5.4 RET is FULL or HDRS
    S: 555 5.5.4 Parameter FUTURE is not known
    S: 501 5.5.4 A space stands before parameters
    S: 250 2.1.0 Sender OK
    S: 501 5.5.4 NOTIFY is NEVER, or a list of SUCCESS, FAILURE, DELAY
    S: 250 2.1.5 Recipient OK`,
  'talking on before the answer: EHLO': `
    S: 220 mx.house.example ESMTP
    C: EHLO client.example
    C: MAIL FROM:<ann@client.example>
    S: 554 5.5.1 Wait for the answer to EHLO before you go on
    S: <closed>`,
  'talking on before the answer: DATA': `
    S: 220 mx.house.example ESMTP
    C: HELO client.example
    S: 250 mx.house.example
    C: MAIL FROM:<ann@client.example>
    C: RCPT TO:<bob@house.example>
    C: DATA
    C: Subject: hello
    C: .
    S: 250 2.1.0 Sender OK
    S: 250 2.1.5 Recipient OK
    S: 554 5.5.1 Wait for the answer to DATA before you go on
    S: <closed>`,
  'plain text after STARTTLS ends the session (command injection)': `
    S: 220 mx.house.example ESMTP
    C: STARTTLS
    C: EHLO injected.example
    S: 554 5.5.1 Wait for the answer to STARTTLS before you go on
    S: <closed>`,
  'no login in plain text': `
    S: 220 mx.house.example ESMTP
    C: EHLO client.example
    ${[
      'mx.house.example',
      'PIPELINING',
      'SIZE 26214400',
      '8BITMIME',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
      'DSN',
      'STARTTLS',
    ]
      .map((word) => `S: 250-${word}`)
      .join('\n')}
    S: 250 HELP
    C: AUTH PLAIN ${base64("\0ann\0ann's secret")}
    S: 538 5.7.11 AUTH needs TLS: say STARTTLS first`,
  'TLS, login, and a message to elsewhere': `
    S: 220 mx.house.example ESMTP
    C: HELO client.example
    S: 250 mx.house.example
    C: STARTTLS
    S: 220 2.0.0 Go ahead
    -- TLS
    C: MAIL FROM:<ann@client.example>
    S: 503 5.5.1 EHLO comes first
    C: EHLO client.example
    ${[
      'mx.house.example',
      'PIPELINING',
      'SIZE 26214400',
      '8BITMIME',
      'SMTPUTF8',
      'ENHANCEDSTATUSCODES',
      'DSN',
      'AUTH PLAIN LOGIN',
    ]
      .map((word) => `S: 250-${word}`)
      .join('\n')}
    S: 250 HELP
    C: STARTTLS
    S: 503 5.5.1 TLS is on already
    C: AUTH LOGIN
    S: 334 VXNlcm5hbWU6
    C: ${base64('ann')}
    S: 334 UGFzc3dvcmQ6
    C: ${base64("ann's secret")}
    S: 235 2.7.0 Welcome
    C: AUTH PLAIN =
    S: 503 5.5.1 You are logged in already
    C: MAIL FROM:<ann@client.example> AUTH=ann+40client.example
    C: RCPT TO:<eve@elsewhere.example>
    C: DATA
    S: 250 2.1.0 Sender OK
    S: 250 2.1.5 Recipient OK
    S: 354 Send the message, end it with <CRLF>.<CRLF>
    C: hello
    C: .
    S: 250 2.0.0 Taken as number 1`,
};

describe('dialogue', () => {
  it.each(Object.entries(dialogues))('%s', async (_, script) => {
    const { port } = await openHouse();
    expect(await play({ port }, script)).toBe(scripted(script));
  });

  it('does not log in who gets the password, or the protocol, wrong', async () => {
    const { port } = await openHouse({ implicitTls: true, limits: { authFailures: 4 } });
    const script = `
      S: 220 mx.house.example ESMTP
      C: AUTH PLAIN =
      S: 503 5.5.1 EHLO comes first
      C: EHLO client.example
      ${[
        'mx.house.example',
        'PIPELINING',
        'SIZE 26214400',
        '8BITMIME',
        'SMTPUTF8',
        'ENHANCEDSTATUSCODES',
        'DSN',
        'AUTH PLAIN LOGIN',
      ]
        .map((word) => `S: 250-${word}`)
        .join('\n')}
      S: 250 HELP
      C: AUTH CRAM-MD5
      S: 504 5.5.4 AUTH takes PLAIN or LOGIN
      C: AUTH PLAIN =
      S: 501 5.5.2 That is no PLAIN response
      C: AUTH PLAIN not*base64
      S: 501 5.5.2 That is not base64 of UTF-8
      C: AUTH PLAIN
      S: 334
      C: *
      S: 501 5.7.0 AUTH was cancelled
      C: AUTH PLAIN ${base64('\0ann\0wrong')}
      S: 535 5.7.8 User name or password is wrong
      C: AUTH PLAIN ${base64("bob\0ann\0ann's secret")}
      S: 535 5.7.8 User name or password is wrong
      C: MAIL FROM:<ann@client.example>
      C: RCPT TO:<eve@elsewhere.example>
      C: RSET
      S: 250 2.1.0 Sender OK
      S: 550 5.7.1 Relaying is not allowed
      S: 250 2.0.0 OK
      C: AUTH LOGIN ${base64('ann')}
      S: 334 UGFzc3dvcmQ6
      C: ${base64("bob's secret")}
      S: 535 5.7.8 User name or password is wrong
      C: AUTH PLAIN ${base64('\0ann\0wrong again')}
      S: 421 4.7.0 Too many failed logins
      S: <closed>`;
    expect(await play({ port, implicitTls: true }, script)).toBe(scripted(script));
  });
});
