import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';
import { errorTable, writeErrorDocs } from './errors.ts';

let api: TestApi;
let headers: { readonly authorization: string };
beforeAll(async () => {
  api = await openTestApi({
    suppressed: async (addresses) =>
      addresses.map((address) =>
        address.startsWith('gone@') ? { reason: 'user_unknown', why: 'no such user' } : null,
      ),
  });
  headers = await api.authorization();
});
afterAll(() => api.close());
beforeEach(() => {
  api.state.hasRoom = true;
  api.state.notReady = null;
});

const letter = { from: 'Ann <ann@a.example>', to: ['bob@b.example'], subject: 'Grüße', text: 'Hello Bob' };
const post = (payload: object, more: Record<string, string> = {}) =>
  api.app.inject({ method: 'POST', url: '/v1/messages', headers: { ...headers, ...more }, payload });
const postRaw = (payload: string | Buffer, query: string, more: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: `/v1/messages?${query}`,
    headers: { ...headers, 'content-type': 'message/rfc822', ...more },
    payload,
  });
const get = (url: string) => api.app.inject({ url, headers });
/** Its lanes lead nowhere: whether it has been tried yet is a matter of time. */
const waits = expect.stringMatching(/^(queued|deferred)$/);
const idOf = (answer: { json: <T>() => T }): string => answer.json<{ id: string }>().id;

describe('a letter', () => {
  it('is accepted when it is in the store, with labels, retry and recipients', async () => {
    const answer = await post({
      ...letter,
      cc: ['Carl <carl@c.example>'],
      bcc: ['eve@e.example', 'bob@b.example'],
      stream: 'receipts',
      list: 'customers',
      campaign: 'c-1',
      tags: ['a', 'b'],
      retry: { schedule: ['0', '5m'], max_age: '2d', max_attempts: 3 },
    });
    expect(answer.statusCode).toBe(202);
    const stored = await api.store.message(idOf(answer));
    expect(stored).toMatchObject({
      sender: 'ann@a.example',
      stream: 'receipts',
      list: 'customers',
      campaign: 'c-1',
      tags: ['a', 'b'],
      origin: 'http',
      subject: 'Grüße',
      notifiable: true,
      retry: { schedule: [0, 300_000], maxAge: 172_800_000, maxAttempts: 3 },
    });
    const found = (await get(`/v1/messages/${idOf(answer)}`)).json<{
      recipients: { recipient: string; state: string }[];
    }>();
    expect(found.recipients.map(({ recipient, state }) => [recipient, state])).toEqual([
      ['bob@b.example', waits],
      ['carl@c.example', waits],
      ['eve@e.example', waits],
    ]);
    const raw = await get(`/v1/messages/${idOf(answer)}/raw`);
    expect(raw.headers).toMatchObject({
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${idOf(answer)}.eml"`,
      'x-content-type-options': 'nosniff',
    });
    const mail = await PostalMime.parse(raw.rawPayload);
    expect(mail).toMatchObject({
      subject: 'Grüße',
      cc: [{ name: 'Carl', address: 'carl@c.example' }],
      text: 'Hello Bob\n',
    });
    expect(raw.body).not.toContain('eve@e.example');
    expect(mail.messageId).toBeDefined();
    expect(mail.date).toBeDefined();
  });

  it.each<[string, object, string]>([
    ['a field it does not know', { ...letter, txt: 'x' }, '/txt'],
    ['no author', { to: ['b@b.example'], text: '' }, ''],
    ['nobody to go to', { from: 'a@a.example', text: '' }, '/to'],
    ['no words', { from: 'a@a.example', to: ['b@b.example'] }, ''],
    ['an address that is none', { ...letter, to: ['bob@b.example', 'bob'] }, '/to/1'],
    ['two addresses in one', { ...letter, from: 'a@a.example, b@b.example' }, '/from'],
    ['a line end in the subject', { ...letter, subject: 'a\r\nBcc: x@x.example' }, '/subject'],
    ['a line end in a name', { ...letter, from: 'A\r\nBcc: x <a@a.example>' }, '/from'],
    ['a line end in a header', { ...letter, headers: { 'X-A': 'a\nBcc: x' } }, '/headers/X-A'],
    ['a line end in the name of a header', { ...letter, headers: { 'X-A: b\r\nBcc': 'x' } }, '/headers/X-A: b??Bcc'],
    ['a header that is ours to write', { ...letter, headers: { Received: 'x' } }, '/headers/Received'],
    [
      'a line end in a file name',
      { ...letter, attachments: [{ filename: 'a\n', content_type: 'a/b', content: '' }] },
      '/attachments/0/filename',
    ],
    [
      'a line end in a media type',
      { ...letter, attachments: [{ filename: 'a', content_type: 'a/b\r\nX: y', content: '' }] },
      '/attachments/0/content_type',
    ],
    [
      'a file that is no base64',
      { ...letter, attachments: [{ filename: 'a', content_type: 'a/b', content: '*' }] },
      '/attachments/0/content',
    ],
    ['a wait that is none', { ...letter, retry: { schedule: ['soon'] } }, '/retry/schedule/0'],
    ['too many recipients', { ...letter, to: Array.from({ length: 1001 }, (_, n) => `u${n}@b.example`) }, '/to'],
  ])('with %s is refused, and nothing is stored', async (_what, payload, pointer) => {
    const newest = async () => (await get('/v1/messages?limit=1')).json<{ data: { id: string }[] }>().data[0]?.id;
    const before = await newest();
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const problem = answer.json<{ code: string; errors: { pointer: string }[] }>();
    expect(problem).toMatchObject({ code: 'invalid_request', type: '/errors/invalid_request', status: 400 });
    expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
    expect(await newest()).toBe(before);
  });

  it.each([
    ['{"from":', 400, 'malformed_body'],
    ['{"__proto__":{"a":1}}', 400, 'malformed_body'],
    [`{"from":"${'a'.repeat(100_001)}"}`, 413, 'too_large'],
    ['', 400, 'malformed_body'],
  ])('that cannot be read: %.20s', async (payload, status, code) => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/v1/messages',
      headers: { ...headers, 'content-type': 'application/json' },
      payload,
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  it('in a language that we do not read', async () => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/v1/messages',
      headers: { ...headers, 'content-type': 'text/xml' },
      payload: '<x/>',
    });
    expect(answer.statusCode).toBe(415);
  });

  it('to somebody who must not be mailed goes to the others', async () => {
    const answer = await post({ ...letter, to: ['gone@b.example', 'bob@b.example'] });
    expect(answer.json()).toMatchObject({ suppressed: ['gone@b.example'] });
    const { recipients } = (await get(`/v1/messages/${idOf(answer)}`)).json<{ recipients: object[] }>();
    expect(recipients).toMatchObject([
      { recipient: 'gone@b.example', state: 'suppressed' },
      { recipient: 'bob@b.example', state: waits },
    ]);
  });

  it('waits outside while there is no room', async () => {
    api.state.hasRoom = false;
    const answer = await post(letter);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('30');
    expect(answer.json()).toMatchObject({ code: 'busy', reply: expect.stringMatching(/^452 4\.3\.1 /) });
  });
});

