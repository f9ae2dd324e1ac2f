import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closes, formatReply } from './reply.ts';

describe('a reply', () => {
  it.each([
    [{ code: 250, text: 'OK' }, '250 OK\r\n'],
    [{ code: 250, status: '2.1.0', text: 'OK' }, '250 2.1.0 OK\r\n'],
    [
      { code: 550, status: '5.7.1', text: 'No\nand no\r\nagain' },
      '550-5.7.1 No\r\n550-5.7.1 and no\r\n550 5.7.1 again\r\n',
    ],
    [{ code: 550, status: 'x\r\n250 ', text: 'No' }, '550 No\r\n'],
    [{ code: 550, text: 'a\0b\u001b[31mc\u2028d' }, '550 a b [31mc d\r\n'],
    [{ code: 550, text: '' }, '550 \r\n'],
    [{ code: 99, text: 'No' }, '451 4.3.0 Cannot answer that now\r\n'],
    [{ code: Number.NaN, text: 'No' }, '451 4.3.0 Cannot answer that now\r\n'],
  ])('%j is %j', (given, lines) => {
    expect(formatReply(given, false)).toBe(lines);
  });

  it('has characters beyond ASCII only for who declared SMTPUTF8', () => {
    expect(formatReply({ code: 550, text: 'Ünbekannt' }, false)).toBe('550 ?nbekannt\r\n');
    expect(formatReply({ code: 550, text: 'Ünbekannt' }, true)).toBe('550 Ünbekannt\r\n');
  });

  it('is well-formed lines of at most 512 octets, whatever its text', () => {
    const wild = fc.string({ unit: 'binary', maxLength: 2000 });
    fc.assert(
      fc.property(wild, wild, fc.boolean(), (text, status, smtputf8) => {
        const lines = formatReply({ code: 550, status, text }, smtputf8).split('\r\n');
        expect(lines.pop()).toBe('');
        expect(lines.slice(0, -1).every((line) => line.startsWith('550-'))).toBe(true);
        expect(lines.at(-1)?.startsWith('550 ')).toBe(true);
        expect(lines.join('')).not.toMatch(/\p{Cc}/u);
        expect(lines.every((line) => Buffer.byteLength(line) <= 510)).toBe(true);
      }),
    );
  });

  it('closes by its code or because the handler says so', () => {
    expect([421, 521].every((code) => closes({ code, text: '' }))).toBe(true);
    expect(closes({ code: 550, text: '' })).toBe(false);
    expect(closes({ code: 550, text: '', close: true })).toBe(true);
  });
});
