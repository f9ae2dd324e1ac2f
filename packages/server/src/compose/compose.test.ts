import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { isFieldText, textField } from './field.ts';
import { composeMessage, isOwnField, type Letter } from './message.ts';
import { parseNamedAddress } from './named-address.ts';

const letter: Letter = {
  from: { name: null, address: 'ann@a.example' },
  replyTo: [],
  to: [{ name: null, address: 'bob@b.example' }],
  cc: [],
  subject: 'Hello',
  text: 'Hello Bob',
  html: null,
  attachments: [],
  headers: [],
};
const read = (change: Partial<Letter>) => PostalMime.parse(composeMessage({ ...letter, ...change }));

describe('a composed message', () => {
  it('is read as it was meant by another reader', async () => {
    const mail = await read({
      from: { name: 'Änne "A" Beispiel, Köln', address: 'ann@a.example' },
      to: [
        { name: 'Bob, the second', address: 'bob@b.example' },
        { name: null, address: 'eve@e.example' },
      ],
      cc: [{ name: 'c', address: 'c@c.example' }],
      replyTo: [{ name: null, address: 'r@r.example' }],
      subject: `Grüße 👋 ${'aus Köln '.repeat(30)}`.trim(),
      text: `Zeile eins \n${'ü'.repeat(500)}\nFrom here`,
      html: '<p>Grüße = ü</p>',
      attachments: [
        { filename: 'Übersicht "1".pdf', contentType: 'application/pdf', content: Buffer.from([0, 1, 2, 255]) },
      ],
      headers: [['List-Unsubscribe', `<https://a.example/${'u'.repeat(200)}>`]],
    });
    expect(mail.from).toMatchObject({ name: 'Änne "A" Beispiel, Köln', address: 'ann@a.example' });
    expect(mail.to).toMatchObject([
      { name: 'Bob, the second', address: 'bob@b.example' },
      { address: 'eve@e.example' },
    ]);
    expect(mail.cc).toMatchObject([{ address: 'c@c.example' }]);
    expect(mail.replyTo).toMatchObject([{ address: 'r@r.example' }]);
    expect(mail.subject).toBe(`Grüße 👋 ${'aus Köln '.repeat(30)}`.trim());
    expect(mail.text?.trimEnd()).toBe(`Zeile eins \n${'ü'.repeat(500)}\nFrom here`);
    expect(mail.html?.trimEnd()).toBe('<p>Grüße = ü</p>');
    expect(mail.attachments).toMatchObject([{ filename: 'Übersicht "1".pdf', mimeType: 'application/pdf' }]);
    expect([...new Uint8Array(mail.attachments[0]?.content as ArrayBuffer)]).toEqual([0, 1, 2, 255]);
    expect(mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toContain('u'.repeat(200));
  });

  it('has lines within the limit and no bare CR or LF', () => {
    const bytes = composeMessage({ ...letter, subject: 'ü'.repeat(900), text: 'x'.repeat(5000), html: 'a\rb\nc\0' });
    const text = bytes.toString('latin1');
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
  });

  it('gets no header field but those that were meant, whatever stands in them', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom('\r', '\n', ' ', '\t', 'a', ':', '=?', 'ü', '\0', '"', '<', '\u2028'),
        maxLength: 300,
      }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (subject, name, value) => {
        const mail = await read({ subject, from: { name, address: 'ann@a.example' }, headers: [['X-Own', value]] });
        expect(mail.headers.map(({ key }) => key)).toEqual([
          'from',
          'to',
          'subject',
          'x-own',
          'mime-version',
          'content-type',
          'content-transfer-encoding',
        ]);
        expect(mail.text?.trimEnd()).toBe('Hello Bob');
      }),
      { numRuns: 300 },
    );
  });
});

it.each(['a\r\nBcc: x', 'a\nb', 'a\0', '\u0085', '\u2028', '\ud800'])('%j is no text for a field', (text) => {
  expect(isFieldText(text)).toBe(false);
  expect(textField('Subject', text)).not.toMatch(/[\r\n\0]Bcc|\0|\u2028/);
});

it('what the letter makes itself cannot be set besides', () => {
  for (const name of ['From', 'BCC', 'Content-Type', 'received', 'DKIM-Signature', 'X-Hearback-Stream'])
    expect(isOwnField(name)).toBe(false);
  expect(isOwnField('List-Unsubscribe')).toBe(true);
});

describe('addresses with names', () => {
  it.each([
    ['ann@a.example', { name: null, address: 'ann@a.example' }],
    [' Ann <ann@A.example> ', { name: 'Ann', address: 'ann@a.example' }],
    ['"Ann, \\"A\\"" <ann@a.example>', { name: 'Ann, "A"', address: 'ann@a.example' }],
    ['<ann@a.example>', { name: null, address: 'ann@a.example' }],
  ])('%s', (text, address) => {
    expect(parseNamedAddress(text)).toEqual(address);
  });

  it.each(['', 'ann', 'ann@', 'a@a.example, b@b.example', 'x <a@a.example', 'a\r\n <a@a.example>', '<a@a.example> x'])(
    '%j is none',
    (text) => {
      expect(parseNamedAddress(text)).toBeNull();
    },
  );
});
