import { Notes } from '@hearback/server/logs';
import { expect, test } from 'vitest';
import { lookAtShape } from './shape.ts';

const recipient = 'bob@firm.example';
const mx = 'mx1.firm.example';

function sameShape(a: string, b: string): boolean {
  const notes = new Notes(1 << 6);
  lookAtShape(notes, '', a, recipient, mx).set(1);
  return lookAtShape(notes, '', b, 'ann@shop.example', 'mx9.shop.example').get() === 1;
}

test.each([
  [
    'host mx1.firm.example[192.0.2.7] said: 550 5.1.1 <bob@firm.example>: User unknown',
    'host mx9.shop.example[198.51.100.9] said: 550 5.1.1 <ann@shop.example>: User unknown',
  ],
  ['Name service error for name=firm.example type=MX', 'Name service error for name=shop.example type=MX'],
  [
    '421 4.7.28 rate limited d9443c01a7336-20c8f1b2c3 - gsmtp',
    '421 4.7.28 rate limited 5b1f17b1804b1-4ab06fd6dd - gsmtp',
  ],
])('%s is %s', (a, b) => {
  expect(sameShape(a, b)).toBe(true);
});

test.each([
  ['550 5.1.1 no', '550 5.1.2 no'],
  ['550 blocked (S3140)', '550 blocked (S3150)'],
  ['451 4.7.650 no', '451 4.7.651 no'],
  ['blocked using zen.spamhaus.org', 'blocked using dbl.spamhaus.org'],
  ['User unknown', 'user unknown'],
])('%s is not %s', (a, b) => {
  expect(sameShape(a, b)).toBe(false);
});
