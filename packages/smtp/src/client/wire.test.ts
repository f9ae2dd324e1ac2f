/** What a connection leaves behind. */
import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Wire } from './wire.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

test('one that has ended keeps no timer of its long waits', async () => {
  const wire = new Wire(new Socket(), undefined);
  const greeting = wire.reply(300_000);
  wire.hear(Buffer.from('220 mx.example\r\n'));
  expect(await greeting).toMatchObject({ code: 220 });
  expect(vi.getTimerCount()).toBe(1);
  wire.close();
  await wire.ended;
  expect(vi.getTimerCount()).toBe(0);
});
