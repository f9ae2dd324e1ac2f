import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reasons, taxonomy } from '../packages/bounce/dist/index.js';

test('docs/reasons.md says what the taxonomy says', () => {
  const rows = reasons.map((reason) => {
    const { category, bounce, action, fault, definition } = taxonomy[reason];
    return `| \`${reason}\` | ${category} | ${bounce} | ${action} | ${fault.join(', ')} | ${definition} |`;
  });
  const page = readFileSync('docs/reasons.md', 'utf8');
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
});
