import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from '../message/lines.ts';
import { type Memory, MessageData } from './message-data.ts';

/** Feeds `octets` in pieces that end at `cuts`; gives what became of it and what came after the end. */
function receive(octets: string, cuts: readonly number[], limit = 1_000_000, memory: Memory = new Counted()) {
  const bytes = Buffer.from(octets, 'latin1');
  const data = new MessageData(limit, memory);
  const ends = [...new Set(cuts.filter((cut) => cut > 0 && cut < bytes.length))].sort((a, b) => a - b);
  let from = 0;
  for (const to of [...ends, bytes.length]) {
    const progress = data.push(bytes.subarray(from, to));
    if (progress.kind === 'end') {
      return { kind: 'end', body: data.body.toString('latin1'), rest: octets.slice(from + progress.next), data };
    }
    if (progress.kind === 'bare_line_break') return { kind: 'bare_line_break', data };
    from = to;
  }
  return { kind: 'more', data };
}

class Counted implements Memory {
  used = 0;
  readonly #limit: number;

  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  take(octets: number): boolean {
    if (this.used + octets > this.#limit) return false;
    this.used += octets;
    return true;
  }

  give(octets: number): void {
    this.used -= octets;
  }
}

describe('message data', () => {
  it.each([
    ['.\r\n', '', ''],
    ['a\r\n.\r\n', 'a\r\n', ''],
    ['a\r\n.\r\nMAIL', 'a\r\n', 'MAIL'],
    ['a\r\n\r\n.\r\n.\r\n', 'a\r\n\r\n', '.\r\n'],
    ['..\r\n.\r\n', '.\r\n', ''],
    ['.a\r\n..b\r\n...\r\n.\r\n', 'a\r\n.b\r\n..\r\n', ''],
    ['a.\r\n.\r\n', 'a.\r\n', ''],
    ['a\r\n. \r\n.\r\n', 'a\r\n \r\n', ''],
    ['a\r\n\0.\r\n.\r\n', 'a\r\n\0.\r\n', ''],
  ])('%j is the message %j, then %j', (octets, body, rest) => {
    for (let cut = 0; cut <= octets.length; cut++) {
      expect(receive(octets, [cut])).toMatchObject({ kind: 'end', body, rest });
    }
    expect(
      receive(
        octets,
        [...octets].map((_, index) => index),
      ),
    ).toMatchObject({ kind: 'end', body });
  });

  it.each(['a', 'a\r\n', 'a\r\n.', 'a\r\n.\r', '.', '.\r', 'a\r', '..'])('%j is not the end yet', (octets) => {
    for (let cut = 0; cut <= octets.length; cut++) expect(receive(octets, [cut]).kind).toBe('more');
  });

  it.each([
    '\n',
    'a\n',
    'a\n.\n',
    'a\n.\r\n',
    'a\r.\r\n',
    'a\r\n.\n',
    'a\r\n.\r\r\n',
    'a\r\r\n',
    '\ra',
    '.\n',
    '.\ra',
    '..\rx',
  ])('%j has a bare CR or LF', (octets) => {
    for (let cut = 0; cut <= octets.length; cut++) expect(receive(octets, [cut]).kind).toBe('bare_line_break');
  });

  it('says the same however it is cut', () => {
    const piece = fc.constantFrom(
      '\r\n',
      '\r\n',
      '.',
      '..',
      '\r\n.',
      '\r',
      '\n',
      'a',
      'some text',
      '\r\n.\r\n',
      '\0',
      '\xff',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(80), { maxLength: 12 }), (pieces, cuts) => {
        const octets = pieces.join('');
        const { data: _, ...whole } = receive(octets, []);
        const { data: __, ...cut } = receive(octets, cuts);
        expect(cut).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with the rule of RFC 5321 §4.5.2 written as a regular expression', () => {
    const line = fc.string({ unit: fc.constantFrom('.', 'a', ' '), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const message = lines.map((text) => `${text}\r\n`).join('');
        const stuffed = `${message.replace(/^\./gm, '..')}.\r\n`;
        expect(receive(stuffed, [])).toMatchObject({ kind: 'end', body: message, rest: '' });
      }),
    );
  });

  it('forgets what is larger than allowed and still finds the end', () => {
    const memory = new Counted();
    expect(receive('12345678\r\n.\r\n', [], 10, memory)).toMatchObject({ kind: 'end', body: '12345678\r\n' });
    const { data, ...result } = receive('123456789\r\n.\r\nMAIL', [3, 6, 9], 10, memory);
    expect(result).toMatchObject({ kind: 'end', body: '', rest: 'MAIL' });
    expect(data.overflow).toBe('size');
  });

  it('takes memory for what it keeps and gives all of it back', () => {
    const memory = new Counted();
    const { data } = receive(`${'x'.repeat(100_000)}\r\n.\r\n`, [10, 20, 50_000], 1_000_000, memory);
    expect(memory.used).toBeGreaterThanOrEqual(100_002);
    expect(memory.used).toBeLessThan(210_000);
    data.release();
    expect(memory.used).toBe(0);
  });

  it('keeps nothing when there is no memory left', () => {
    const memory = new Counted(40_000);
    const { data } = receive(`${'x'.repeat(100_000)}\r\n.\r\n`, [10, 20_000, 50_000], 1_000_000, memory);
    expect(data.overflow).toBe('memory');
    expect(memory.used).toBe(0);
  });

  it('copies nothing of a message that came in one piece without dots', () => {
    const chunk = Buffer.from('Subject: x\r\n\r\nHi\r\n.\r\n');
    const data = new MessageData(1000, new Counted());
    data.push(chunk);
    expect(data.body.buffer).toBe(chunk.buffer);
  });
});

describe('the lines of a message', () => {
  it('are known from reading it as if it had been measured, however it was cut', () => {
    const line = fc.string({ unit: fc.constantFrom('a', '.', 'b') }).map((text) => `${text}\r\n`);
    fc.assert(
      fc.property(fc.array(line), fc.array(fc.nat({ max: 60 })), (lines, cuts) => {
        const { data } = receive(`${lines.map((each) => (each === '.\r\n' ? '..\r\n' : each)).join('')}.\r\n`, cuts);
        const measured = measure(data.body);
        expect({ ...data.lines, dots: measured.dots }).toEqual(measured);
        // A dot that nobody stuffed is taken off all the same.
        expect(data.lines.dots || !measured.dots).toBe(true);
      }),
    );
  });
});
