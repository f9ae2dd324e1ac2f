/** Sources set up over the API, and the tray. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { autoReply, dsn, personal } from '../intake/mails.fixture.ts';
import type { Observation } from '../ledger/observation.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
let recorded: Observation[];
let taken: () => void;

beforeEach(async () => {
  recorded = [];
  taken = () => {};
  api = await openTestApi({
    record: async (observations) => {
      recorded.push(...observations);
      taken();
      return observations.map(() => 'recorded');
    },
  });
  headers = await api.authorization('sources:read', 'sources:write', 'ingest:write');
});
afterEach(() => api.close());

const until = (done: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    taken = () => {
      if (done()) resolve();
    };
    taken();
  });
const named = async (name: string): Promise<Record<string, unknown> | undefined> => {
  const answer = await api.app.inject({ url: '/v1/sources', headers });
  return answer.json<{ data: Record<string, unknown>[] }>().data.find((source) => source['name'] === name);
};
const url = (name: string, verb = ''): string => `/v1/sources/${encodeURIComponent(name)}${verb}`;

const line = (id: string, recipient: string): string =>
  `2026-11-28T08:59:00.000+00:00 mail postfix/smtp[17]: ${id}: to=<${recipient}>, relay=mx.there.example[192.0.2.7]:25, delay=1, dsn=5.1.1, status=bounced (host mx.there.example[192.0.2.7] said: 550 5.1.1 user unknown)\n`;

describe('a log', () => {
  it('is followed from when it is added, paused, resumed where it was left, and removed', async () => {
    const path = join(api.folder, 'mail.log');
    writeFileSync(path, line('4AAAA', 'jo@there.example'));
    const payload = { kind: 'log', name: 'mail', path };
    const made = await api.operator.inject({ method: 'POST', url: '/v1/sources', payload });
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      { name: 'log:mail', kind: 'log', follows: 'log', origin: 'added', where: path, paused: false },
    ]);
    await until(() => recorded.length === 1);
    expect(recorded).toMatchObject([{ recipient: 'jo@there.example', type: 'bounced', sourceName: 'log:mail' }]);
    const paused = await api.app.inject({ method: 'POST', url: url('log:mail', '/pause'), headers });
    expect(paused.json()).toMatchObject({ paused: true, items: 1, recorded: 1 });
    writeFileSync(path, line('4BBBB', 'an@there.example'), { flag: 'a' });
    await api.app.inject({ method: 'POST', url: url('log:mail', '/resume'), headers });
    await until(() => recorded.length === 2);
    expect(recorded[1]).toMatchObject({ recipient: 'an@there.example' });
    expect((await api.app.inject({ method: 'DELETE', url: url('log:mail'), headers })).statusCode).toBe(204);
    expect(await named('log:mail')).toBeUndefined();
    expect(await api.store.sourceMarks('log:mail')).toEqual([]);
  });

  it('is tried without recording anything', async () => {
    const path = join(api.folder, 'mail.log');
    writeFileSync(path, 'nothing of a mail server\n');
    const payload = { kind: 'log', name: 'mail', path, history: false };
    await api.operator.inject({ method: 'POST', url: '/v1/sources', payload });
    const test = () => api.app.inject({ method: 'POST', url: url('log:mail', '/test'), headers });
    expect((await test()).json()).toMatchObject({ ok: false });
    writeFileSync(path, line('4AAAA', 'jo@there.example'));
    await api.app.inject({ method: 'POST', url: url('log:mail', '/pause'), headers });
    recorded = [];
    expect((await test()).json()).toEqual({
      ok: true,
      saw: [
        expect.stringMatching(/^postfix: the last \d+ octets tell of 1 attempts$/),
        'The last one: bounced at 2026-11-28T08:59:00.000Z',
      ],
    });
    expect(recorded).toEqual([]);
  });
});

it('a Maildir is followed too', async () => {
  const path = join(api.folder, 'Maildir');
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(path, part), { recursive: true });
  writeFileSync(join(path, 'new', '1.a'), dsn());
  await api.operator.inject({ method: 'POST', url: '/v1/sources', payload: { kind: 'maildir', name: 'old', path } });
  await until(() => recorded.length === 1);
  expect(recorded).toMatchObject([{ source: 'bounce_mail', sourceName: 'maildir:old', key: '1.a' }]);
});

it('a webhook that is added is taken, and asked to come again while it is paused', async () => {
  const payload = { kind: 'webhook', name: 'kumo', provider: 'kumomta', tokens: ['secret-1'] };
  const made = await api.app.inject({ method: 'POST', url: '/v1/sources', headers, payload });
  expect(made.statusCode).toBe(201);
  expect(made.body).not.toContain('secret-1');
  expect(made.json()).toMatchObject({ where: 'kumomta, at /v1/ingest/providers/kumo' });
  const event = { type: 'Bounce', id: 'x', recipient: 'jo@there.example', response: { code: 550, content: 'no' } };
  const post = () =>
    api.app.inject({
      ...{ method: 'POST', url: '/v1/ingest/providers/kumo', payload: event },
      headers: { authorization: 'Bearer secret-1' },
    });
  expect((await post()).json()).toMatchObject({ recorded: 1 });
  await api.app.inject({ method: 'POST', url: url('kumo', '/pause'), headers });
  expect((await post()).statusCode).toBe(503);
  expect(recorded.length).toBe(1);
  expect(JSON.stringify(await named('kumo'))).not.toContain('secret-1');
});

it('a webhook with a key of another one is told, for what comes to both counts twice', async () => {
  const add = async (name: string, key: string) => {
    const payload = { kind: 'webhook', name, provider: 'mailgun', keys: [key] };
    return (await api.app.inject({ method: 'POST', url: '/v1/sources', headers, payload })).json();
  };
  expect(await add('first', 'one')).toMatchObject({ shares_key_with: null });
  expect(await add('other', 'two')).toMatchObject({ shares_key_with: null });
  expect(await add('again', 'one')).toMatchObject({ shares_key_with: 'first' });
  for (const name of ['first', 'other', 'again']) await api.app.inject({ method: 'DELETE', url: url(name), headers });
});

describe('is refused:', () => {
  const imap = { kind: 'imap', name: 'bounces', host: 'mail.ours.example', user: 'b', password: 'p' };
  it.each([
    ['a file of this machine, for who has a key only', { kind: 'log', name: 'x', path: '/etc/passwd' }, 403],
    ['a folder of this machine', { kind: 'maildir', name: 'x', path: '/home' }, 403],
    ['a file with a password', { ...imap, password: undefined, password_file: '/etc/passwd' }, 403],
    ['a relative path', { kind: 'log', name: 'x', path: 'mail.log' }, 400],
    ['an unknown field', { ...imap, colour: 'red' }, 400],
    ['two passwords, or none', { ...imap, password: undefined }, 400],
    ['a move to nowhere', { ...imap, after: 'move' }, 400],
    ['a name that breaks a path', { ...imap, name: '../x' }, 400],
    ['a kind that is none', { ...imap, kind: 'pop3' }, 400],
    ['a name that is taken', { kind: 'webhook', name: 'shop', provider: 'postmark' }, 409],
  ])('%s', async (_what, payload, status) => {
    const answer = await api.app.inject({ method: 'POST', url: '/v1/sources', headers, payload });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('removing what the configuration has, and anything about what is unknown', async () => {
    expect((await api.app.inject({ method: 'DELETE', url: url('shop'), headers })).statusCode).toBe(409);
    expect((await api.app.inject({ method: 'DELETE', url: url('imap:none'), headers })).statusCode).toBe(404);
    for (const verb of ['/pause', '/resume', '/test'])
      expect((await api.app.inject({ method: 'POST', url: url('imap:none', verb), headers })).statusCode).toBe(404);
  });

  it('a mailbox that nobody answers for is set up, and its test says so', async () => {
    const payload = { ...imap, host: '127.0.0.1', port: 1, tls: 'none' };
    expect((await api.app.inject({ method: 'POST', url: '/v1/sources', headers, payload })).statusCode).toBe(201);
    const test = await api.app.inject({ method: 'POST', url: url('imap:bounces', '/test'), headers });
    expect(test.json()).toMatchObject({ ok: false, saw: [expect.stringContaining('ECONNREFUSED')] });
    expect(test.body).not.toContain('"p"');
  });
});

describe('the tray', () => {
  const ingest = (payload: Buffer) =>
    api.app.inject({
      ...{ method: 'POST', url: '/v1/ingest?source=pipe:bounces&recipient=b@bounces.ours.example', payload },
      headers: { ...headers, 'content-type': 'message/rfc822' },
    });
  const list = async () =>
    (await api.app.inject({ url: '/v1/tray', headers })).json<{
      data: Record<string, string>[];
      next: string | null;
    }>();

  it('shows what is in it, and gives it back as it came', async () => {
    await ingest(personal());
    const { data, next } = await list();
    expect([data, next]).toMatchObject([
      [{ source: 'pipe:bounces', kind: 'bounce_mail', form: 'eml', recipient: 'b@bounces.ours.example' }],
      null,
    ]);
    const raw = await api.app.inject({ url: `/v1/tray/${data[0]?.['id']}/raw`, headers });
    expect(raw.rawPayload.equals(personal())).toBe(true);
    expect(raw.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringContaining('attachment'),
    });
  });

  it('keeps what is still not understood, and loses what is thrown away', async () => {
    await ingest(personal());
    const id = (await list()).data[0]?.['id'];
    const again = await api.app.inject({ method: 'POST', url: `/v1/tray/${id}/retry`, headers });
    expect(again.json()).toMatchObject({ recorded: 0, in_tray: true });
    expect((await list()).data.length).toBe(1);
    expect((await api.app.inject({ method: 'DELETE', url: `/v1/tray/${id}`, headers })).statusCode).toBe(204);
    expect((await api.app.inject({ method: 'DELETE', url: `/v1/tray/${id}`, headers })).statusCode).toBe(404);
    expect((await list()).data).toEqual([]);
  });

  it('reads again with the readers of now: what is understood is recorded and leaves it', async () => {
    // As an older version has left it there.
    await ingest(personal());
    const id = (await list()).data[0]?.['id'] ?? '';
    writeFileSync(join(api.folder, 'tray', `${id}.eml`), autoReply());
    const again = await api.app.inject({ method: 'POST', url: `/v1/tray/${id}/retry`, headers });
    expect(again.json()).toMatchObject({ recorded: 1, in_tray: false });
    expect(recorded).toMatchObject([{ type: 'auto_reply_received', sourceName: 'pipe:bounces' }]);
    expect((await list()).data).toEqual([]);
  });
});

describe('after a restart', () => {
  let first: TestApi;
  beforeAll(async () => {
    first = await openTestApi();
  });
  afterAll(() => first.close());

  it('the store still has what was added, and whether it is paused', async () => {
    const { authorization } = await first.authorization('sources:write');
    const payload = { kind: 'webhook', name: 'kumo', provider: 'kumomta', tokens: ['t'] };
    const post = (path: string, body?: object) =>
      first.app.inject({
        method: 'POST',
        url: path,
        headers: { authorization },
        ...(body === undefined ? {} : { payload: body }),
      });
    await post('/v1/sources', payload);
    await post('/v1/sources/kumo/pause');
    await post('/v1/sources/shop/pause');
    expect(await first.store.sources()).toMatchObject([
      { name: 'kumo', settings: { kind: 'webhook', provider: 'kumomta' }, paused: true },
      { name: 'shop', settings: null, paused: true },
    ]);
  });
});
