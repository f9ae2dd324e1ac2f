import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate, type DnsAnswer, listen, type Resolver } from '@hearback/smtp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig, placesOf } from '../config/index.ts';
import type { Examined } from './examined.ts';
import { checkPostmaster, checkRelay } from './listeners.ts';
import { judgeFlush } from './machine.ts';
import { checkDomains, checkEhloNames } from './names.ts';
import { checkPort25 } from './reach.ts';
import { checkServed } from './served.ts';
import { checkSharedKeys } from './webhooks.ts';

const configured = (...set: string[]): Examined => {
  const { read } = loadConfig({ file: null, env: { HEARBACK_CONFIG: '/dev/null' }, set });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { config } = read;
  return { config, places: placesOf(config, {}) };
};

const answers = (zone: Readonly<Record<string, readonly string[]>>): Resolver => {
  const find = async <T>(name: string): Promise<DnsAnswer<T>> => {
    const records = zone[name] as readonly T[] | undefined;
    return records === undefined
      ? { kind: 'no_name', secure: false }
      : { kind: 'found', records, secure: false, expiresAt: Number.POSITIVE_INFINITY };
  };
  const none = async (): Promise<DnsAnswer<never>> => ({ kind: 'no_data', secure: false });
  return { a: find, txt: find, ptr: find, aaaa: none, mx: none, tlsa: none };
};

function keyFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'dkim.pem');
  writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return file;
}

describe('names in EHLO', () => {
  const check = async (zone: Readonly<Record<string, readonly string[]>>, ...set: string[]) =>
    (await checkEhloNames(configured('server.hostname=mail.a.example', ...set), answers(zone)))[0];

  it.each([
    ['forth and back', { 'mail.a.example': ['192.0.2.1'], '192.0.2.1': ['mail.a.example'] }, 'ok'],
    ['no way back', { 'mail.a.example': ['192.0.2.1'], '192.0.2.1': ['host-1.provider.example'] }, 'warn'],
    ['no address', {}, 'fail'],
  ])('%s', async (_what, zone, standing) => {
    expect(await check(zone)).toMatchObject({ standing });
  });

  it('must lead to the address that mail leaves from', async () => {
    const zone = { 'mail.a.example': ['192.0.2.1'], '192.0.2.1': ['mail.a.example'] };
    const finding = await check(zone, 'delivery.sources.default.address=192.0.2.9');
    expect(finding).toMatchObject({ standing: 'fail', advice: 'add 192.0.2.9 to the records of mail.a.example' });
  });

  it('must be full', async () => {
    expect((await checkEhloNames(configured('server.hostname=mail'), answers({})))[0]).toMatchObject({
      standing: 'fail',
    });
  });
});

it('a name server that cannot be used is told before port 25 is tried', async () => {
  const why = '192.0.2.53: NXDOMAIN, but to this server the root does not exist either';
  const dns: Resolver = { ...answers({}), mx: async () => ({ kind: 'unanswered', why }) };
  expect(await checkPort25('a.example', dns)).toMatchObject({
    standing: 'fail',
    text: `a.example cannot be looked up: ${why}`,
    advice: 'see dns.servers and /etc/resolv.conf',
  });
});

it('a bounce domain without MX, and nothing signed, are told', async () => {
  const configuration = configured(
    'return_path.domain=bounces.a.example',
    `return_path.keys.0.secret=${Buffer.alloc(32).toString('base64')}`,
  );
  expect(await checkDomains(configuration, answers({}))).toMatchObject([
    { check: 'DKIM', standing: 'warn' },
    { check: 'bounces bounces.a.example', standing: 'fail' },
    { check: 'SPF bounces.a.example', standing: 'warn' },
  ]);
});

it('SPF is looked for where receivers ask for it: at the domain of return paths where there is one', async () => {
  const key = ['dkim.a.selector=hb1', 'dkim.a.key_file=/nowhere'];
  const bounces = [
    'return_path.domain=bounces.a.example',
    `return_path.keys.0.secret=${Buffer.alloc(32).toString('base64')}`,
  ];
  const spf = async (...set: string[]) =>
    (await checkDomains(configured(...set), answers({ a: ['v=spf1 -all'], 'bounces.a.example': ['v=spf1 mx -all'] })))
      .filter(({ check }) => check.startsWith('SPF'))
      .map(({ check, standing }) => `${check} ${standing}`);
  expect(await spf(...key)).toEqual(['SPF a ok']);
  expect(await spf(...key, ...bounces)).toEqual(['SPF bounces.a.example ok']);
});

