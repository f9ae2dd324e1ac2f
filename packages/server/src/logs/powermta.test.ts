import { describe, expect, test } from 'vitest';
import { powermta } from './powermta.ts';
import { readLines } from './read-lines.ts';

const header =
  'type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,vmta,jobId';

describe('PowerMTA', () => {
  test('rows by the names in the header; status comments and quoted commas', () => {
    const heard = readLines(
      powermta,
      header,
      'd,2026-11-24 09:00:02+0100,2026-11-24 09:00:01+0100,news@news.example.org,ann@firm.example,,relayed,2.0.0 (success),"smtp;250 2.0.0 Ok, queued",mx1.firm.example (192.0.2.7),,smtp,out1,spring',
      'b,2026-11-24 09:00:02+0100,2026-11-24 09:00:01+0100,news@news.example.org,bob@firm.example,,failed,5.1.1 (bad destination mailbox address),"smtp;550 5.1.1 ""bob"", unknown",mx1.firm.example (192.0.2.7),bad-mailbox,smtp,out1,spring',
    );
    expect(heard.attempts).toMatchObject([
      {
        at: Date.UTC(2026, 10, 24, 8, 0, 2),
        recipient: 'ann@firm.example',
        outcome: 'delivered',
        mx: 'mx1.firm.example',
        sender: 'news.example.org',
        list: 'spring',
        reply: '',
      },
      { recipient: 'bob@firm.example', outcome: 'failed', reply: '550 5.1.1 "bob", unknown' },
    ]);
  });

  test('columns in any order, and a header in the middle', () => {
    const { attempts } = readLines(
      powermta,
      '\uFEFFtimeLogged,rcpt,dsnDiag,type',
      '1795510800,ann@firm.example,smtp;250 ok,d',
      'type,timeLogged,rcpt,dsnDiag',
      'b,1795510801,bob@firm.example,smtp;550 5.1.1 no',
    );
    expect(attempts).toMatchObject([
      { at: 1_795_510_800_000, recipient: 'ann@firm.example', outcome: 'delivered' },
      { at: 1_795_510_801_000, recipient: 'bob@firm.example', outcome: 'failed' },
    ]);
  });

  test('a transient failure and its delivery are of one message; a queue that backs off is nothing', () => {
    const { attempts } = readLines(
      powermta,
      header,
      't,1795510800,1795510700,n@x.example,ann@firm.example,,delayed,4.7.1,smtp;450 4.7.1 Greylisted,mx1.firm.example (192.0.2.7),,smtp,out1,spring',
      'tq,1795510800,,,,,,4.4.1,,,,,,',
      'd,1795511800,1795510700,n@x.example,ann@firm.example,,relayed,2.0.0,smtp;250 ok,mx1.firm.example (192.0.2.7),,smtp,out1,spring',
    );
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['deferred', 'delivered']);
    expect(attempts[0]?.message).toBe(attempts[1]?.message);
    expect(attempts[0]?.at).toBe(1_795_510_800_000);
  });

  test('expiry by the category, complaints by their rows, and any order of columns', () => {
    const heard = readLines(
      powermta,
      'type,rcpt,bounceCat,timeLogged',
      'b,ann@firm.example,message-expired,1795510800',
      'f,ann@firm.example,,1795510800',
    );
    expect(heard.attempts).toMatchObject([{ outcome: 'expired', reply: 'message-expired', sender: null, list: null }]);
    expect(heard.complaints).toBe(1);
  });
});
