import { describe, expect, test } from 'vitest';
import { kumomta } from './kumomta.ts';
import { readLines } from './read-lines.ts';

const record = (type: string, more: object = {}): string =>
  JSON.stringify({
    type,
    id: 'd7ef132b5d7711eea8c8000c29c33806',
    sender: 'news@news.example.org',
    recipient: 'ann@firm.example',
    queue: 'spring:acme@firm.example',
    peer_address: { name: 'mx1.firm.example.', addr: '192.0.2.7' },
    timestamp: 1795510800,
    response: {
      code: 550,
      enhanced_code: { class: 5, subject: 1, detail: 1 },
      content: 'No such user',
      command: 'RCPT TO:<ann@firm.example>',
    },
    ...more,
  });

describe('KumoMTA', () => {
  test('a bounce, with the reply put together again', () => {
    expect(readLines(kumomta, record('Bounce')).attempts).toEqual([
      {
        at: 1_795_510_800_000,
        message: 'd7ef132b5d7711eea8c8000c29c33806',
        recipient: 'ann@firm.example',
        outcome: 'failed',
        mx: 'mx1.firm.example',
        reply: '550 5.1.1 No such user',
        sender: 'news.example.org',
        list: 'spring',
      },
    ]);
  });

  test('every kind of record', () => {
    const heard = readLines(
      kumomta,
      ...['Reception', 'Delivery', 'TransientFailure', 'Expiration', 'AdminBounce', 'OOB', 'Feedback', 'XferOut'].map(
        (type) => record(type),
      ),
    );
    expect(heard.attempts.map(({ outcome }) => outcome)).toEqual([
      'delivered',
      'deferred',
      'expired',
      'failed',
      'failed',
    ]);
    expect(heard.complaints).toBe(1);
  });

  test('several recipients, a logged List-Id, a reply without enhanced code', () => {
    const heard = readLines(
      kumomta,
      record('Bounce', {
        recipient: ['ann@firm.example', 'bob@firm.example'],
        headers: { 'List-Id': '<news.example.org>' },
        response: { code: 550, enhanced_code: null, content: 'no' },
      }),
    );
    expect(heard.attempts).toMatchObject([
      { recipient: 'ann@firm.example', list: '<news.example.org>', reply: '550 no' },
      { recipient: 'bob@firm.example' },
    ]);
  });

  test('a time beyond all dates is none', () => {
    expect(readLines(kumomta, record('Bounce', { timestamp: 1e300 })).attempts).toMatchObject([{ at: null }]);
  });

  test('broken and foreign lines are passed over', () => {
    expect(
      readLines(kumomta, '{"type":"Bounce"', '{"type":"Bounce","recipient":7}', 'null', '[]', '{}').attempts,
    ).toEqual([]);
  });
});
