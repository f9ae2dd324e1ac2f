import { expect, test } from 'vitest';
import { actionWords } from './queue.ts';

test('what an operator did is told with what could not be stopped', () => {
  expect(actionWords('hold', { changed: 1, being_sent: 0 })).toBe('1 recipient held');
  expect(actionWords('retry', { changed: 0 })).toBe('0 recipients due now');
  expect(actionWords('cancel', { changed: 2, being_sent: 1 })).toBe(
    '2 recipients cancelled; 1 on the way could not be stopped',
  );
});
