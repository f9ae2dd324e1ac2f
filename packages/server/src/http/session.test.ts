/** Whoever comes by a link that works once may look at the page, and change things from it alone. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let folder: string;
const html = '<!doctype html><title>The page</title>';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-page-'));
  mkdirSync(join(folder, 'assets'));
  const files = { 'index.html': html, 'icon.svg': '<svg/>', 'theme.js': '//', 'assets/page-1.js': 'import "x";' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'assets/page-1.js.gz'), gzipSync('import "x";'));
  writeFileSync(join(folder, '..', 'outside.txt'), 'not for you');
  api = await openTestApi({ page: { folder, html } });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

async function link(body: object = {}): Promise<string> {
  const answer = await api.operator.inject({ method: 'POST', url: '/v1/login-links', payload: body });
  const { url } = answer.json<{ url: string }>();
  return url.replace('http://127.0.0.1:8025/#login=', '');
}
const ours = { host: 'localhost:8025', origin: 'http://localhost:8025', 'x-hearback': 'dashboard' };
const enter = (secret: string, headers: Record<string, string> = ours) =>
  api.app.inject({ method: 'POST', url: '/v1/session', headers, payload: { link: secret } });
async function cookieOf(body: object = {}): Promise<string> {
  const [set = ''] = [(await enter(await link(body))).headers['set-cookie']].flat();
  return set.split(';', 1)[0] ?? '';
}

describe('a link', () => {
  it('works once, and the cookie that it leaves is out of reach of scripts and of other sites', async () => {
    const secret = await link();
    const first = await enter(secret);
    expect(first.statusCode).toBe(201);
    expect(first.headers['set-cookie']).toMatch(
      /^hearback_session=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000$/,
    );
    const second = await enter(secret);
    expect([second.statusCode, second.json<{ code: string }>().code]).toEqual([401, 'link_used']);
  });

  it('leaves, by https, a cookie that no other host, path or plain connection can set', async () => {
    const there = await openTestApi({ url: 'https://api.ours.example:8025' });
    const host = { host: 'api.ours.example:8025', origin: 'https://api.ours.example:8025', 'x-hearback': 'dashboard' };
    const made = await there.operator.inject({ method: 'POST', url: '/v1/login-links', payload: {} });
    const [, secret = ''] = made.json<{ url: string }>().url.split('#login=');
    const entered = await there.app.inject({
      ...{ method: 'POST', url: '/v1/session', headers: host, payload: { link: secret } },
    });
    const [set = ''] = [entered.headers['set-cookie']].flat();
    expect(set).toMatch(
      /^__Host-hearback_session=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000; Secure$/,
    );
    const [cookie = ''] = set.split(';', 1);
    const asked = async (sent: string) =>
      (await there.app.inject({ url: '/v1/session', headers: { ...host, cookie: sent } })).statusCode;
    expect(await asked(cookie)).toBe(200);
    expect(await asked(cookie.replace('__Host-', ''))).toBe(401);
    await there.close();
  });

  it.each(['mail.ours.example', '127.0.0.1:8025'])(
    'works through a proxy that speaks TLS and passes on the Host %s: http.url tells who asks',
    async (host) => {
      const there = await openTestApi({ url: 'https://mail.ours.example' });
      const made = await there.operator.inject({ method: 'POST', url: '/v1/login-links', payload: {} });
      const [, secret = ''] = made.json<{ url: string }>().url.split('#login=');
      const enterFrom = async (origin: string) =>
        there.app.inject({
          ...{ method: 'POST', url: '/v1/session', payload: { link: secret } },
          headers: { host, origin, 'x-hearback': 'dashboard', 'sec-fetch-site': 'same-origin' },
        });
      expect((await enterFrom('https://other.ours.example')).statusCode).toBe(403);
      expect((await enterFrom('https://mail.ours.example')).statusCode).toBe(201);
      await there.close();
    },
  );

  it('opens for one of two who use it at the same moment', async () => {
    const secret = await link();
    const both = await Promise.all([enter(secret), enter(secret)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 401]);
  });

  it.each(['', 'x', `000000000000_${'a'.repeat(43)}`])('that nobody made (%j) opens nothing', async (secret) => {
    expect((await enter(secret)).statusCode).toBe(401);
  });

  it('is made by nobody but the operator at the socket', async () => {
    const headers = { cookie: await cookieOf(), ...ours };
    const answer = await api.app.inject({ method: 'POST', url: '/v1/login-links', headers, payload: {} });
    expect(answer.statusCode).toBe(403);
  });
});

describe('a session', () => {
  it('reads and writes from the page', async () => {
    const headers = { ...ours, cookie: await cookieOf({ name: 'ann' }) };
    const me = await api.app.inject({ url: '/v1/session', headers });
    expect(me.json()).toMatchObject({
      name: expect.stringMatching(/^ann \([0-9a-f]{12}\)$/),
      simulated: false,
      speed: 1,
    });
    const paused = await api.app.inject({
      method: 'POST',
      url: '/v1/queue/pause',
      headers,
      payload: { lane: 'a.example', why: 'x' },
    });
    expect(paused.statusCode).toBe(200);
  });

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of another port of this host', { origin: 'http://localhost:9999' }],
    ['of no origin that it names', { origin: 'null' }],
    ['that sends a form', { 'x-hearback': undefined }],
  ])('changes nothing for a page %s', async (_, change) => {
    const headers = { ...ours, cookie: await cookieOf(), ...change };
    const answer = await api.app.inject({
      method: 'POST',
      url: '/v1/queue/pause',
      headers: present(headers),
      payload: { lane: 'b.example', why: 'x' },
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'cross_site']);
    expect(await api.store.laneStates()).not.toContainEqual(expect.objectContaining({ lane: 'b.example' }));
  });

  it('made to read only reads', async () => {
    const headers = { ...ours, cookie: await cookieOf({ read_only: true }) };
    expect((await api.app.inject({ url: '/v1/messages', headers })).statusCode).toBe(200);
    const answer = await api.app.inject({
      method: 'POST',
      url: '/v1/queue/pause',
      headers,
      payload: { lane: 'c.example', why: 'x' },
    });
    expect(answer.statusCode).toBe(403);
  });

  it('is over when it is signed out, or ended by somebody', async () => {
    const [mine, theirs] = [await cookieOf(), await cookieOf({ name: 'eve' })];
    const as = (cookie: string) => ({ ...ours, cookie });
    await api.app.inject({ method: 'DELETE', url: '/v1/session', headers: as(theirs) });
    expect((await api.app.inject({ url: '/v1/session', headers: as(theirs) })).statusCode).toBe(401);
    const third = await cookieOf({ name: 'third' });
    const { data } = (await api.app.inject({ url: '/v1/sessions', headers: as(mine) })).json<{
      data: { id: string; name: string }[];
    }>();
    const id = data.find(({ name }) => name === 'third')?.id ?? '';
    expect((await api.app.inject({ method: 'DELETE', url: `/v1/sessions/${id}`, headers: as(mine) })).statusCode).toBe(
      204,
    );
    expect((await api.app.inject({ url: '/v1/session', headers: as(third) })).statusCode).toBe(401);
  });

  it('is nobody without its cookie', async () => {
    expect((await api.app.inject({ url: '/v1/session', headers: ours })).statusCode).toBe(401);
  });
});

describe('the page', () => {
  it.each(['/', '/bounces', '/messages/msg_1'])('is at %s, and lets nothing come from elsewhere', async (url) => {
    const answer = await api.app.inject({ url, headers: { accept: 'text/html', host: 'localhost' } });
    expect([answer.statusCode, answer.body]).toEqual([200, html]);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
  });

  it('has its files for a year, as they were packed', async () => {
    const headers = { host: 'localhost', 'accept-encoding': 'gzip' };
    const answer = await api.app.inject({ url: '/assets/page-1.js', headers });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
  });

  it.each([
    '/assets/../index.html',
    '/assets/%2e%2e/%2e%2e/outside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/assets/none.js',
  ])('has no file at %s', async (url) => {
    const answer = await api.app.inject({ url, headers: { host: 'localhost' } });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('not for you');
  });

  it('is not what a program gets that asks for what is not there', async () => {
    const wanting = { accept: 'text/html', host: 'localhost' };
    for (const [url, headers] of [
      ['/v1/nothing', wanting],
      ['/bounces', { host: 'localhost' }],
    ] as const)
      expect((await api.app.inject({ url, headers })).statusCode).toBe(404);
  });
});

const present = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
