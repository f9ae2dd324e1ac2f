/** What the configuration names is opened as the service opens it. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate } from '@hearback/smtp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig, placesOf } from '../config/index.ts';
import { checkFiles, examineFiles, judgeCertificate } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-files-'));
const at = (name: string): string => join(folder, name);
const day = 86_400_000;

beforeAll(() => {
  const ours = createCertificate({ names: ['mail.a.example'] });
  const other = createCertificate({ names: ['mail.a.example'] });
  const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: pkcs8,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const locked = generateKeyPairSync('ed25519').privateKey.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'x' });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pkcs8);
  const files = {
    ...{ 'cert.pem': ours.cert, 'key.pem': ours.key, 'other.key': other.key, 'both.pem': `${ours.cert}${ours.key}` },
    ...{
      'dkim.pem': privateKey,
      'locked.pem': locked,
      'curve.pem': curve,
      junk: 'junk',
      empty: '',
      password: 'secret\n',
    },
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
  for (const name of ['mail', 'mail/new', 'mail/cur', 'half', 'half/new']) mkdirSync(at(name));
});
afterAll(() => rmSync(folder, { recursive: true }));

function configured(...set: string[]) {
  const { read } = loadConfig({
    file: null,
    env: { HEARBACK_CONFIG: '/dev/null' },
    set: ['server.hostname=mail.a.example', ...set],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { config: read.config, places: placesOf(read.config, {}) };
}

const found = async (...set: string[]) =>
  (await checkFiles(configured(...set), Date.now())).map(({ check, standing, text }) => ({
    check,
    said: `${standing}: ${text.replaceAll(`${folder}/`, '')}`,
  }));

const listener = (cert: string, key: string) => [
  'smtp.listeners.in.tls=required',
  `smtp.listeners.in.cert_file=${at(cert)}`,
  `smtp.listeners.in.key_file=${at(key)}`,
];
const dkim = (file: string) => ['dkim."a.example".selector=s1', `dkim."a.example".key_file=${at(file)}`];
const imap = (...more: string[]) =>
  ['host=imap.a.example', 'user=ann', ...more].map((setting) => `intake.imap.office.${setting}`);

it.each<[string, readonly string[], string, string]>([
  ['a pair', listener('cert.pem', 'key.pem'), 'certificate in', 'ok: for mail.a.example, '],
  ['both in one file', listener('both.pem', 'both.pem'), 'certificate in', 'ok: for mail.a.example, '],
  [
    'no certificate',
    listener('none', 'key.pem'),
    'certificate in',
    'fail: smtp.listeners.in.cert_file: none does not exist',
  ],
  ['a folder', listener('mail', 'key.pem'), 'certificate in', 'fail: smtp.listeners.in.cert_file: mail is a folder'],
  [
    'a junk certificate',
    listener('junk', 'key.pem'),
    'certificate in',
    'fail: smtp.listeners.in.cert_file: junk has no certificate (PEM) in it',
  ],
  [
    'a junk key',
    listener('cert.pem', 'junk'),
    'certificate in',
    'fail: smtp.listeners.in.key_file: junk has no private key (PEM) in it',
  ],
  [
    'a locked key',
    listener('cert.pem', 'locked.pem'),
    'certificate in',
    'fail: smtp.listeners.in.key_file: locked.pem is locked with a passphrase',
  ],
  [
    'the key of another',
    listener('cert.pem', 'other.key'),
    'certificate in',
    'fail: smtp.listeners.in.key_file: other.key is not the key of cert.pem',
  ],
  ['a key that signs', dkim('dkim.pem'), 'DKIM key a.example', 'ok: dkim.pem'],
  ['no key', dkim('none'), 'DKIM key a.example', 'fail: dkim."a.example".key_file: none does not exist'],
  [
    'a key that cannot sign',
    dkim('curve.pem'),
    'DKIM key a.example',
    'fail: dkim."a.example".key_file: curve.pem cannot sign: ',
  ],
  ['a password', imap(`password_file=${at('password')}`), 'imap:office', 'ok: password'],
  ['an empty password', imap(`password_file=${at('empty')}`), 'imap:office', 'fail: empty is empty'],
  ['no password', imap(`password_file=${at('none')}`), 'imap:office', 'fail: none does not exist'],
  [
    'junk authorities',
    imap('password=x', `ca_file=${at('junk')}`),
    'imap:office',
    'fail: junk has no certificate (PEM) in it',
  ],
  ['a Maildir', [`intake.maildirs.in.path=${at('mail')}`], 'maildir:in', 'ok: mail'],
  ['half a Maildir', [`intake.maildirs.in.path=${at('half')}`], 'maildir:in', 'fail: half/cur does not exist'],
  ['a log', [`intake.logs.in.path=${at('empty')}`], 'log:in', 'ok: empty'],
  ['a log to come', [`intake.logs.in.path=${at('none')}`], 'log:in', 'warn: none is not there'],
  ['a folder of logs', [`intake.logs.in.path=${at('mail')}`], 'log:in', 'fail: mail is no plain file'],
])('%s', async (_what, set, check, said) => {
  expect(await found(...set)).toEqual([{ check, said: expect.stringContaining(said) }]);
});

it('what is not named is not looked for', async () => {
  expect(await found()).toEqual([]);
});

it('a store in a folder that is not there', async () => {
  const house = configured(`server.data=${folder}`, `store.file=${at('none/hearback.db')}`);
  expect(await examineFiles(house, Date.now())).toMatchObject([
    { check: 'data folder' },
    { check: 'store file', standing: 'fail', text: `${at('none')} does not exist` },
  ]);
});

it('a key of two webhooks is told before the service starts', async () => {
  const webhook = (name: string) => [`intake.webhooks.${name}.provider=mailgun`, `intake.webhooks.${name}.keys=one`];
  const house = configured(`server.data=${folder}`, ...webhook('shop'), ...webhook('news'));
  expect(await examineFiles(house, Date.now())).toContainEqual(
    expect.objectContaining({ check: 'webhook news', standing: 'warn' }),
  );
});

describe('a certificate is judged by its name and its days', () => {
  const pem = Buffer.from(createCertificate({ names: ['mail.a.example'] }).cert);
  it.each([
    ['mail.a.example', 0, 'ok'],
    ['mail.a.example', 100_000, 'fail'],
    ['mail.a.example', -100_000, 'fail'],
    ['other.example', 0, 'warn'],
  ])('%s in %i days: %s', (hostname, days, standing) => {
    expect(judgeCertificate('certificate', pem, hostname, Date.now() + days * day).standing).toBe(standing);
  });
});
