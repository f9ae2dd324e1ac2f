/** The list of messages: to whom, what became of it, found by recipient and by outcome. */
import { explain } from '@hearback/bounce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventType, LedgerEvent } from '../ledger/event.ts';
import { acceptance, eventOf, messageOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { scopes } from './keys.ts';

interface Listed {
  readonly id: string | null;
  readonly foreign_message: string | null;
  readonly subject: string | null;
  readonly size: number | null;
  readonly sender: string | null;
  readonly recipient_count: number;
  readonly recipients: readonly { readonly recipient: string; readonly state: string }[];
  readonly outcomes: Readonly<Record<string, number>>;
}
interface Page {
  readonly data: readonly Listed[];
  readonly next: string | null;
}

const now = Date.now();
const minute = 60_000;
const gone = {
  verdict: explain('550 5.1.1 No such user'),
  reply: { code: 550, status: '5.1.1', text: '550 5.1.1 No' },
};
let api: TestApi;
/** To ann, bob, carl and dora; of which ann has it and bob does not exist. */
let four: string;
/** To ann, three minutes ago; ten minutes before that its row was deleted, as far as this store knows. */
let swept: string;

const list = async (query: string): Promise<Page> => (await api.operator.inject(`/v1/messages?${query}`)).json<Page>();
const record = (...events: readonly LedgerEvent[]) => api.engine.recorder.record({ events });

beforeAll(async () => {
  api = await openTestApi();
  const to = ['ann@one.example', 'bob@one.example', 'carl@one.example', 'dora@one.example'];
  const accept = acceptance({
    to,
    leased: false,
    nextAt: now + 60 * minute,
    message: { acceptedAt: now - minute, subject: 'News', sender: 'News@ours.example', list: 'weekly' },
  });
  four = accept.message.id;
  const about = (type: EventType, recipient: string, change: Partial<LedgerEvent> = {}) =>
    eventOf(type, { at: now, message_id: four, recipient, sender: 'News@ours.example', ...change });
  await api.store.commit({ accept, events: to.map((recipient) => about('accepted', recipient)) });
  await api.store.claimSelected({ messageId: four, domain: 'one.example' }, 2);
  await api.store.commit({
    settle: [0, 1].map((position) => ({ kind: 'done', messageId: four, position })),
    events: [about('delivered', 'ann@one.example'), about('bounced', 'bob@one.example', gone)],
  });
  swept = messageOf({ acceptedAt: now - 3 * minute }).id;
  await record(
    eventOf('deferred', { at: now - 3 * minute, message_id: swept, recipient: 'Ann@one.example', list: 'old' }),
    eventOf('delivered', { at: now - 2 * minute, message_id: swept, recipient: 'Ann@one.example', list: 'old' }),
    eventOf('bounced', { at: now - 5 * minute, foreign_message: 'log 4F2A', recipient: 'ann@one.example', ...gone }),
    eventOf('bounce_received', { at: now, message_id: swept, recipient: 'ann@one.example', trusted: false, ...gone }),
    eventOf('address_suppressed', { at: now, recipient: 'ann@one.example' }),
  );
});
afterAll(() => api.close());

it('tells to whom each went, the first few, and what became of all', async () => {
  const { data, next } = await list('');
  expect([data.length, next]).toEqual([1, null]);
  expect(data[0]).toMatchObject({
    ...{ id: four, foreign_message: null, subject: 'News', recipient_count: 4 },
    recipients: [
      { recipient: 'ann@one.example', state: 'delivered' },
      { recipient: 'bob@one.example', state: 'bounced' },
      { recipient: 'carl@one.example', state: 'queued' },
    ],
    outcomes: { delivered: 1, bounced: 1, queued: 2 },
  });
});

it('has every message to an address, in any case: what waits, what was swept, what others sent', async () => {
  const { data } = await list('recipient=ANN@one.example');
  expect(data.map(({ id, foreign_message: foreign }) => id ?? foreign)).toEqual([four, swept, 'log 4F2A']);
  expect(data.map(({ recipients }) => recipients)).toEqual([
    [{ recipient: 'ann@one.example', state: 'delivered' }],
    [{ recipient: 'ann@one.example', state: 'delivered' }],
    [{ recipient: 'ann@one.example', state: 'bounced' }],
  ]);
  expect(data[0]).toMatchObject({ recipient_count: 4, outcomes: { delivered: 1, bounced: 1, queued: 2 } });
  expect(data[1]).toMatchObject({ subject: null, size: null, list: 'old', recipient_count: 1 });
  expect((await list('recipient=dora@one.example')).data.map(({ id }) => id)).toEqual([four]);
  expect((await list('recipient=nobody@one.example')).data).toEqual([]);
});

it('a message whose row was swept opens with what its events say', async () => {
  const answer = (await api.operator.inject(`/v1/messages/${swept}`)).json<Listed>();
  expect(answer).toMatchObject({ id: swept, subject: null, size: null, list: 'old' });
  expect(answer.recipients).toMatchObject([{ recipient: 'Ann@one.example', state: 'delivered', reason: null }]);
  const raw = await api.operator.inject(`/v1/messages/${swept}/raw`);
  expect([raw.statusCode, raw.json<{ code: string }>().code]).toEqual([410, 'body_gone']);
});

it.each([
  ['outcome=bounced', 1],
  ['outcome=queued', 1],
  ['outcome=held', 0],
  ['outcome=expired', 0],
  ['outcome=delivered&list=weekly&sender=news@OURS.example', 1],
  ['outcome=delivered&list=old', 0],
  ['since=2m', 1],
  ['until=2m', 0],
  ['recipient=ann@one.example&outcome=delivered', 2],
  ['recipient=ann@one.example&outcome=bounced', 1],
  ['recipient=bob@one.example&outcome=delivered', 0],
  ['recipient=bob@one.example&outcome=bounced', 1],
  ['recipient=ann@one.example&list=old', 1],
  ['recipient=ann@one.example&since=4m', 2],
  ['recipient=ann@one.example&until=4m', 1],
  ['sender=%3C%3E', 0],
])('%s finds %d', async (query, count) => {
  expect((await list(query)).data).toHaveLength(count);
});

it('pages of an address follow each other and end', async () => {
  const found: (string | null)[] = [];
  let next: string | null = '';
  for (let pages = 0; next !== null && pages < 5; pages++) {
    const page: Page = await list(`recipient=ann@one.example&limit=1${next === '' ? '' : `&after=${next}`}`);
    found.push(...page.data.map(({ id }) => id));
    next = page.next;
  }
  expect([found, next]).toEqual([[four, swept, null], null]);
});

it.each(['outcome=lost', 'since=soon', 'until=2026', 'recipient=', 'recipient=ann@one.example&after=W10'])(
  '%s is refused in words',
  async (query) => {
    const answer = await api.operator.inject(`/v1/messages?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  },
);

it('a masked key that has the address finds its messages, and is told no address, not even within a cursor', async () => {
  const headers = await api.authorization(...scopes, 'masked');
  const url = '/v1/messages?recipient=ann@one.example&limit=1';
  const { body } = await api.app.inject({ url, headers });
  expect(JSON.parse(body)).toMatchObject({ data: [{ id: four, recipients: [{ recipient: 'a***@one.example' }] }] });
  const cursor = Buffer.from(JSON.parse(body).next, 'base64url').toString();
  expect(`${body} ${cursor}`).not.toMatch(/ann@|News@/);
  // Neither the mask nor a part of an address finds anything.
  for (const guess of ['a***@one.example', '@one.example', '%25@one.example'])
    expect((await api.app.inject({ url: `/v1/messages?recipient=${guess}`, headers })).json()).toMatchObject({
      data: [],
    });
});
