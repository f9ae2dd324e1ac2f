import { expect, test } from 'vitest';
import { ByteTable, Notes } from './notes.ts';

test('writes and reads notes', () => {
  const notes = new Notes(1 << 10);
  expect(notes.of('a', 'b').get()).toBe(-1);
  notes.of('a', 'b').set(7);
  expect(notes.of('a', 'b').get()).toBe(7);
  notes.of('a', 'b').set(8);
  expect(notes.of('a', 'b').get()).toBe(8);
});

test('bytes and text are the same key', () => {
  const notes = new Notes(1 << 10);
  const block = Buffer.from('x 4F1A2B3C4D: to=<ann@firm.example>');
  notes.ofBytes(block, 2, 12, 18, 34).set(5);
  expect(notes.of('4F1A2B3C4D', 'ann@firm.example').get()).toBe(5);
  expect(notes.of('4F1A2B3C4D').get()).toBe(-1);
});

test('a full table forgets old notes and keeps no wrong ones', () => {
  const notes = new Notes(1 << 8);
  for (let n = 0; n < 5000; n++) notes.of(`key ${n}`).set(n);
  const kept = Array.from({ length: 5000 }, (_, n) => [n, notes.of(`key ${n}`).get()] as const).filter(
    ([, note]) => note !== -1,
  );
  expect(kept.length).toBeGreaterThan(200);
  expect(kept.every(([n, note]) => n === note)).toBe(true);
});

test('a table with room keeps all', () => {
  const notes = new Notes(1 << 20);
  for (let n = 0; n < 200_000; n++) notes.of(`key ${n}`).set(n);
  let wrong = 0;
  for (let n = 0; n < 200_000; n++) if (notes.of(`key ${n}`).get() !== n) wrong++;
  for (let n = 200_000; n < 400_000; n++) if (notes.of(`key ${n}`).get() !== -1) wrong++;
  // A few places are full before the table is.
  expect(wrong).toBeLessThan(20);
});

test('keys that differ in any one place are different', () => {
  const notes = new Notes(1 << 10);
  for (const key of ['4F1A2B3C4D', 'jürgen@firm.example', '日本語@例え.example']) {
    notes.of(key).set(1);
    for (let at = 0; at < key.length; at++) {
      for (const bit of [1, 16, 0x100, 0x8000]) {
        const other = `${key.slice(0, at)}${String.fromCharCode(key.charCodeAt(at) ^ bit)}${key.slice(at + 1)}`;
        expect(notes.of(other).get()).toBe(-1);
      }
    }
  }
});

test('a table by names in bytes answers the value of the name, however many there are', () => {
  const table = new ByteTable((name) => ({ name }));
  for (let n = 0; n < 60_000; n++) {
    const bytes = Buffer.from(`<host${n % 20_000}.example>`);
    expect(table.at(bytes, 1, bytes.length - 1).name).toBe(`host${n % 20_000}.example`);
  }
});
