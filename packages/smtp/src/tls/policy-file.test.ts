import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DnsAnswer, Resolver } from '../dns/resolver.ts';
import { createMtaSts, type KeptPolicy } from './mta-sts.ts';
import { openPolicyFile } from './policy-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearback-sts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const day = 86_400_000;
const place = () => join(folder, 'mta-sts.json');
const policy = (ends: number): KeptPolicy => ({
  id: '1',
  policy: { mode: 'enforce', mx: ['mx.example.org'], maxAge: ends },
  fetchedAt: 0,
  expiresAt: ends,
});

test('a policy outlives the process, whatever becomes of record and web server', async () => {
  const no: DnsAnswer<never> = { kind: 'no_name', secure: false };
  const silent = async () => no;
  let published = true;
  const txt = async (): Promise<DnsAnswer<string>> =>
    published ? { kind: 'found', records: ['v=STSv1; id=7'], secure: false, expiresAt: 0 } : no;
  const resolver: Resolver = { mx: silent, a: silent, aaaa: silent, tlsa: silent, ptr: silent, txt };
  const text = 'version: STSv1\nmode: enforce\nmx: mx.example.org\nmax_age: 864000\n';
  const start = async (now: number) =>
    createMtaSts({
      resolver,
      fetchPolicy: async () => (published ? { kind: 'policy', text } : { kind: 'failed', why: 'refused' }),
      cache: await openPolicyFile({ file: place(), now: () => now }),
      now: () => now,
    });
  expect((await (await start(0)).policyOf('example.org'))?.policy.mode).toBe('enforce');
  published = false;
  expect((await (await start(9 * day)).policyOf('example.org'))?.policy.mx).toEqual(['mx.example.org']);
  expect(await (await start(11 * day)).policyOf('example.org')).toBeNull();
});

test('many at a time leave one whole document, for nobody else to read', async () => {
  const cache = await openPolicyFile({ file: place(), now: () => 0 });
  await Promise.all(Array.from({ length: 50 }, (_, n) => cache.set(`d${n}.example`, policy(day))));
  expect(readdirSync(folder)).toEqual(['mta-sts.json']);
  expect(statSync(place()).mode & 0o777).toBe(0o600);
  const again = await openPolicyFile({ file: place(), now: () => 0 });
  for (let n = 0; n < 50; n++) expect(await again.get(`d${n}.example`)).toEqual(policy(day));
});

test('what ends first makes room', async () => {
  const cache = await openPolicyFile({ file: place(), most: 2, now: () => 0 });
  await cache.set('long.example', policy(9 * day));
  await cache.set('short.example', policy(day));
  await cache.set('long.example', policy(8 * day));
  await cache.set('new.example', policy(5 * day));
  expect([await cache.get('short.example'), (await cache.get('new.example'))?.expiresAt]).toEqual([undefined, 5 * day]);
  expect(Object.keys(JSON.parse(readFileSync(place(), 'utf8')).policies)).toEqual(['long.example', 'new.example']);
});

test.each([
  'no JSON',
  '[]',
  '{"version":2,"policies":{"a.example":{}}}',
  '{"version":1,"policies":{"a.example":{"id":"1","fetchedAt":0,"expiresAt":9e15,"policy":{"mode":"weak","mx":[],"maxAge":1}}}}',
])('a file that says %s is as none', async (text) => {
  writeFileSync(place(), text);
  const cache = await openPolicyFile({ file: place() });
  expect(await cache.get('a.example')).toBeUndefined();
  await cache.set('b.example', policy(Date.now() + day));
  expect(await (await openPolicyFile({ file: place() })).get('b.example')).toBeDefined();
});

test('a folder that cannot be written to is told, and the policy holds in memory', async () => {
  writeFileSync(join(folder, 'file'), '');
  const errors: unknown[] = [];
  const cache = await openPolicyFile({ file: join(folder, 'file', 'x.json'), onError: (error) => errors.push(error) });
  await cache.set('a.example', policy(day));
  expect(await cache.get('a.example')).toEqual(policy(day));
  expect(errors.length).toBeGreaterThan(0);
});
