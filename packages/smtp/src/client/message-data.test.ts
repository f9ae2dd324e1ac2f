import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, stuffDots, withCrlf } from './message-data.ts';

const octets = (text: string): Buffer => Buffer.from(text, 'latin1');
const text = (data: Uint8Array): string => Buffer.from(data).toString('latin1');
const onTheWire = (message: Uint8Array, size = 65_536): string =>
  [...blocksOf(stuffDots(withCrlf(message)), size)].map((block) => text(Buffer.concat(block.pieces))).join('');

/** As a receiver reads it that follows RFC 5321 §4.5.2 to the letter. */
function received(wire: string): { message: string; rest: string } {
  const end = `\r\n${wire}`.indexOf('\r\n.\r\n');
  return { message: wire.slice(0, end).replace(/^\./gm, ''), rest: wire.slice(end + 3) };
}

/** What servers have been smuggled with (CVE-2023-51764 and its kin): the end of a message in the eyes of one, not of the other. */
const smuggling = [
  '\n.\n',
  '\n.\r',
  '\r.\n',
  '\r.\r',
  '\n.\r\n',
  '\r.\r\n',
  '\r\n.\r',
  '\r\n.\n',
  '\r\n\0.\r\n',
  '\r\n.\r\r\n',
  '\r\r\n.\r\r\n',
  '\r\n.\r\n',
  '\n\n.\n\n',
];

test.each(smuggling)('%j in the middle smuggles nothing', (sequence) => {
  const wire = onTheWire(octets(`one${sequence}MAIL FROM:<evil@x.example>\r\n`));
  expect(wire.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(wire.indexOf('\r\n.\r\n')).toBe(wire.length - 5);
  expect(received(wire).rest).toBe('');
});

test('whatever the message is, the receiver gets its lines, and nothing behind them', () => {
  const letters = fc.constantFrom('\r', '\n', '\r\n', '.', '..', 'a', '\0', '\xff', 'word ');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
      const message = pieces.join('');
      const lines = message.split(/\r\n|\r|\n/);
      if (lines.at(-1) === '') lines.pop();
      const wire = onTheWire(octets(message), size);
      expect(received(wire)).toEqual({ message: lines.map((line) => `${line}\r\n`).join(''), rest: '' });
    }),
    { numRuns: 2000 },
  );
});

test('a message that needs nothing is what measure says it is', () => {
  const message = octets('Subject: x\r\n\r\nHello.\r\n');
  expect(text(withCrlf(message))).toBe(text(message));
  expect(text(stuffDots(message))).toBe(text(message));
});

test('body and final dot are one block as long as they fit, and only the last has the dot', () => {
  const data = octets(`${'x'.repeat(98)}\r\n`);
  const blocks = (size: number) =>
    [...blocksOf(data, size)].map(({ pieces, last }) => [Buffer.concat(pieces).length, last]);
  expect(blocks(100)).toEqual([[103, true]]);
  expect(blocks(40)).toEqual([
    [40, false],
    [40, false],
    [23, true],
  ]);
});
