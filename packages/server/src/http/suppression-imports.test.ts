/** A whole list handed in: what of it is new, known and wrong, and what becomes of an import that is cut off. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { explain } from '@hearback/bounce';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openImports } from '../imports/imports.ts';
import { eventOf, messageOf } from '../store/store.fixture.ts';
import { openTestApi, type TestApi } from './api.fixture.ts';

let api: TestApi;
let headers: { readonly authorization: string };
beforeAll(async () => {
  api = await openTestApi({ bodyLimit: 100_000 });
  headers = await api.authorization('suppressions:read', 'suppressions:write', 'audit:read');
});
afterAll(() => api.close());

const get = async (url: string) => (await api.app.inject({ method: 'GET', url, headers })).json();
async function handIn(payload: string | object, query = '', type = 'text/csv') {
  const sent = { ...headers, 'content-type': typeof payload === 'string' ? type : 'application/json' };
  const answer = await api.app.inject({
    ...{ method: 'POST', url: `/v1/suppressions/imports${query}`, headers: sent, payload },
  });
  return { status: answer.statusCode, body: answer.json() };
}
async function taken(...given: Parameters<typeof handIn>) {
  const { status, body } = await handIn(...given);
  expect([status, body.state]).toEqual([202, 'running']);
  let job = body;
  while (job.state === 'running') job = await get(`/v1/jobs/${job.id}?wait=10`);
  return job;
}
const isHeld = async (address: string, context: object = {}): Promise<boolean> => {
  const payload = { addresses: [address], ...context };
  const answer = await api.app.inject({ method: 'POST', url: '/v1/suppressions/check', headers, payload });
  return answer.json().data[0].suppressed;
};

test('a file is taken line by line, and each line counted as what it was', async () => {
  const hash = createHash('sha256').update('hidden@there.example').digest('hex');
  const file = `one@there.example\nONE@there.example\nnobody\n${hash}\ntwo@there.example\n`;
  const dry = await taken(file, '?dry_run=true');
  expect(dry).toMatchObject({ kind: 'import', state: 'done', detail: { dry_run: true, lines: 5, new: 3, known: 1 } });
  expect(dry.detail).toMatchObject({ invalid: 1, errors: [{ line: 3, why: 'is no address' }] });
  expect(await isHeld('one@there.example')).toBe(false);
  const job = await taken(file, '?reason=mailbox_full&why=moved');
  expect(job.detail).toMatchObject({ dry_run: false, new: 3, known: 1, octets: file.length, read_octets: file.length });
  expect([await isHeld('one@there.example'), await isHeld('hidden@there.example')]).toEqual([true, true]);
  expect((await taken(file)).detail).toMatchObject({ new: 0, known: 4, invalid: 1 });
  expect((await get('/v1/audit')).data[0]).toMatchObject({ what: 'suppression.imported' });
  expect((await get('/v1/suppressions/imports?limit=1')).data).toMatchObject([{ state: 'done', detail: { known: 4 } }]);
  await api.imports.quiet();
  expect(readdirSync(join(api.folder, 'imports'))).toEqual([]);
});

test('a trial run counts what the real one counts, and the last word about an address is what counts', async () => {
  const names = Array.from({ length: 500 }, (_, n) => `n${n}@trial.example`);
  const lines = ['first', 'second', 'third'].flatMap((why) => names.map((name) => `${name},${why},`));
  const text = ['address,why,expires_at', ...lines, 'gone@trial.example,x,2020-01-01T00:00:00Z'].join('\n');
  const counts = { lines: 1501, new: 500, known: 1000, released: 1, invalid: 0 };
  expect((await taken(text, '?dry_run=true')).detail).toMatchObject(counts);
  expect((await taken(text)).detail).toMatchObject(counts);
  const all = await Promise.all(names.map((name) => get(`/v1/suppressions/${name}`)));
  expect(new Set(all.map(({ entries }) => entries[0].why))).toEqual(new Set(['third']));
});

test('an export goes in again as it came out, also entries of a list; released ones stay released', async () => {
  const entries = [
    { address: 'a@list.example', scope: 'list', value: 'weekly', why: 'said, "no"\nat once' },
    { address: 'b@list.example', expires_at: '2099-01-01T00:00:00Z' },
    { address: 'c@list.example' },
  ];
  expect((await taken({ entries })).detail).toMatchObject({ new: 3, invalid: 0 });
  await api.app.inject({ method: 'DELETE', url: '/v1/suppressions/c@list.example', headers });
  // Provisional: it took a message before.
  for (const type of ['delivered', 'bounced'] as const) {
    const verdict = type === 'bounced' ? explain('550 5.1.1 No such user') : null;
    const event = eventOf(type, { recipient: 'd@list.example', message_id: messageOf().id, verdict });
    await api.engine.recorder.record({ events: [event] });
  }
  for (const [format, type] of [
    ['csv', 'text/csv'],
    ['jsonl', 'application/jsonl'],
  ] as const) {
    const exported = await api.app.inject({ method: 'GET', url: `/v1/suppressions/export?format=${format}`, headers });
    const again = await taken(exported.body, '', type);
    expect(again.detail).toMatchObject({ new: 0, released: 1, invalid: 0 });
  }
  expect([await isHeld('a@list.example'), await isHeld('a@list.example', { list: 'weekly' })]).toEqual([false, true]);
  expect(await isHeld('c@list.example')).toBe(false);
});

test('more lines than a request with JSON could hold are taken, and wrong ones told up to a number', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) =>
    index % 10 === 0 ? `no ${index}` : `n${index}@many.example`,
  );
  const { detail } = await taken(lines.join('\n'), '?dry_run=true');
  expect(detail).toMatchObject({ lines: 20_000, new: 18_000, invalid: 2000 });
  expect(detail.errors).toHaveLength(100);
  expect(detail.errors[99]).toEqual({ line: 991, why: 'is no address' });
});

test('says what is wrong with the request, and keeps nothing of it', async () => {
  const address = await api.app.listen({ host: '127.0.0.1', port: 0 });
  const tooMuch = { method: 'POST', body: 'x'.repeat(5_000_000), headers: { ...headers, 'content-type': 'text/csv' } };
  expect(await fetch(`${address}/v1/suppressions/imports`, tooMuch)).toMatchObject({ status: 413 });
  expect(await handIn('a@b.example', '?scope=list')).toMatchObject({
    ...{ status: 400, body: { errors: [{ pointer: '/querystring/value' }] } },
  });
  expect(await handIn('a@b.example', '', 'text/plain')).toMatchObject({ status: 415 });
  expect(await get('/v1/jobs/imp_00000000-0000-7000-8000-000000000000')).toMatchObject({ status: 404 });
  const reader = await api.authorization('rules:read');
  const [job] = (await get('/v1/suppressions/imports')).data;
  const asked = await api.app.inject({ method: 'GET', url: `/v1/jobs/${job.id}`, headers: reader });
  expect(asked.json()).toMatchObject({ status: 403, scope: 'suppressions:read' });
  expect(readdirSync(join(api.folder, 'imports'))).toEqual([]);
});

test('an import that its process did not end says so when the service is there again', async () => {
  const [done] = (await api.store.jobs('import', null, 1)).data;
  if (done === undefined) throw new Error('no import was made');
  const id = 'imp_01900000-0000-7000-8000-000000000000';
  await api.store.saveJob({ ...done, id, state: 'running', touchedAt: Date.now(), detail: { ...done.detail, new: 7 } });
  const folder = join(api.folder, 'left');
  mkdirSync(folder);
  writeFileSync(join(folder, id), 'a@b.example\n');
  const suppressions = { isKnown: async () => [], add: async () => {} };
  const again = await openImports({
    ...{ store: api.store, suppressions, ids: { make: () => id }, now: Date.now, folder },
    log: pino({ level: 'silent' }),
  });
  expect(await get(`/v1/jobs/${id}`)).toMatchObject({
    state: 'failed',
    detail: { new: 7, problem: expect.stringContaining('ended before the import did') },
  });
  expect(readdirSync(folder)).toEqual([]);
  await again.close();
});

test('a stop breaks an import off at once, and it says so', async () => {
  const folder = join(api.folder, 'stopped');
  const id = 'imp_01900000-0000-7000-8000-000000000001';
  // The first batch is under way when the service is told to stop.
  let closed: Promise<void> = Promise.resolve();
  const suppressions = {
    isKnown: async (entries: readonly object[]) => entries.map(() => false),
    add: async () => {
      closed = imports.close();
    },
  };
  const imports = await openImports({
    ...{ store: api.store, suppressions, ids: { make: () => id }, now: Date.now, folder },
    log: pino({ level: 'silent' }),
  });
  const lines = Array.from({ length: 5000 }, (_, index) => `s${index}@many.example\n`).join('');
  await imports.begin(Readable.from([lines]), { form: 'csv', dryRun: false, said: {}, who: 'ann' });
  await imports.quiet();
  await closed;
  expect(await api.store.job(id)).toMatchObject({ state: 'failed', detail: { new: 1000 } });
  expect(readdirSync(folder)).toEqual([]);
});
