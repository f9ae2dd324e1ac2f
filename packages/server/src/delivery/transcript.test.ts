import { describe, expect, test } from 'vitest';
import { maskAddresses, Transcript } from './transcript.ts';

describe('a transcript', () => {
  test('ends with a note when it grows too long, and stays within its limit', () => {
    const transcript = new Transcript({ limit: 500, maskAddresses: false });
    for (let index = 0; index < 1000; index++) transcript.line({ at: 0, who: 'S', text: `250-${index}` });
    expect(transcript.text.length).toBeLessThanOrEqual(500);
    expect(transcript.text.startsWith('S: 250-0\nS: 250-1\n')).toBe(true);
    expect(transcript.text.endsWith('\n-: The rest was left out.\n')).toBe(true);
  });

  test('keeps of an endless line the beginning', () => {
    const transcript = new Transcript({ limit: 65_536, maskAddresses: false });
    transcript.line({ at: 0, who: 'S', text: 'x'.repeat(60_000) });
    expect(transcript.text.length).toBeLessThan(2100);
  });
});

test.each([
  ['RCPT TO:<ann.lee@example.org> NOTIFY=NEVER', 'RCPT TO:<a***@example.org> NOTIFY=NEVER'],
  [
    '550 5.1.1 ann@example.org: unknown, see bob@example.net',
    '550 5.1.1 a***@example.org: unknown, see b***@example.net',
  ],
  ['MAIL FROM:<>', 'MAIL FROM:<>'],
  ['ORCPT=rfc822;ann+2Blist@example.org', 'ORCPT=rfc822;a***@example.org'],
])('%s is shown as %s', (text, expected) => {
  expect(maskAddresses(text)).toBe(expected);
});
