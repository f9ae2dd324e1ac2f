import { describe, expect, test } from 'vitest';
import { readLines } from './read-lines.ts';
import { sendmail } from './sendmail.ts';

const arrived =
  'Nov 24 09:00:01 mail sm-mta[811]: 5AO901aB000811: from=<news@news.example.org>, size=4212, class=0, nrcpts=1, msgid=<1@example.org>, proto=ESMTP, daemon=MTA-v4, relay=app.example.org [192.0.2.3]';
const line = (rest: string): string =>
  `Nov 24 09:00:02 mail sm-mta[812]: 5AO901aB000811: to=<ann@firm.example>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=124212, relay=mx1.firm.example. [192.0.2.7], ${rest}`;

describe('sendmail', () => {
  test('a delivery', () => {
    expect(readLines(sendmail, arrived, line('dsn=2.0.0, stat=Sent (2.0.0 Ok: queued as 9A)')).attempts).toEqual([
      {
        at: new Date(2026, 10, 24, 9, 0, 2).getTime(),
        message: '5AO901aB000811',
        recipient: 'ann@firm.example',
        outcome: 'delivered',
        mx: 'mx1.firm.example',
        reply: '',
        sender: 'news.example.org',
        list: null,
      },
    ]);
  });

  test('the reply, where the version logs it, is worth more than sendmail’s own words', () => {
    expect(
      readLines(sendmail, line('dsn=5.1.1, reply=550 5.1.1 No such user, sorry, stat=User unknown')).attempts[0],
    ).toMatchObject({ outcome: 'failed', reply: '550 5.1.1 No such user, sorry' });
    expect(readLines(sendmail, line('dsn=5.1.1, stat=User unknown')).attempts[0]).toMatchObject({
      outcome: 'failed',
      reply: '5.1.1 User unknown',
    });
  });

  test('deferrals', () => {
    const heard = readLines(
      sendmail,
      line('dsn=4.0.0, stat=Deferred: Connection timed out with mx1.firm.example.'),
      line('dsn=4.7.1, stat=Deferred: 450 4.7.1 Greylisted'),
    );
    expect(heard.attempts.map(({ outcome, reply }) => [outcome, reply])).toEqual([
      ['deferred', '4.0.0 Connection timed out with mx1.firm.example.'],
      ['deferred', '450 4.7.1 Greylisted'],
    ]);
  });

  test('several recipients on one line, and the controlling address as sender', () => {
    const many = line('dsn=5.1.2, stat=Host unknown (Name server: firm.example: host not found)').replace(
      'to=<ann@firm.example>,',
      'to=<ann@firm.example>,<bob@firm.example>, ctladdr=<cron@app.example> (33/33),',
    );
    expect(readLines(sendmail, many).attempts.map(({ recipient, sender }) => [recipient, sender])).toEqual([
      ['ann@firm.example', 'app.example'],
      ['bob@firm.example', 'app.example'],
    ]);
  });

  test('giving up', () => {
    expect(readLines(sendmail, line('dsn=4.4.7, stat=Cannot send message for 5 days')).attempts[0]?.outcome).toBe(
      'expired',
    );
  });

  test('giving up is said once for all who wait, in the line of the notice', () => {
    const notified =
      'Nov 29 09:00:02 mail sm-mta[812]: 5AO901aB000811: 5AT902aB000812: sender notify: Cannot send message for 5 days';
    const warned =
      'Nov 24 13:00:02 mail sm-mta[812]: 5AO901aB000811: 5AO902aB000812: sender notify: Warning: could not send message for past 4 hours';
    const late = line('dsn=4.0.0, stat=Deferred: Connection timed out with mx1.firm.example.');
    expect(readLines(sendmail, warned, late, notified).attempts).toMatchObject([
      { recipient: 'ann@firm.example', outcome: 'deferred' },
      { message: '5AO901aB000811', recipient: null, outcome: 'expired' },
    ]);
  });

  test('queued is no attempt; local mailers and the hop into one’s own daemon are no receivers', () => {
    const heard = readLines(
      sendmail,
      line('dsn=4.4.3, stat=queued'),
      line('dsn=2.0.0, stat=Sent').replace('mailer=esmtp', 'mailer=local'),
      line('dsn=2.0.0, stat=Sent (ok)').replace('mx1.firm.example. [192.0.2.7]', '[127.0.0.1] [127.0.0.1]'),
    );
    expect(heard).toMatchObject({ attempts: [], local: 2 });
  });
});
