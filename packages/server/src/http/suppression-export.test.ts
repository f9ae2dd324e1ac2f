/** The list as other programs take it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

test('the list is written as CSV, as JSON lines, and without addresses; a formula is no formula', async () => {
  const formula = '=cmd|x@one.example';
  const put = (address: string) =>
    api.operator.inject({
      ...{ method: 'PUT', url: `/v1/suppressions/${encodeURIComponent(address)}`, payload: { why: 'asked, "twice"' } },
    });
  await put(formula);
  await put('jo@one.example');
  const text = async (format: string) => (await api.operator.inject(`/v1/suppressions/export?format=${format}`)).body;
  const csv = (await text('csv')).split('\r\n');
  expect(csv[0]).toBe('address,address_sha256,scope,value,state,reason,since,expires_at,why');
  expect(csv.slice(1, 3).toSorted()[0]).toMatch(/^'=cmd\|x@one\.example,[0-9a-f]{64},global,,confirmed,/);
  expect(csv[1]).toContain('"asked, ""twice"""');
  const lines = (await text('jsonl')).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { address: string }).address).toSorted()).toEqual([
    formula,
    'jo@one.example',
  ]);
  const hashed = await text('hashed');
  expect(hashed).not.toContain('one.example');
  expect(hashed.match(/[0-9a-f]{64}/g)).toHaveLength(2);
  const hashedLines = await text('jsonl&hashed=true');
  expect(hashedLines).not.toContain('one.example');
  expect(hashedLines.match(/"address_sha256":"[0-9a-f]{64}"/g)).toHaveLength(2);
});
