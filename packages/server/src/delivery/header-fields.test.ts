import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAutomatic, readHeader } from './header-fields.ts';

const read = (text: string) => readHeader(Buffer.from(text));

describe('the header section', () => {
  test('ends at the empty line: what looks like a field behind it is the message', () => {
    const { values, control } = read('Subject: a\r\n\r\nX-Hearback-List: b\r\nDate: c\r\n');
    expect([...values]).toEqual([['subject', 'a']]);
    expect([...control]).toEqual([]);
  });

  test('is read through folding, any case, and odd ends', () => {
    const { values, control, body } = read(
      'SUBJECT:\r\n a\r\n\tb\r\nX-hearback-TAGS: x,\r\n y\r\nReceived: 1\r\nreceived: 2',
    );
    expect(values.get('subject')).toBe('a\tb');
    expect(control.get('tags')).toBe('x, y');
    expect(Buffer.from(body).toString()).toBe('SUBJECT:\r\n a\r\n\tb\r\nReceived: 1\r\nreceived: 2');
  });

  const toldOfAll = 'To: a@x\r\nBCC:\r\n b@x,\r\n c@x\r\nResent-Bcc: d@x\r\nBcc-X: 1\r\n\r\nBcc: e@x\r\n';
  test('loses Bcc where that is asked for, and only there', () => {
    const { body, control } = readHeader(Buffer.from(toldOfAll), { withoutBlind: true });
    expect(Buffer.from(body).toString()).toBe('To: a@x\r\nBcc-X: 1\r\n\r\nBcc: e@x\r\n');
    expect([...control]).toEqual([]);
    expect(Buffer.from(read(toldOfAll).body).toString()).toBe(toldOfAll);
  });

  test('leaves every message alone but for our own fields', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const { body, control } = readHeader(octets);
        if (control.size === 0) expect(body).toBe(octets);
      }),
    );
  });
});

test.each([
  ['Auto-Submitted: auto-generated', true],
  ['Auto-Submitted: auto-replied; owner-email="x@y.example"', true],
  ['Auto-Submitted: no', false],
  ['Auto-Submitted: No (a person)', false],
  ['Precedence: Bulk', true],
  ['Precedence: first-class', false],
  ['List-Id: News <news.sender.example>', true],
  ['Subject: Auto-Submitted: auto-generated', false],
])('%s: automatic, %s', (field, expected) => {
  expect(isAutomatic(read(`${field}\r\n\r\n`))).toBe(expected);
});
