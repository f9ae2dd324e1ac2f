import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withCrlf } from '../message/lines.ts';
import { blocksOf, stuffDots } from './message-data.ts';

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

test('dots are stuffed alike where they are few and where they are many', () => {
  const lines = fc.constantFrom('.', '..', '.a', 'a', '', 'a.');
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 12 }), (some) => {
      const many = some.map((line) => `${line}\r\n`).join('');
      const few = many + `${'x'.repeat(70)}\r\n`.repeat(20);
      for (const message of [many, few]) expect(text(stuffDots(octets(message)))).toBe(message.replace(/^\./gm, '..'));
    }),
  );
});

test('a message of nothing but dots holds nobody up, and takes little more memory than it is long', () => {
  const message = Buffer.alloc(24 * 1024 * 1024, '.\r\n');
  const before = process.memoryUsage().rss;
  const began = process.cpuUsage();
  const stuffed = stuffDots(message);
  const { user, system } = process.cpuUsage(began);
  expect(stuffed.length).toBe((message.length / 3) * 4);
  // What held a piece for each dot took six seconds and 1.4 GB.
  expect((user + system) / 1000).toBeLessThan(1500);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
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
