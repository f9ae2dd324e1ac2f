/**
 * Texts that mean something to a database or a file system, in every parameter of every route that reads: none fails inside,
 * none finds what it does not name, and all that was there is there afterwards.
 */
import { explain } from '@hearback/bounce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventOf, messageOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
}
let api: TestApi;
let reading: readonly (readonly [string, readonly Parameter[]])[];

const payloads = [
  "' OR 1=1 --",
  "'; DROP TABLE events; --",
  "' UNION SELECT secret FROM keys --",
  '" OR ""="',
  "%' OR recipient LIKE '%",
  "\\' OR 1=1 #",
  "x'||(select sqlite_version())||'",
  '1; select pg_sleep(10)',
  '%',
  '_',
  '{{1+1}}',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'name\u0000',
  'a\r\nb',
  '\u202e',
] as const;

beforeAll(async () => {
  api = await openTestApi();
  const description = (await api.app.inject('/openapi.json')).json<{
    paths: Record<string, { get?: { parameters?: readonly Parameter[] } }>;
  }>();
  reading = Object.entries(description.paths).flatMap(([path, { get }]) =>
    get === undefined || path === '/v1/events/stream' ? [] : [[path, get.parameters ?? []] as const],
  );
  const at = Date.now() - 60_000;
  await api.engine.recorder.record({
    events: [
      eventOf('bounced', {
        ...{ at, message_id: messageOf({ acceptedAt: at }).id, recipient: 'ann@one.example', list: 'news' },
        ...{ sender: 'x@ours.example', verdict: explain('550 5.1.1 No such user') },
        reply: { code: 550, status: '5.1.1', text: '550 5.1.1 No such user' },
      }),
    ],
  });
});
afterAll(() => api.close());

const placed = (path: string, payload: string): string =>
  path.replaceAll(/\{\w+\}|:\w+/g, () => encodeURIComponent(payload));

it.each(payloads)('%j', async (payload) => {
  const found: string[] = [];
  for (const [path, parameters] of reading) {
    const queries = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    const urls = [
      ...(path.includes('{') ? [placed(path, payload)] : []),
      ...(path.includes('{') ? [] : queries.map((name) => `${path}?${name}=${encodeURIComponent(payload)}`)),
    ];
    for (const url of urls) {
      const answer = await api.operator.inject(url);
      if (answer.statusCode >= 500) found.push(`${answer.statusCode} ${url}`);
      // Whoever names no address and no list of ours finds none of them.
      if (path.includes('{') && answer.body.includes('ann@one.example')) found.push(`found ${url}`);
      if (answer.body.includes('root:x:0')) found.push(`a file ${url}`);
    }
  }
  expect(found).toEqual([]);
});

it.each(['recipient', 'reason', 'provider', 'domain', 'list', 'stream', 'campaign', 'sender', 'source', 'q'])(
  'as %s of a bounce none of them finds it, or it is refused in words',
  async (name) => {
    for (const payload of payloads) {
      const answer = await api.operator.inject(`/v1/bounces?${name}=${encodeURIComponent(payload)}`);
      expect([200, 400, 422], `${payload} ${answer.body}`).toContain(answer.statusCode);
      if (answer.statusCode === 200) expect(answer.json<{ data: readonly unknown[] }>().data, payload).toEqual([]);
    }
  },
);

it('what is no cursor of a list is refused: whoever goes on there would begin anew, for ever', async () => {
  // Ids of the tray are compared, whatever stands there.
  const lists = reading.filter(
    ([path, parameters]) => path !== '/v1/tray' && parameters.some(({ name }) => name === 'after'),
  );
  const found: (readonly [string, number])[] = [];
  for (const [path] of lists.filter(([path]) => !path.includes('{'))) {
    const { statusCode } = await api.operator.inject(`${path}?after=WyJubyBjdXJzb3IiLHRydWVd`);
    found.push([path, statusCode]);
  }
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(([, status]) => status !== 400)).toEqual([]);
});

it('everything is there still', async () => {
  expect(reading.length).toBeGreaterThan(30);
  const { data } = (await api.operator.inject('/v1/bounces')).json<{ data: readonly { recipient: string }[] }>();
  expect(data.map(({ recipient }) => recipient)).toEqual(['ann@one.example']);
});
