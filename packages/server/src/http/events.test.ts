import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let base: string;
let headers: { readonly authorization: string };
beforeAll(async () => {
  api = await openTestApi();
  headers = await api.authorization();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
});
afterAll(() => api.close());

const send = async (campaign: string): Promise<string> => {
  const payload = { from: 'a@a.example', to: ['b@b.example'], text: 'x', subject: 'a\nb'.replace('\n', ' '), campaign };
  const answer = await api.app.inject({ method: 'POST', url: '/v1/messages', headers, payload });
  return answer.json<{ id: string }>().id;
};

interface Heard {
  /** Of the stream. */
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly message_id: string;
}

/** Reads events until `enough` of them have come; the connection is then broken off. */
async function listen(
  query: string,
  more: Record<string, string>,
  enough: number,
  began: () => Promise<unknown>,
): Promise<Heard[]> {
  const controller = new AbortController();
  const answer = await fetch(`${base}/v1/events?${query}`, {
    headers: { ...headers, accept: 'text/event-stream', ...more },
    signal: controller.signal,
  });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  await began();
  const heard: Heard[] = [];
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, type, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (id === undefined) continue;
      const told = JSON.parse(data ?? '') as Heard;
      heard.push({ id, event: told.id, type: type ?? '', message_id: told.message_id });
    }
    if (heard.length >= enough) break;
  }
  controller.abort();
  return heard;
}

describe('the stream of events', () => {
  it('tells what is committed, as it is', async () => {
    let sent = '';
    const [heard] = await listen('type=accepted', {}, 1, async () => {
      sent = await send('live');
    });
    expect(heard).toMatchObject({ type: 'accepted', message_id: sent });
  });

  it('goes on behind the last event that was seen, and misses none', async () => {
    const first = await send('resume');
    const [seen] = (await api.store.events({ messageId: first, type: 'accepted' }, null, 1)).data;
    const missed = [await send('resume'), await send('resume')];
    const later: string[] = [];
    const heard = await listen('type=accepted', { 'last-event-id': seen?.id ?? '' }, 3, async () => {
      later.push(await send('resume'));
    });
    expect(heard.map(({ message_id }) => message_id)).toEqual([...missed, ...later]);
  });

  it('goes on where it was when the last event that was seen has been erased', async () => {
    await send('before');
    const [seen] = await listen('type=accepted', {}, 1, () => send('erased'));
    const missed = await send('missed');
    const { message_id: about, id } = seen ?? { message_id: '', id: '' };
    const { data } = await api.store.events({ messageId: about }, null, 10);
    const none = { dialogues: [], deliveries: [], kept: [], listed: [], entry: { key: '00'.repeat(32), recipient: 1 } };
    await api.store.erase({ ...none, events: data.map((event) => event.id) });
    const heard = await listen('type=accepted', { 'last-event-id': id }, 1, async () => {});
    expect(heard.map(({ message_id }) => message_id)).toEqual([missed]);
  });

  it('tells all since an instant, however they were recorded', async () => {
    const since = Date.now() + 3_600_000;
    const late = Array.from({ length: 250 }, (_, n) => eventOf('auto_reply_received', { at: since + 250 - n }));
    await api.store.commit({ events: late });
    const query = `type=auto_reply_received&since=${new Date(since).toISOString()}`;
    const heard = await listen(query, {}, 250, async () => {});
    expect(new Set(heard.map(({ event }) => event)).size).toBe(250);
  });

  it('tells nothing more to a key that has been revoked', async () => {
    const own = await api.authorization('events:read');
    const [, id] = own.authorization.split('_');
    const answer = await fetch(`${base}/v1/events`, { headers: { ...own, accept: 'text/event-stream' } });
    expect((await api.app.inject({ method: 'DELETE', url: `/v1/keys/${id}`, headers })).statusCode).toBe(204);
    await send('after it was revoked');
    expect(await answer.text()).not.toContain('data:');
  });

  it('has a head that ends', async () => {
    const asked = { headers: { ...headers, accept: 'text/event-stream' } };
    expect((await fetch(`${base}/v1/events`, { method: 'HEAD', ...asked })).status).toBe(200);
  });

  it('ends when the service does', async () => {
    const answer = await fetch(`${base}/v1/events`, { headers: { ...headers, accept: 'text/event-stream' } });
    api.closing.abort();
    expect(await answer.text()).not.toContain('data:');
  });

  it.each(['x', "evt_' OR 1=1", 'evt_x.', 'evt_x.1.2'])('cannot begin behind %j', async (id) => {
    const answer = await api.app.inject({
      url: '/v1/events',
      headers: { ...headers, accept: 'text/event-stream', 'last-event-id': id },
    });
    expect(answer.statusCode).toBe(400);
  });
});