it('of what nobody answers for nothing is said to be missing', async () => {
  const why = '192.0.2.53: timeout';
  const silent = async () => ({ kind: 'unanswered' as const, why });
  const dns: Resolver = { a: silent, aaaa: silent, txt: silent, ptr: silent, mx: silent, tlsa: silent };
  const configuration = configured(
    'server.hostname=mail.a.example',
    'dkim.a.selector=hb1',
    `dkim.a.key_file=${keyFile()}`,
    'return_path.domain=bounces.a.example',
    `return_path.keys.0.secret=${Buffer.alloc(32).toString('base64')}`,
  );
  const found = [...(await checkEhloNames(configuration, dns)), ...(await checkDomains(configuration, dns))];
  expect(found.map(({ check }) => check)).toEqual([
    'name mail.a.example',
    'DKIM a',
    'DMARC a',
    'bounces bounces.a.example',
    'SPF bounces.a.example',
  ]);
  for (const { text } of found) expect(text).toBe(`cannot be looked up: ${why}`);
  const named: Resolver = { ...dns, a: answers({ 'mail.a.example': ['192.0.2.1'] }).a };
  expect(await checkEhloNames(configuration, named)).toMatchObject([{ text: `cannot be looked up: ${why}` }]);
});

it('a listener that does not answer is told, and ends nobody who looks', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const looked = configured(
    'smtp.trusted_networks=192.0.2.0/24',
    'smtp.listeners.submission.address=127.0.0.1',
    `smtp.listeners.submission.port=${port}`,
  );
  expect(await checkRelay(looked)).toMatchObject([
    { check: 'open relay submission', standing: 'warn', text: `port ${port} does not answer` },
  ]);
});

it.each([
  ['starttls', false],
  ['implicit', true],
])('another certificate than the one in the file is told (%s)', async (tls, implicitTls) => {
  const [served, renewed] = [1, 2].map(() => createCertificate({ names: ['mail.a.example'] }));
  if (served === undefined || renewed === undefined) throw new Error('no certificates');
  const folder = mkdtempSync(join(tmpdir(), 'hearback-doctor-'));
  const receiver = await listen(
    { hostname: 'mail.a.example', address: '127.0.0.1', port: 0, tls: served, implicitTls },
    { rcpt: () => null, message: async () => ({ code: 250, status: '2.0.0', text: '' }) },
  );
  onTestFinished(async () => {
    await receiver.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'cert.pem');
  const at = 'smtp.listeners.in';
  const looked = configured(
    ...[`${at}.address=127.0.0.1`, `${at}.port=${receiver.port}`, `${at}.tls=${tls}`],
    ...[`${at}.cert_file=${file}`, `${at}.key_file=${file}`],
  );
  writeFileSync(file, served.cert);
  expect(await checkServed(looked)).toMatchObject([{ check: 'served in', standing: 'ok' }]);
  writeFileSync(file, renewed.cert);
  expect(await checkServed(looked)).toMatchObject([
    { standing: 'warn', text: expect.stringContaining(`another certificate than ${file}`) },
  ]);
});

it('a key of two webhooks is told, for what comes to both counts twice', () => {
  const webhook = (name: string, provider: string, key: string) => [
    `intake.webhooks.${name}.provider=${provider}`,
    `intake.webhooks.${name}.keys=${key}`,
  ];
  const own = [...webhook('shop', 'mailgun', 'one,two'), ...webhook('news', 'mailgun', 'three')];
  expect(checkSharedKeys(configured(...own, ...webhook('other', 'resend', 'two')))).toEqual([]);
  expect(checkSharedKeys(configured(...own, ...webhook('again', 'mailgun', 'two')))).toMatchObject([
    { check: 'webhook again', standing: 'warn', text: expect.stringContaining('a key of shop') },
  ]);
});

describe('flushes', () => {
  it.each([
    ['a disk', 0.4, 3, 'ok'],
    ['memory', 0.01, 0.02, 'warn'],
    ['a slow disk', 5, 300, 'warn'],
  ])('%s', (_what, usual, worst, standing) => {
    expect(judgeFlush([...Array.from({ length: 59 }, () => usual), worst])).toMatchObject({ standing });
  });
});

it('a postmaster whose mail goes nowhere is told', () => {
  const name = 'server.hostname=mail.a.example';
  expect(checkPostmaster(configured(name))).toMatchObject({
    standing: 'warn',
    text: 'mail for postmaster@mail.a.example is refused',
  });
  expect(checkPostmaster(configured(name, 'smtp.postmaster=ann@b.example'))).toMatchObject({ standing: 'ok' });
});

describe('open relay', () => {
  it('is told from the configuration alone when everybody is trusted', async () => {
    const findings = await checkRelay(configured('smtp.trusted_networks=0.0.0.0/0'), async () => null);
    expect(findings).toMatchObject([{ standing: 'fail' }]);
  });

  it.each([
    ['550 5.7.1 Relaying denied', 'ok'],
    ['250 2.1.5 Recipient OK', 'fail'],
    [null, 'warn'],
  ])('is told from the answer to a stranger: %j', async (reply, standing) => {
    const configuration = configured('smtp.trusted_networks=198.51.100.0/24', 'smtp.listeners.a.address=0.0.0.0');
    expect(await checkRelay(configuration, async () => reply)).toMatchObject([{ standing }]);
  });
});