describe('a finished message', () => {
  it('goes as it is, with the line ends of the network', async () => {
    const answer = await postRaw(
      'From: a@a.example\nSubject: x\n\nline\rone\r\ntwo\n.\n',
      'from=a@a.example&to=b@b.example&to=c@c.example&stream=news',
    );
    expect(answer.statusCode).toBe(202);
    const { rawPayload } = await get(`/v1/messages/${idOf(answer)}/raw`);
    expect(rawPayload.toString()).toContain('\r\n\r\nline\r\none\r\ntwo\r\n.\r\n');
    expect(rawPayload.toString().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(await api.store.message(idOf(answer))).toMatchObject({ sender: 'a@a.example', stream: 'news' });
  });

  it.each([
    ['no sender', 'to=b@b.example', '/querystring/from'],
    ['no recipient', 'from=', '/querystring/to'],
    ['a recipient that is none', 'from=&to=b@b.example&to=b', '/querystring/to/1'],
    ['a field it does not know', 'from=&to=b@b.example&frm=1', '/querystring/frm'],
  ])('with %s is refused', async (_what, query, pointer) => {
    const answer = await postRaw('Subject: x\n\nx', query);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer);
  });

  it.each([
    ['b', '"b" has no @'],
    ['@b.example', '"@b.example" has nothing before the @'],
    ['a@b.example,c@b.example', '"a@b.example,c@b.example" looks like several: give each by itself'],
    ['a b@b.example', '"a b@b.example" is not of the form name@domain (RFC 5321 §4.1.2)'],
  ])('says why %s is no address', async (to, why) => {
    const answer = await postRaw('Subject: x\n\nx', `from=&to=${encodeURIComponent(to)}`);
    expect(answer.json()).toMatchObject({
      errors: [{ pointer: '/querystring/to/0', detail: `is no address: ${why}` }],
    });
  });

  it('with a NUL is refused: who drops it sees another message', async () => {
    const answer = await postRaw('Subject: x\n\nx\r\n\0.\r\nMAIL FROM:<>', 'from=&to=b@b.example');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ detail: 'has a NUL octet' }] });
  });

  it('that is too large is refused', async () => {
    expect((await postRaw(`Subject: x\n\n${'x'.repeat(60_000)}`, 'from=&to=b@b.example')).statusCode).toBe(413);
  });
});