describe('pages of events', () => {
  it('are chosen by type and time', async () => {
    const id = await send('page');
    const url = `/v1/events?type=accepted&message_id=${id}&since=2020-01-01T00:00:00Z`;
    const { data } = (await api.app.inject({ url, headers })).json<{ data: Heard[] }>();
    expect(data).toMatchObject([{ type: 'accepted', message_id: id }]);
    const none = `/v1/events?message_id=${id}&since=2099-01-01T00:00:00Z`;
    expect((await api.app.inject({ url: none, headers })).json()).toMatchObject({ data: [], next: null });
  });

  interface Page {
    readonly data: readonly { readonly id: string; readonly message_id: string }[];
    readonly next: string | null;
    readonly resume: string;
  }
  const pageOf = async (query: string) => (await api.app.inject({ url: `/v1/events?${query}`, headers })).json<Page>();

  it('are followed from `resume` on, also when the last one has been erased', async () => {
    const before = await send('followed');
    const first = await pageOf('type=accepted&limit=1000');
    expect(first.next).toBeNull();
    expect(first.data.at(-1)).toMatchObject({ message_id: before });
    expect((await pageOf(`type=accepted&after=${first.resume}`)).data).toEqual([]);
    const { id } = first.data.at(-1) ?? { id: '' };
    const none = { dialogues: [], deliveries: [], kept: [], listed: [], entry: { key: '00'.repeat(32), recipient: 1 } };
    await api.store.erase({ ...none, events: [id] });
    const later = await send('followed');
    const next = await pageOf(`type=accepted&after=${first.resume}`);
    expect(next.data.map(({ message_id }) => message_id)).toEqual([later]);
  });

  it('of one message are followed so, too', async () => {
    const about = await send('one message');
    const of = async (query: string) =>
      (await api.app.inject({ url: `/v1/messages/${about}/events?${query}`, headers })).json<Page>();
    const later = ['deferred', 'delivered'] as const;
    await api.store.commit({ events: later.map((type) => eventOf(type, { message_id: about })) });
    const first = await of('limit=2');
    const second = await of(`after=${first.next}`);
    expect([first.data.length, second.data.length, second.next]).toEqual([2, 2, null]);
    expect((await of(`after=${second.resume}`)).data).toEqual([]);
    const told = await api.app.inject({ url: `/v1/deliveries?message_id=${about}`, headers });
    expect(told.json()).toEqual({ data: [], next: null, resume: second.resume });
    const bounced = eventOf('bounced', { message_id: about });
    await api.store.commit({ events: [bounced] });
    expect((await of(`after=${second.resume}`)).data.map(({ id }) => id)).toEqual([bounced.id]);
  });

  it('and the stream do not begin anew behind the mere id of one that was erased', async () => {
    const before = await pageOf('limit=1000');
    const { id, message_id: about } = before.data.at(-1) ?? { id: '', message_id: '' };
    expect((await pageOf(`after=${id}`)).data).toEqual([]);
    const none = { dialogues: [], deliveries: [], kept: [], listed: [], entry: { key: '00'.repeat(32), recipient: 1 } };
    await api.store.erase({ ...none, events: [id] });
    for (const [url, accept] of [
      [`/v1/events?after=${id}`, 'application/json'],
      [`/v1/events?after=${id}`, 'text/event-stream'],
      [`/v1/messages/${about}/events?after=${id}`, 'application/json'],
      [`/v1/deliveries?message_id=${about}&after=${id}`, 'application/json'],
    ] as const) {
      const answer = await api.app.inject({ url, headers: { ...headers, accept } });
      expect(answer.statusCode).toBe(410);
      expect(answer.json()).toMatchObject({ code: 'event_gone' });
    }
  });

  it.each(['type=acepted', 'since=yesterday', 'since=2026-13-01T00:00:00Z', 'message_id=1'])(
    '%s is refused',
    async (query) => {
      expect((await api.app.inject({ url: `/v1/events?${query}`, headers })).statusCode).toBe(400);
    },
  );
});
