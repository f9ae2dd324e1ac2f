import { explain } from '@hearback/bounce';
import { type Delivery, postfix } from '@hearback/server/logs';
import { describe, expect, test } from 'vitest';
import { Ledger } from './ledger.ts';

const line = (id: string, to: string, rest: string, tag = 'postfix/smtp[17]:'): string =>
  `Nov 24 09:00:02 mail ${tag} ${id}: to=<${to}>, relay=mx1.firm.example[192.0.2.7]:25, delay=1, dsn=2.0.0, ${rest}`;
const from = (id: string, sender: string): string =>
  `Nov 24 09:00:01 mail postfix/qmgr[1]: ${id}: from=<${sender}>, size=1, nrcpt=1 (queue active)`;
const sent = 'status=sent (250 ok)';

/** Deliveries counted in the bytes, and the ledger; with `inBytes` false all are told as text. */
function read(lines: readonly string[], inBytes = true) {
  const ledger = new Ledger(explain);
  const counted: string[] = [];
  let local = 0;
  const reader = postfix.reader({
    attempt: (attempt) => ledger.record(attempt),
    delivered: (delivery: Delivery) => {
      if (!inBytes || !ledger.deliver(delivery)) return false;
      counted.push(delivery.block.toString('utf8', delivery.recipientStart, delivery.recipientEnd));
      return true;
    },
    local: () => {
      local++;
    },
    complaint: () => {},
    counted: () => {},
  });
  reader.read(Buffer.from(`${lines.join('\n')}\n`), Date.UTC(2026, 10, 24, 23, 59));
  const names = ledger.receivers.names.map((name, at) => [name, ledger.calendar.receiver(name, at)]);
  const tables = [ledger.domains, ledger.senders].map((table) => table.ranked().map(({ tally }) => tally));
  return { counted, local, view: { names, tables, attempts: ledger.attempts, from: ledger.from, to: ledger.to } };
}

describe('deliveries in bytes', () => {
  test('count the same as deliveries told as text', () => {
    const lines = [
      from('A000000001', 'news@News.example.org'),
      line('A000000001', 'ann@firm.example', sent),
      line('A000000001', 'ann@firm.example', sent),
      from('A000000002', ''),
      line(
        'A000000002',
        'Bob@Firm.Example',
        'status=deferred (host mx1.firm.example[192.0.2.7] said: 450 4.7.1 Greylisted)',
      ),
      line('A000000002', 'Bob@Firm.Example', sent),
      line('A000000003', 'jürgen@firm.example', sent),
      line('A000000004', '"a b@c"@shop.example', sent, 'postfix-out/smtp[17]:'),
      '<22>1 2026-11-24T09:00:02Z mail postfix/smtp 17 - - A000000005: to=<eve@firm.example>, relay=aspmx.l.google.com[192.0.2.8]:25, delay=1, dsn=2.0.0, status=sent (250 ok)',
    ];
    expect(read(lines).view).toEqual(read(lines, false).view);
    expect(read(lines).counted).toEqual([
      'ann@firm.example',
      'ann@firm.example',
      '"a b@c"@shop.example',
      'eve@firm.example',
    ]);
  });

  test('blocks longer than a piece are read whole', () => {
    const lines = Array.from({ length: 3000 }, (_, n) => [
      from(`A${1_000_000 + n}`, `b-${n}@news${n % 3}.example.org`),
      line(`A${1_000_000 + n}`, `user${n}@firm${n % 7}.example`, n % 50 === 0 ? 'status=sent ' : sent),
    ]).flat();
    expect(read(lines).view).toEqual(read(lines, false).view);
    expect(read(lines).view.attempts).toBe(3000);
    expect(read(lines).counted).toHaveLength(2940);
  });

  test('what is not plain is left to the reader of text', () => {
    const { counted, local } = read([
      line('A000000001', 'ann@firm.example', sent, 'postfix/lmtp[17]:'),
      line('A000000001', 'ann@firm.example', sent).replace('mx1.firm.example[192.0.2.7]', '127.0.0.1[127.0.0.1]'),
      line('A000000001', 'ann@firm.example', sent).replace('mx1.firm.example[192.0.2.7]', 'localhost[::1]'),
      line('A000000001', 'ann@firm.example', 'status=sentinel'),
      line('A000000001', 'ann@firm.example', ''),
      sent,
    ]);
    expect([counted, local]).toEqual([[], 3]);
  });
});
