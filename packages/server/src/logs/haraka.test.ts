import { expect, test } from 'vitest';
import { haraka } from './haraka.ts';
import { readLines } from './read-lines.ts';

const uuid = '3FA9C2D1-0B4E-4E56-9C7A-1D2E3F405162';
const line = (text: string, level = 'NOTICE'): string =>
  `2026-11-24T08:00:02.123Z [${level}] [${uuid}.1.1] [outbound] ${text}`;

test('rejected and deferred recipients, with the host that was asked', () => {
  const heard = readLines(
    haraka,
    line('Attempting to deliver to: mx1.firm.example:25 (0) (0)', 'INFO'),
    line('recipient <ann@firm.example> rejected: 550 5.1.1 No such user here'),
    line('recipient <bob@firm.example> deferred: 450 4.2.1 Try again: later'),
  );
  expect(heard.attempts).toEqual([
    {
      ...{ at: Date.UTC(2026, 10, 24, 8, 0, 2), message: uuid, recipient: 'ann@firm.example', outcome: 'failed' },
      ...{ mx: 'mx1.firm.example', reply: '550 5.1.1 No such user here', sender: null, list: null },
    },
    expect.objectContaining({
      recipient: 'bob@firm.example',
      outcome: 'deferred',
      reply: '450 4.2.1 Try again: later',
    }),
  ]);
});

test('a message that is given up is so for all who wait, and a delivery has a number and names nobody', () => {
  const heard = readLines(
    haraka,
    line('bouncing mail: Too many failures (Tried all MXs)', 'INFO'),
    line('bouncing mail: Some recipients failed: <ann@firm.example>', 'INFO'),
    line(
      'delivered file="1_2" domain="firm.example" host="mx1" ip="192.0.2.7" response="ok rcpts=9/0/0" rcpts="2/1/0"',
    ),
    line('delivered file=1_2 domain=shop.example host=mx2 ip=192.0.2.8 response="250 ok" fails=0 rcpts=1/0/0'),
    line('delivered file=1_2 domain=none.example host=mx2 ip=192.0.2.8 response="250 ok" fails=0 rcpts=0/1/0'),
  );
  expect(heard.attempts).toMatchObject([
    { message: uuid, recipient: null, outcome: 'expired', reply: 'Tried all MXs' },
  ]);
  const at = Date.UTC(2026, 10, 24, 8, 0, 2);
  expect(heard.counted).toEqual([
    { at, message: uuid, sender: null, mx: 'mx1', domain: 'firm.example', count: 2 },
    { at, message: uuid, sender: null, mx: 'mx2', domain: 'shop.example', count: 1 },
  ]);
  expect(heard.local).toBe(0);
});

test('without a time of its own, and other lines than those of the queue', () => {
  const heard = readLines(
    haraka,
    `[NOTICE] [${uuid}.1] [outbound] recipient <ann@firm.example> rejected: 550 no`,
    `[NOTICE] [${uuid}.1] [core] recipient <bob@firm.example> rejected: 550 no`,
    line('recipient <> rejected: 550 no'),
  );
  expect(heard.attempts).toMatchObject([{ at: null, recipient: 'ann@firm.example' }]);
});
