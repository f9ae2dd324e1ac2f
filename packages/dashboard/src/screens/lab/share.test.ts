import { explain } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { masked } from './share.ts';

test.each([
  ['550 5.1.1 <jo.berg+news@firm.test>: unknown', '550 5.1.1 <someone@reader.example>: unknown'],
  ['554 host [203.0.113.9] blocked', '554 host [192.0.2.1] blocked'],
  ['554 host 2a01:4f8:c0c:1:2:3:4:5 blocked', '554 host 2001:db8::1 blocked'],
  ['250 2.1.0 at 12:30:45 bo@reader.example', '250 2.1.0 at 12:30:45 bo@reader.example'],
])('%s', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

test('the verdict is the same', () => {
  const text = '452 4.2.2 <cy@firm.test> mailbox full, seen from 203.0.113.9';
  expect(explain(masked(text)).reason).toBe(explain(text).reason);
});