describe('an Idempotency-Key', () => {
  it('stands for one message, however often it is sent', async () => {
    const first = await post(letter, { 'idempotency-key': 'k1' });
    const reordered = { text: letter.text, subject: letter.subject, to: letter.to, from: letter.from };
    const again = await post(reordered, { 'idempotency-key': 'k1' });
    expect(again.statusCode).toBe(202);
    expect(idOf(again)).toBe(idOf(first));
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('stands for one message when two come at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post(letter, { 'idempotency-key': 'k2' })));
    expect(new Set(answers.map(idOf)).size).toBe(1);
  });

  it('is refused for another message', async () => {
    await post(letter, { 'idempotency-key': 'k3' });
    const other = await post({ ...letter, text: 'Other' }, { 'idempotency-key': 'k3' });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'idempotency_mismatch']);
    const raw = await postRaw('Subject: x\n\nx', 'from=&to=b@b.example', { 'idempotency-key': 'k4' });
    const envelope = await postRaw('Subject: x\n\nx', 'from=&to=c@c.example', { 'idempotency-key': 'k4' });
    expect([raw.statusCode, envelope.statusCode]).toEqual([202, 422]);
  });

  it('belongs to its caller', async () => {
    const first = await post(letter, { 'idempotency-key': 'k5' });
    const stranger = await api.app.inject({
      method: 'POST',
      url: '/v1/messages',
      headers: { ...(await api.authorization()), 'idempotency-key': 'k5' },
      payload: { ...letter, text: 'Mine' },
    });
    expect(stranger.statusCode).toBe(202);
    expect(idOf(stranger)).not.toBe(idOf(first));
  });

  it.each(['', 'ü', 'a b', 'a'.repeat(257)])('%.20j is none', async (key) => {
    expect((await post(letter, { 'idempotency-key': key })).statusCode).toBe(400);
  });
});

