import { describe, expect, test } from 'vitest';
import { postfix } from './postfix.ts';
import { readLines } from './read-lines.ts';

const queued =
  'Nov 24 09:00:01 mail postfix/qmgr[811]: 4F1A2B3C4D: from=<News@News.Example.org>, size=4212, nrcpt=1 (queue active)';
const sent =
  'Nov 24 09:00:02 mail postfix/smtp[1702]: 4F1A2B3C4D: to=<ann@firm.example>, relay=mx1.firm.example[192.0.2.7]:25, delay=1.1, delays=0.1/0/0.4/0.6, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9ABCDEF)';
const bounced =
  'Nov 24 09:00:02 mail postfix/smtp[1702]: 4F1A2B3C4D: to=<bob@firm.example>, relay=mx1.firm.example[192.0.2.7]:25, delay=1.1, delays=0.1/0/0.4/0.6, dsn=5.1.1, status=bounced (host mx1.firm.example[192.0.2.7] said: 550 5.1.1 <bob@firm.example>: Recipient address rejected: User unknown (in reply to RCPT TO command))';

describe('Postfix', () => {
  test('a delivery: who, to whom, by which host, when', () => {
    expect(readLines(postfix, queued, sent).attempts).toEqual([
      {
        at: new Date(2026, 10, 24, 9, 0, 2).getTime(),
        message: '4F1A2B3C4D',
        recipient: 'ann@firm.example',
        outcome: 'delivered',
        mx: 'mx1.firm.example',
        reply: '',
        sender: 'news.example.org',
        list: null,
      },
    ]);
  });

  test('a bounce keeps the reply as the server wrote it, brackets and all', () => {
    expect(readLines(postfix, bounced).attempts[0]).toMatchObject({
      recipient: 'bob@firm.example',
      outcome: 'failed',
      reply:
        'host mx1.firm.example[192.0.2.7] said: 550 5.1.1 <bob@firm.example>: Recipient address rejected: User unknown (in reply to RCPT TO command)',
      sender: null,
    });
  });

  test('a line counts once, however often its reply repeats the words', () => {
    expect(
      readLines(postfix, bounced.replace('User unknown', 'User unknown: to=<bob@firm.example>, relay=none')).attempts,
    ).toHaveLength(1);
  });

  test('a line of a megabyte is none, and is left in linear time: else it would take minutes', () => {
    expect(readLines(postfix, ': to=<'.repeat(170_000), ': from=<'.repeat(130_000)).attempts).toEqual([]);
  });

  test('a host that never answered is named from the words, and the status stands in front of them', () => {
    const line =
      'Nov 24 09:00:32 mail postfix/smtp[1702]: 4F1A2B3C4D: to=<ann@firm.example>, relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, status=deferred (connect to mx1.firm.example[192.0.2.7]:25: Connection timed out)';
    expect(readLines(postfix, line).attempts[0]).toMatchObject({
      outcome: 'deferred',
      mx: 'mx1.firm.example',
      reply: '4.4.1 connect to mx1.firm.example[192.0.2.7]:25: Connection timed out',
    });
  });

  test.each([
    [
      'RFC 5424',
      '<22>1 2026-11-24T08:00:02.123456+00:00 mail postfix/smtp 1702 - - 4F1A2B3C4D: to=<ann@firm.example>, relay=mx1.firm.example[192.0.2.7]:25, delay=1, dsn=2.0.0, status=sent (250 ok)',
    ],
    [
      'ISO time',
      '2026-11-24T09:00:02.123456+01:00 mail postfix/smtp[1702]: 4F1A2B3C4D: to=<ann@firm.example>, relay=mx1.firm.example[192.0.2.7]:25, delay=1, dsn=2.0.0, status=sent (250 ok)',
    ],
  ])('%s timestamps', (_, line) => {
    expect(readLines(postfix, line).attempts[0]).toMatchObject({
      at: Date.UTC(2026, 10, 24, 8, 0, 2),
      message: '4F1A2B3C4D',
      outcome: 'delivered',
    });
  });

  test('any instance and transport name', () => {
    const lines = ['postfix-out/smtp', 'postfix/relay/smtp', 'postfix-bulk/news/smtp'].map((tag) =>
      sent.replace('postfix/smtp', tag),
    );
    expect(readLines(postfix, ...lines).attempts).toHaveLength(3);
  });

  test('long queue ids', () => {
    expect(
      readLines(postfix, queued.replace('4F1A2B3C4D', '4XyZ1q0bTnz9sWk'), sent.replace('4F1A2B3C4D', '4XyZ1q0bTnz9sWk'))
        .attempts[0],
    ).toMatchObject({ message: '4XyZ1q0bTnz9sWk', sender: 'news.example.org' });
  });

  test('mailboxes and content filters on this host are no receivers', () => {
    const heard = readLines(
      postfix,
      'Nov 24 09:00:02 mail postfix/local[17]: 4F1A2B3C4D: to=<root@mail.example>, relay=local, delay=0.1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
      'Nov 24 09:00:02 mail postfix/lmtp[17]: 4F1A2B3C4D: to=<a@mail.example>, relay=mail.example[private/dovecot-lmtp], delay=0.1, dsn=2.0.0, status=sent (250 2.0.0 Saved)',
      'Nov 24 09:00:02 mail postfix/smtp[17]: 4F1A2B3C4D: to=<ann@firm.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 5B)',
    );
    expect(heard).toMatchObject({ attempts: [], local: 3 });
  });

  test.each([
    ['filter.lan[10.0.0.5]:10024', 'a filter'],
    ['amavis[172.18.0.3]:10024', 'a filter'],
    ['rspamd.lan[fd00::5]:11332', 'a filter'],
    ['192.168.7.1[192.168.7.1]:8025', 'a filter'],
    ['relay.lan[10.0.0.5]:25', 'a receiver'],
    ['relay[172.18.0.3]:587', 'a receiver'],
    ['mx1.firm.example[172.200.0.7]:10024', 'a receiver'],
    ['mx1.firm.example[192.0.2.7]:10024', 'a receiver'],
  ])('%s is %s', (relay, what) => {
    const line = `Nov 24 09:00:02 mail postfix/smtp[17]: 4F1A2B3C4D: to=<ann@firm.example>, relay=${relay}, delay=0.1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5B)`;
    const { attempts, local } = readLines(postfix, line);
    expect([attempts.length, local]).toEqual(what === 'a filter' ? [0, 1] : [1, 0]);
  });

  test('a content filter here that does not answer is no receiver either', () => {
    const line =
      'Nov 24 09:00:32 mail postfix/smtp[17]: 4F1A2B3C4D: to=<ann@firm.example>, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:10024: Connection refused)';
    const suspended =
      'Nov 24 09:00:33 mail postfix/error[17]: 4F1A2B3C4D: to=<ann@firm.example>, relay=none, delay=2, delays=1/1/0/0, dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to localhost[::1]:10024: Connection refused)';
    expect(readLines(postfix, line, suspended)).toMatchObject({ attempts: [], local: 2 });
  });

  test('RFC 5424’s structured data may have slashes', () => {
    const line =
      '<22>1 2026-11-24T08:00:02Z mail postfix/smtp 1702 - [origin x-info="https://log.example/a"] 4F1A2B3C4D: to=<ann@firm.example>, relay=mx1.firm.example[192.0.2.7]:25, delay=1, dsn=2.0.0, status=sent (250 ok)';
    expect(readLines(postfix, line).attempts).toMatchObject([{ recipient: 'ann@firm.example', outcome: 'delivered' }]);
  });

  test('NULs that a crash left behind belong to no line', () => {
    expect(readLines(postfix, `${'\0'.repeat(100_000)}${sent}`).attempts).toMatchObject([
      { recipient: 'ann@firm.example', at: new Date(2026, 10, 24, 9, 0, 2).getTime() },
    ]);
  });

  test('an expiry is said for all who wait', () => {
    const line =
      'Nov 24 09:00:02 mail postfix/qmgr[811]: 4F1A2B3C4D: from=<news@news.example.org>, status=expired, returned to sender';
    expect(readLines(postfix, line).attempts).toMatchObject([
      { message: '4F1A2B3C4D', recipient: null, outcome: 'expired', sender: 'news.example.org' },
    ]);
  });

  test('soft_bounce is a deferral; address probes are nothing', () => {
    const soft = bounced.replace('status=bounced', 'status=SOFTBOUNCE');
    const probe = bounced.replace('status=bounced', 'status=undeliverable');
    expect(readLines(postfix, soft, probe).attempts.map(({ outcome }) => outcome)).toEqual(['deferred']);
  });

  test('the null sender is a sender', () => {
    expect(readLines(postfix, queued.replace('News@News.Example.org', ''), sent).attempts[0]?.sender).toBe('');
  });

  test('broken lines are passed over', () => {
    const heard = readLines(
      postfix,
      ': to=<',
      'x: to=<a@b.example',
      `${sent.slice(0, 80)}`,
      ': from=<',
      '4F: from=<a',
      ', status=bounced (',
    );
    expect(heard.attempts).toEqual([]);
  });
});
