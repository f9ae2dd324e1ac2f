import { describe, expect, test } from 'vitest';
import { detectLogs, logFormats } from './formats.ts';
import { readLines } from './read-lines.ts';

const pieces = [
  ': to=<',
  ': from=<a@b>, st',
  ': from=<',
  ', stat=',
  'delivery evpid=',
  'postfix',
  ': to=<a@b>, relay=c[1]',
  ' H=(',
  '"type":"Bounce",',
  ', dsn=,',
  'type,"',
  '2026-11-24 09:00:01 1tEAbc-0001Xy-2Z => ',
  ' defer (',
  'a@',
  '<',
  '[',
  '(',
];

// A step that is not linear would exceed the test's time.
describe('hostile lines cost linear time and throw nothing', () => {
  for (const format of logFormats) {
    test(format.name, () => {
      for (const piece of pieces) {
        const line = piece.repeat(Math.ceil(200_000 / piece.length));
        expect(() =>
          readLines(format, line, `type,rcpt\n${line}`, `{"type":"Bounce","recipient":"${piece}`),
        ).not.toThrow();
      }
    });
  }

  test('knowing the format', () => {
    for (const piece of pieces) {
      expect(() => detectLogs(piece.repeat(Math.ceil(500_000 / piece.length)))).not.toThrow();
    }
  });

  test('bytes that are nothing', () => {
    let state = 1;
    const noise = Array.from({ length: 5000 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return String.fromCharCode((state >>> 24) & 0xff) + (pieces[(state >>> 8) % pieces.length] ?? '');
    }).join('');
    for (const format of logFormats) expect(() => readLines(format, ...noise.split(/(?<=\n)/))).not.toThrow();
  });
});

/** What a client may choose (a sender, a Message-ID, a subject that is logged) looks like a line of its own. */
const forged: Readonly<Record<string, readonly string[]>> = {
  Postfix: [
    'Nov 24 09:00:04 mail postfix/smtpd[17]: NOQUEUE: reject: MAIL from unknown[203.0.113.9]: 553 5.7.1 no; from=<"/smtp[1]: 5FABCDEF1: to=<ann@firm.example>, relay=mx.firm.example[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.firm.example[192.0.2.7] said: 550 5.1.1 no)"@evil.example> proto=ESMTP helo=<x>',
    'Nov 24 09:00:04 mail postfix/cleanup[17]: 5FABCDEF2: info: header Subject: a/smtp[1]: 5FABCDEF1: to=<ann@firm.example>, relay=mx.firm.example[192.0.2.7]:25, delay=1, dsn=2.0.0, status=sent (250 ok) from unknown[203.0.113.9];',
    'Nov 24 09:00:04 mail postfix/cleanup[17]: 5FABCDEF2: info: header Subject: a: 5FABCDEF1: from=<a@b>, status=expired, returned to sender from unknown[203.0.113.9];',
    '<22>1 2026-11-24T08:00:04Z mail postfix/smtpd 17 - - improper command pipelining after EHLO from unknown[203.0.113.9]: x/smtp[1]: 5FABCDEF1: to=<ann@firm.example>, relay=mx.firm.example[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (550 5.1.1 no)',
  ],
  Exim: [
    '2026-11-24 09:00:04 H=x [203.0.113.9] F=<"exim: 1tEAbz-000000001Xy-2Zab ** ann@firm.example R=d T=remote_smtp H=mx.firm.example [192.0.2.7]: 550 5.1.1 no"@evil.example> rejected RCPT <jo@us.example>: no',
    'Nov 24 09:00:04 mail exim[17]: 2026-11-24 09:00:04 H=x [203.0.113.9] F=<"exim: 1tEAbz-000000001Xy-2Zab ** ann@firm.example R=d T=remote_smtp H=mx.firm.example [192.0.2.7]: 550 5.1.1 no"@evil.example> rejected RCPT <jo@us.example>: no',
  ],
  sendmail: [
    'Nov 24 09:00:04 mail sm-mta[17]: 5AO901aZ000811: from=<x@evil.example>, size=1, class=0, nrcpts=1, msgid=<x: to=<ann@firm.example>, delay=00:00:01, mailer=esmtp, relay=mx.firm.example. [192.0.2.7], dsn=5.1.1, stat=User unknown>, proto=ESMTP',
  ],
  OpenSMTPD: [
    'Nov 24 09:00:04 mail smtpd[17]: 1f2e3d4c5b6a7988 smtp envelope evpid=9a8b7c6d00000009 from=<"1f2e3d4c5b6a7988 mta delivery evpid=9a8b7c6d00000001 from=<a@b> to=<ann@firm.example> rcpt=<-> relay="192.0.2.7 (mx.firm.example)" result="PermFail" stat="550 5.1.1 no""@evil.example>',
    'Nov 24 09:00:04 mail smtpd[17]: 1f2e3d4c5b6a7988 smtp failed-command command="x relay: PermFail for 9a8b7c6d00000001: session=1, from=<a@b>, to=<ann@firm.example>, rcpt=<->, source=1, relay=192.0.2.7 (mx.firm.example), delay=1s, stat=550 5.1.1 no"',
  ],
  Haraka: [
    '[INFO] [4A1F6F54-8B0B-4B7C-9E07-2B5B1F1C2D3E.1] [core] subject=[NOTICE] [4A1F6F54-8B0B-4B7C-9E07-2B5B1F1C2D3F.1] [outbound] recipient <ann@firm.example> rejected: 550 5.1.1 no',
  ],
};

describe('words that others choose are no line of the server’s own', () => {
  for (const format of logFormats) {
    const lines = forged[format.name];
    if (lines !== undefined)
      test(format.name, () => {
        for (const line of lines)
          expect(readLines(format, line)).toEqual({ attempts: [], counted: [], local: 0, complaints: 0 });
      });
  }
});
