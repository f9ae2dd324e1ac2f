import { describe, expect, test } from 'vitest';
import { opensmtpd } from './opensmtpd.ts';
import { readLines } from './read-lines.ts';

const prefix = 'Nov 24 09:00:02 mail smtpd[4711]: ';
const current = (result: string, stat: string): string =>
  `${prefix}5df87c9b982c840c mta delivery evpid=3d4c4a424797fe79 from=<news@news.example.org> to=<ann@firm.example> rcpt=<-> source="192.0.2.9" relay="192.0.2.7 (mx1.firm.example)" delay=2s result="${result}" stat="${stat}"`;

describe('OpenSMTPD', () => {
  test('a delivery', () => {
    expect(readLines(opensmtpd, current('Ok', '250 2.0.0 Ok')).attempts).toEqual([
      {
        at: new Date(2026, 10, 24, 9, 0, 2).getTime(),
        message: '3d4c4a424797fe79',
        recipient: 'ann@firm.example',
        outcome: 'delivered',
        mx: 'mx1.firm.example',
        reply: '',
        sender: 'news.example.org',
        list: null,
      },
    ]);
  });

  test('failures of both kinds, the reply with quotes in it', () => {
    const heard = readLines(
      opensmtpd,
      current('TempFail', '451 try "later"'),
      current('PermFail', '550 5.1.1 No such user'),
    );
    expect(heard.attempts.map(({ outcome, reply }) => [outcome, reply])).toEqual([
      ['deferred', '451 try "later"'],
      ['failed', '550 5.1.1 No such user'],
    ]);
  });

  test('a result by a name that every object has is none', () => {
    expect(readLines(opensmtpd, current('__proto__', '550 no'), current('constructor', '550 no')).attempts).toEqual([]);
  });

  test('older versions', () => {
    const heard = readLines(
      opensmtpd,
      current('PermFail', '550 no').replace('mta delivery', 'mta event=delivery'),
      `${prefix}relay: TempFail for 3d4c4a424797fe79: session=5df87c9b982c840c, from=<news@news.example.org>, to=<ann@firm.example>, rcpt=<->, source=192.0.2.9, relay=192.0.2.7 (mx1.firm.example), delay=2s, stat=450 4.7.1 Greylisted`,
      `${prefix}relay: Expire for 3d4c4a424797fe79: from=<news@news.example.org>, to=<ann@firm.example>, rcpt=<->, delay=4d, stat=Envelope expired`,
    );
    expect(heard.attempts.map(({ outcome, reply, mx }) => [outcome, reply, mx])).toEqual([
      ['failed', '550 no', 'mx1.firm.example'],
      ['deferred', '450 4.7.1 Greylisted', 'mx1.firm.example'],
      ['expired', 'Envelope expired', null],
    ]);
  });

  test('mailboxes and filters on this host are no receivers', () => {
    const heard = readLines(
      opensmtpd,
      `${prefix}5df87c9b982c840c mda delivery evpid=3d4c4a424797fe79 from=<a@b.example> to=<ann@mail.example> rcpt=<-> user=ann delay=0s result="Ok" stat="Delivered"`,
      current('Ok', '250 ok').replace('192.0.2.7 (mx1.firm.example)', '127.0.0.1 (localhost)'),
    );
    expect(heard).toMatchObject({ attempts: [], local: 2 });
  });
});
