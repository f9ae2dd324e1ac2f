import { describe, expect, test } from 'vitest';
import { createIds } from './ids.ts';

describe('ids', () => {
  test('are UUIDv7 of their instant behind a prefix', () => {
    const ids = createIds();
    const at = Date.UTC(2026, 10, 24);
    const id = ids.message(at);
    expect(id).toMatch(/^msg_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.slice(4, 17).replace('-', ''), 16)).toBe(at);
    expect(ids.event(at)).toMatch(/^evt_/);
  });

  test('grow, also within a millisecond, beyond its 4,096, and when the clock goes back', () => {
    const ids = createIds();
    const now = Date.UTC(2026, 10, 24);
    const made = Array.from({ length: 10_000 }, () => ids.message(now));
    made.push(ids.message(now - 1000), ids.message(now + 10));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});
