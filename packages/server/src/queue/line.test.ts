import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Line } from './line.ts';

test('behaves like a list, whatever is done to it', () => {
  const operation = fc.oneof(
    fc.record({ kind: fc.constant('push'), value: fc.nat(20) }),
    fc.record({ kind: fc.constant('unshift'), value: fc.nat(20) }),
    fc.record({ kind: fc.constant('take'), value: fc.nat(3) }),
    fc.record({ kind: fc.constant('remove'), value: fc.nat(3) }),
    fc.record({ kind: fc.constant('beyond'), value: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 300 }), (operations) => {
      const line = new Line<number>();
      let list: number[] = [];
      for (const { kind, value } of operations) {
        const fits = (item: number): boolean => item % 4 === value;
        if (kind === 'push') {
          line.push(value);
          list.push(value);
        } else if (kind === 'unshift') {
          line.unshift(value);
          list.unshift(value);
        } else if (kind === 'take') {
          const at = list.slice(0, 16).findIndex(fits);
          expect(line.take(fits, 16)).toBe(at < 0 ? null : list[at]);
          if (at >= 0) list.splice(at, 1);
        } else if (kind === 'beyond') expect(line.beyond(value)).toEqual(list.splice(value));
        else {
          expect(line.remove(fits)).toEqual(list.filter(fits));
          list = list.filter((item) => !fits(item));
        }
        expect(line.length).toBe(list.length);
        expect(line.peek()).toBe(list[0] ?? null);
      }
    }),
  );
});

test('keeps its order over many turns', () => {
  const line = new Line<number>();
  const taken: (number | null)[] = [];
  for (let index = 0; index < 1000; index++) {
    line.push(index * 2);
    line.push(index * 2 + 1);
    taken.push(line.take(() => true, 1));
  }
  while (line.length > 0) taken.push(line.take(() => true, 1));
  expect(taken).toEqual(Array.from({ length: 2000 }, (_, index) => index));
});
