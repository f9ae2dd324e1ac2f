/** Bodies that are no request of ours: each gets a 4xx in words (problem+json), changes nothing, and the next one is served. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
beforeAll(async () => {
  api = await openTestApi({ bodyLimit: 1_000_000 });
  headers = await api.authorization();
});
afterAll(() => api.close());

const letter = { from: 'ann@ours.example', to: ['bob@next.example'], subject: 'x', text: 'Hello' };
const written = JSON.stringify(letter);
const inside = (more: string): string => `${written.slice(0, -1)},${more}}`;
const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const bodies: readonly (readonly [string, string | Buffer])[] = [
  ['no JSON', '{'],
  ['nothing', ''],
  ['a word', 'null'],
  ['a list', '[]'],
  ['100,000 brackets without end', '['.repeat(100_000)],
  ['100,000 lists in each other', inside(`"labels":${deep(100_000)}`)],
  ['__proto__', inside('"__proto__":{"admin":true}')],
  ['__proto__ in a field', inside('"headers":{"__proto__":"x"}')],
  ['constructor.prototype', inside('"constructor":{"prototype":{"admin":true}}')],
  ['a field that there is not', inside('"bcc_all":true')],
  ['octets that are no UTF-8', Buffer.concat([Buffer.from('{"from":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
  ['40,000 recipients', JSON.stringify({ ...letter, to: Array(40_000).fill('b@next.example') })],
  ['a list where an object is', inside('"headers":["x"]')],
  ['an object where a text is', JSON.stringify({ ...letter, subject: { toString: 'x' } })],
  ['a number beyond all', inside('"retry":1e999')],
];

it.each(bodies)('%s is refused in words', async (_, payload) => {
  const answer = await api.app.inject({
    ...{ method: 'POST', url: '/v1/messages', payload },
    headers: { ...headers, 'content-type': 'application/json' },
  });
  expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect((await api.store.messages({}, null, 10)).data).toEqual([]);
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
});

it.each(['text/html', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
  '%s is no content that is read',
  async (type) => {
    const answer = await api.app.inject({
      ...{ method: 'POST', url: '/v1/messages', payload: written },
      headers: { ...headers, 'content-type': type },
    });
    expect(answer.statusCode).toBe(415);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  },
);

it.each(['/v1/messages', '/v1/ingest', '/v1/classify', '/v1/suppressions/imports'])(
  'nothing at all, without a type, is refused by %s',
  async (url) => {
    const answer = await api.app.inject({ method: 'POST', url, headers });
    expect([answer.statusCode, answer.json()]).toEqual([415, expect.objectContaining({ status: 415 })]);
  },
);

it.each([
  ['/v1/messages?from=a@ours.example&to=b@next.example', 'message/rfc822', 'gzip'],
  ['/v1/suppressions/imports', 'text/csv', 'br'],
])('what is packed is not taken for what it packs: %s', async (url, type, encoding) => {
  const answer = await api.app.inject({
    ...{ method: 'POST', url, payload: 'From: a@ours.example\r\n\r\nThis could be anything.\r\n' },
    headers: { ...headers, 'content-type': type, 'content-encoding': encoding },
  });
  expect([answer.statusCode, answer.json()]).toEqual([415, expect.objectContaining({ status: 415 })]);
});

it('what is larger than bodies may be is cut off with 413, and a letter is taken afterwards', async () => {
  const post = (payload: string) =>
    api.app.inject({
      ...{ method: 'POST', url: '/v1/messages', payload },
      headers: { ...headers, 'content-type': 'application/json' },
    });
  expect((await post(JSON.stringify({ ...letter, text: 'x'.repeat(1_000_000) }))).statusCode).toBe(413);
  expect((await post(written)).statusCode).toBe(202);
});

it.each([
  ['/v1/messages', inside('"to":["second@next.example"]'), 'to'],
  ['/v1/messages', inside('"headers":{"X-A":"1","X-\\u0041":"2"}'), 'X-A'],
  [
    '/v1/ingest',
    '{"events":[{"key":"1","type":"bounced","recipient":"a@b.example","recipient":"c@d.example"}]}',
    'recipient',
  ],
])('a key that stands twice in what is posted to %s is refused by its name', async (url, payload, key) => {
  const answer = await api.app.inject({
    ...{ method: 'POST', url, payload },
    headers: { ...headers, 'content-type': 'application/json' },
  });
  expect([answer.statusCode, answer.json()]).toEqual([
    400,
    expect.objectContaining({ code: 'malformed_body', detail: `The key "${key}" stands twice in one object` }),
  ]);
  const { data } = await api.store.entries({}, null, 10);
  expect(data.map(({ recipient }) => recipient)).not.toContain('second@next.example');
});
