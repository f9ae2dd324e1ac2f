import { expect, test } from 'vitest';
import { barOn } from './suppress-lists.ts';

const running = { state: 'running', detail: { octets: 200, read_octets: 90, lines: 12 } } as const;

test('the bar shows how much of the file has been read, and is gone at the end', () => {
  let shown = '';
  const bar = barOn({ isTTY: true, write: (text) => (shown += text) });
  bar(running);
  expect(shown).toMatch(/█{14}░{16} {2}45 % {2}12 lines$/);
  shown = '';
  bar({ ...running, state: 'done' });
  expect(shown).toBe('\r\u001b[K');
});

test('nothing is drawn where nobody looks', () => {
  let shown = '';
  barOn({ write: (text) => (shown += text) })(running);
  expect(shown).toBe('');
});