describe('what waits', () => {
  it('is held, released and cancelled', async () => {
    const id = idOf(await post({ ...letter, to: ['bob@hold.example'] }));
    await expect.poll(async () => (await api.store.entries({ messageId: id }, null, 1)).data.length).toBe(1);
    const act = async (action: string) =>
      (await api.app.inject({ method: 'POST', url: `/v1/messages/${id}/${action}`, headers })).json<{
        changed: number;
      }>().changed;
    await act('hold');
    // What was being sent is held when it comes back.
    await expect.poll(async () => (await api.store.counts(Date.now())).held).toBe(1);
    const held = (await get(`/v1/messages/${id}`)).json<{ recipients: object[] }>();
    expect(held.recipients).toMatchObject([{ state: 'held', next_attempt_at: null }]);
    expect(await act('release')).toBe(1);
    await expect.poll(() => act('cancel')).toBe(1);
    const gone = (await get(`/v1/messages/${id}`)).json<{ recipients: object[] }>();
    expect(gone.recipients).toMatchObject([{ state: 'cancelled' }]);
    const events = (await get(`/v1/messages/${id}/events`)).json<{ data: { type: string; at: string }[] }>();
    expect(events.data.at(0)).toMatchObject({ type: 'accepted', at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(events.data.at(-1)?.type).toBe('cancelled');
  });

  it('is not acted on as a whole by mistake', async () => {
    const answer = await api.app.inject({ method: 'POST', url: '/v1/queue/cancel', headers, payload: {} });
    expect(answer.statusCode).toBe(400);
  });

  it('says what holds its lane, though it was never tried', async () => {
    const post = (url: string, payload: object) => api.app.inject({ method: 'POST', url, headers, payload });
    const lane = 'domain:braked.example|default|default';
    expect((await post('/v1/queue/pause', { lane, for: '1h', why: 'an incident' })).statusCode).toBe(200);
    await post('/v1/messages', { ...letter, to: ['bob@braked.example'] });
    const shape = (await get('/v1/queue?top=1000')).json<{ domains: { domain: string; why: string | null }[] }>();
    expect(shape.domains.find(({ domain }) => domain === 'braked.example')?.why).toMatch(/^paused: an incident \(/);
    await post('/v1/queue/cancel', { domain: 'braked.example' });
    await post('/v1/queue/resume', { lane });
  });

  it('is paused and resumed by domain, and says so', async () => {
    const waiting = { ...letter, to: ['bob@paused.example'] };
    const post = (url: string, payload: object) => api.app.inject({ method: 'POST', url, headers, payload });
    expect((await post('/v1/queue/pause', { lane: 'paused.example', for: '1h', why: 'test' })).statusCode).toBe(200);
    const id = idOf(await api.app.inject({ method: 'POST', url: '/v1/messages', headers, payload: waiting }));
    const why = async () =>
      (await get('/v1/queue?top=1000'))
        .json<{ domains: { domain: string; why: string | null }[] }>()
        .domains.find(({ domain }) => domain === 'paused.example')?.why;
    await expect.poll(why).toMatch(/^paused: test \(/);
    await post(`/v1/messages/${id}/hold`, {});
    const lanes = (await get('/v1/queue/lanes')).json<{ brakes: { lane: string; why: string }[] }>();
    expect(lanes.brakes.some(({ lane, why }) => lane.includes('paused.example') && why === 'test')).toBe(true);
    expect(
      (await post('/v1/queue/resume', { lane: 'paused.example' })).json<{ changed: number }>().changed,
    ).toBeGreaterThan(0);
    expect((await why()) ?? '').not.toMatch(/^paused/);
    expect((await post('/v1/queue/pause', { lane: 'x.example', for: 'long' })).statusCode).toBe(400);
    expect((await get('/v1/queue/entries?older_than=long')).statusCode).toBe(400);
    expect((await get('/v1/queue/entries?older_than=20m')).json()).toMatchObject({ data: [] });
  });
});

describe('pages', () => {
  it('follow each other and end', async () => {
    const ids = [];
    for (const n of [1, 2, 3]) ids.push(idOf(await post({ ...letter, campaign: 'paged', subject: `${n}` })));
    const first = (await get('/v1/messages?campaign=paged&limit=2')).json<{ data: { id: string }[]; next: string }>();
    const second = (await get(`/v1/messages?campaign=paged&limit=2&after=${first.next}`)).json<typeof first>();
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.reverse());
    expect(second.next).toBeNull();
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'campain=x'])('%s is refused', async (query) => {
    expect((await get(`/v1/messages?${query}`)).statusCode).toBe(400);
  });
});

describe('what does not exist', () => {
  const none = 'msg_01940000-0000-7000-8000-000000000000';
  it.each(['', '/events', '/dialogue', '/raw'])('/v1/messages/ID%s is 404', async (part) => {
    expect((await get(`/v1/messages/${none}${part}`)).statusCode).toBe(404);
  });

  it.each(["msg_' OR 1=1 --", '..%2f..%2fetc%2fpasswd', 'msg_1'])('%s is no id', async (id) => {
    expect((await get(`/v1/messages/${id}`)).statusCode).toBe(400);
  });

  it('is told of paths, too, without an echo of them', async () => {
    const answer = await get('/v1/<script>');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain('script');
  });
});

describe('readiness', () => {
  it('is told apart from life', async () => {
    api.state.notReady = 'The service is shutting down';
    expect((await api.app.inject('/livez')).statusCode).toBe(200);
    const answer = await api.app.inject('/readyz');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    api.state.notReady = null;
    expect((await api.app.inject('/readyz')).statusCode).toBe(200);
  });

  it('has figures without an address in them', async () => {
    await post(letter);
    const { body } = await get('/metrics');
    expect(body).toMatch(/^hearback_submissions_total\{origin="http",result="accepted"\} \d+$/m);
    expect(body).toMatch(/^hearback_queue_messages\{state="waiting"\} \d+$/m);
    expect(body).toMatch(/^hearback_build_info\{version="1\.2\.3"\} 1$/m);
    expect(body).not.toMatch(/bob|b\.example|msg_/);
  });
});

it('every error code has its page, here and in the documentation', async () => {
  for (const [code, { title }] of Object.entries(errorTable))
    expect((await api.app.inject(`/errors/${code}`)).body).toContain(title);
  expect((await api.app.inject('/errors/constructor')).statusCode).toBe(404);
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(writeErrorDocs());
});
