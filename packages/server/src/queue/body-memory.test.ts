import { expect, test } from 'vitest';
import { BodyMemory } from './body-memory.ts';

test('a small body that is held keeps nothing but itself in memory', () => {
  const memory = new BodyMemory(10_000);
  const body = Buffer.concat([Buffer.from('Received: by us\r\n'), Buffer.from('Subject: x\r\n\r\nHello\r\n')]);
  expect(body.buffer.byteLength).toBeGreaterThan(body.length);
  const { bytes } = memory.hold(body, 1);
  expect(Buffer.from(bytes ?? [])).toEqual(body);
  expect(bytes?.buffer.byteLength).toBe(memory.octets);
});

test('what does not fit is read from the store', () => {
  const memory = new BodyMemory(10);
  const first = memory.hold(new Uint8Array(8), 2);
  expect(memory.hold(new Uint8Array(3), 1).bytes).toBeNull();
  memory.letGo(first);
  expect([memory.octets, memory.isFull]).toEqual([8, false]);
  memory.letGo(first);
  expect(memory.hold(new Uint8Array(10), 1).bytes).toHaveLength(10);
  expect(memory.isFull).toBe(true);
});
