/** The description says what the service does: its schemas are those that validate, and answers keep to them. */
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { writeApiDocs } from './api-docs.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}
let api: TestApi;
let headers: { readonly authorization: string };
let description: { openapi: string; paths: Record<string, Record<string, Operation>> };
beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization();
  description = (await api.app.inject('/openapi.json')).json();
});
afterAll(() => api.close());

it('is OpenAPI 3.1 with a name, a summary and the answer of every operation', () => {
  expect(description.openapi).toBe('3.1.0');
  const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
  expect(operations.length).toBeGreaterThan(30);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { operationId, summary, responses } of operations)
    expect([operationId, summary, Object.keys(responses)]).toEqual([
      operationId,
      expect.any(String),
      expect.arrayContaining(['default']),
    ]);
});

it('docs/api.md says the same', async () => {
  await expect(writeApiDocs((await api.app.inject('/openapi.json')).json())).toMatchFileSnapshot(
    '../../../../docs/api.md',
  );
});

describe('answers are as described', () => {
  let id: string;
  beforeAll(async () => {
    // The route leads nowhere, which is told as deferrals with their verdicts.
    const deferred = new Promise<void>((resolve) => {
      const unwatch = api.engine.control.watch((events) => {
        if (!events.some(({ type }) => type === 'deferred')) return;
        unwatch();
        resolve();
      });
    });
    const payload = { from: 'a@a.example', to: ['b@b.example', 'c@c.example'], text: 'x', tags: ['t'] };
    id = (await api.app.inject({ method: 'POST', url: '/v1/messages', headers, payload })).json<{ id: string }>().id;
    await deferred;
    const dialogue = { messageId: id, position: 0, at: 0, attempt: 1, text: 'S: 220 ready' };
    await api.store.commit({ dialogues: [dialogue], events: [] });
    await api.engine.control.pause('b.example', null, 'operator', 'test');
  });

  it.each([
    ['/v1/messages', '/v1/messages'],
    ['/v1/messages/{id}', '/v1/messages/ID'],
    ['/v1/messages/{id}/events', '/v1/messages/ID/events'],
    ['/v1/messages/{id}/dialogue', '/v1/messages/ID/dialogue'],
    ['/v1/queue', '/v1/queue'],
    ['/v1/queue/entries', '/v1/queue/entries'],
    ['/v1/queue/lanes', '/v1/queue/lanes'],
    ['/v1/events', '/v1/events'],
    ['/v1/keys', '/v1/keys'],
    ['/v1/store', '/v1/store'],
  ])('%s', async (path, url) => {
    const schema = description.paths[path]?.['get']?.responses['200']?.content?.['application/json']?.schema ?? {
      not: {},
    };
    const answer = (await api.operator.inject(url.replace('ID', id))).json<object>();
    expect([...Compile(closed(schema)).Errors(answer)]).toEqual([]);
    const [list] = [answer].flatMap((each) => Object.values(each)).filter(Array.isArray);
    if (list !== undefined) expect(list.length).toBeGreaterThan(0);
  });
});

/** The same schema without room for a field that it does not name. */
function closed(schema: object): object {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const inner = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, walk(value)]));
    return 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
  };
  return walk(schema) as object;
}
