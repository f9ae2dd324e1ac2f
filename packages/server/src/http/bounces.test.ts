/** Bounces are searched, paged and counted as a person would want to look through them. */
import { explain } from '@hearback/bounce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventOf, messageOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
const hour = 3_600_000;
const now = Date.now();

const texts = ['550 5.1.1 <jo@yahoo.com>: user unknown', '451 4.7.1 Greylisted, come again', '452 4.2.2 Mailbox full'];
const events = Array.from({ length: 30 }, (_, index) => {
  const text = texts[index % 3] ?? '';
  const verdict = explain(text, { mx: 'mta5.am0.yahoodns.net' });
  return eventOf(verdict.final ? 'bounced' : 'deferred', {
    ...{ at: now - index * hour, message_id: messageOf().id, recipient: `r${index}@yahoo.com`, verdict },
    reply: { code: Number(text.slice(0, 3)), status: text.slice(4, 9), text },
    list: index < 15 ? 'news' : 'shop',
  });
});

beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization('events:read');
  await api.store.commit({ events });
});
afterAll(() => api.close());

interface Page {
  readonly data: readonly { readonly id: string; readonly at: string; readonly class: string }[];
  readonly next: string | null;
}
const ask = (path: string) => api.app.inject({ url: path, headers });
const found = async (query: string, more = ''): Promise<Page> =>
  (await ask(`/v1/bounces?q=${encodeURIComponent(query)}${more}`)).json();

it('the latest come first, and deferrals are soft bounces', async () => {
  const { data } = await found('class:soft since:10h');
  expect(data.map(({ class: kind }) => kind)).toEqual(Array(6).fill('soft'));
  expect(data.map(({ at }) => at)).toEqual(
    data
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
});

it.each([
  ['domain:yahoo.com class:hard', 10],
  ['domain:yahoo.com class:hard list:news', 5],
  ['reason:greylisted reason:mailbox_full list:shop', 10],
  ['-reason:greylisted', 20],
  ['code:4.2.2', 10],
  ['provider:yahoo', 30],
  ['domain:gmail.com', 0],
  ['recipient:R3@yahoo.com', 1],
  ['"user unknown" list:news', 5],
])('%s finds %i', async (query, count) => {
  expect((await found(query)).data).toHaveLength(count);
});

it('plain parameters say the same', async () => {
  const plain = (await ask('/v1/bounces?list=news&class=hard')).json<Page>();
  expect(plain).toEqual(await found('list:news class:hard'));
});

it('pages go through all of them, each once', async () => {
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: Page = await found('', `&limit=7${next === '' ? '' : `&after=${next}`}`);
    seen.push(...page.data.map(({ id }) => id));
    next = page.next;
  }
  expect(seen).toEqual(events.map(({ id }) => id));
});

it('facets count what a search would find', async () => {
  expect((await ask('/v1/bounces/facets?q=list:news')).json()).toMatchObject({
    total: 15,
    exact: true,
    facets: {
      class: [
        { key: 'soft', count: 10 },
        { key: 'hard', count: 5 },
      ],
      list: [{ key: 'news', count: 15 }],
      domain: [{ key: 'yahoo.com', count: 15 }],
      sender: [],
    },
  });
});

it.each([
  ['q=colour:red', '/querystring/q', /There is no field “colour”/],
  ['class=weird', '/querystring/class', /takes one of hard, soft/],
  ['since=yesterday', '/querystring/since', /takes a length/],
])('%s is refused with the field and what it takes', async (query, pointer, detail) => {
  const answer = await ask(`/v1/bounces?${query}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ errors: [{ pointer, detail: expect.stringMatching(detail) }] });
});

it('a cursor of another list is refused', async () => {
  expect((await ask('/v1/bounces?after=bm9uc2Vuc2U')).statusCode).toBe(400);
});

it('all that a search finds is written as CSV, and no cell is a formula', async () => {
  const formula = eventOf('bounced', {
    ...{ at: now - hour, message_id: messageOf().id, recipient: '=cmd@formula.example', verdict: explain('550 no') },
    ...{ reply: { code: 550, status: null, text: '=HYPERLINK("x")\r\n550 "no", really' }, list: '+1' },
  });
  await api.store.commit({ events: [formula] });
  const answer = await ask(`/v1/bounces/export?q=${encodeURIComponent('domain:formula.example')}`);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="bounces.csv"',
  });
  expect(answer.body).toContain(`,'=cmd@formula.example,`);
  expect(answer.body).toContain(`"'=HYPERLINK(""x"")\r\n550 ""no"", really"`);
  expect(answer.body).toContain(`,'+1,`);
  const all = await ask('/v1/bounces/export?list=news');
  expect(all.body.match(/,r\d+@yahoo\.com,/g)).toHaveLength(15);
  expect((await ask('/v1/bounces/export?q=foo:bar')).statusCode).toBe(400);
});
