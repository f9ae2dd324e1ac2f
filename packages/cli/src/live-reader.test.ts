import { expect, test } from 'vitest';
import type { Output } from './io.ts';
import { dropping } from './live-reader.ts';

test('what nobody reads is dropped beyond a megabyte, and counted when somebody reads again', () => {
  const written: unknown[] = [];
  const told: string[] = [];
  let waits = 0;
  const pipe: Output = {
    write: (chunk) => written.push(chunk),
    get writableLength() {
      return waits;
    },
  };
  const output = dropping(pipe, (sentence) => told.push(sentence));
  output.write('read');
  waits = 2 << 20;
  output.write('lost');
  output.write('lost');
  waits = 0;
  output.write('read again');
  expect(written).toEqual(['read', 'read again']);
  expect(told).toEqual(['2 of what was to be written is lost: nobody read it in time']);
});
