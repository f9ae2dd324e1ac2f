import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeConfigurationDocs } from './docs.ts';
import { type Loaded, loadConfig } from './load.ts';
import { writeProblem } from './read.ts';
import type { Config } from './schema/schema.ts';
import { showSettings } from './show.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const load = (toml: string, env: Record<string, string> = {}, set: string[] = []): Loaded => {
  const file = join(folder, 'config.toml');
  writeFileSync(file, toml);
  return loadConfig({ file, env, set });
};
const config = (toml: string, env: Record<string, string> = {}, set: string[] = []): Config => {
  const { read } = load(toml, env, set);
  if (!read.ok) throw new Error(read.problems.map(writeProblem).join('\n'));
  return read.config;
};
const problems = (toml: string, env: Record<string, string> = {}, set: string[] = []): string => {
  const { read } = load(toml, env, set);
  return read.ok ? '' : read.problems.map(writeProblem).join('\n').replaceAll(folder, '');
};

describe('values', () => {
  it('are the defaults when nothing is given', () => {
    const { delivery, retry, smtp } = config('');
    expect(delivery.timeouts.dot).toBe(600_000);
    expect(retry.schedule).toEqual([0, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 21_600_000]);
    expect(smtp.max_size).toBe(25 * 1024 * 1024);
    expect(smtp.listeners).toMatchObject({ submission: { address: '127.0.0.1', port: 2525, tls: 'none' } });
  });

  it.each([
    ['"15m"', 900_000],
    ['"1h30m"', 5_400_000],
    ['"5d"', 432_000_000],
    ['"250ms"', 250],
    ['"0"', 0],
  ])('read the duration %s', (written, milliseconds) => {
    expect(config(`[delivery]\nidle = ${written}`).delivery.idle).toBe(milliseconds);
  });

  it.each(['15', '"15"', '"m"', '""', '"1m1h"', '"-5m"', '"1.5h"', '"5 m"'])('refuse %s as a duration', (written) => {
    expect(problems(`[delivery]\nidle = ${written}`)).toContain('delivery.idle must be a duration such as "15m"');
  });

  it.each(['25', '"25"', '"25mb"', '"25 MB"', '"-1MB"', '"MB"'])('refuse %s as a size', (written) => {
    expect(problems(`[smtp]\nmax_size = ${written}`)).toContain('smtp.max_size must be a size such as "25MB"');
  });

  it('weigh flag over environment over file', () => {
    const toml = '[http]\nport = 1\n[smtp]\nmax_recipients = 200\n[dns]\nservers = ["192.0.2.1"]';
    const read = config(toml, { HEARBACK_HTTP__PORT: '2', HEARBACK_DNS__SERVERS: '192.0.2.2, 192.0.2.3' }, [
      'http.port=3',
    ]);
    expect(read.http.port).toBe(3);
    expect(read.smtp.max_recipients).toBe(200);
    expect(read.dns.servers).toEqual(['192.0.2.2', '192.0.2.3']);
  });

  it('reach a quoted name', () => {
    expect(config('', {}, ['delivery.domains."example.com".port=26']).delivery.domains['example.com']?.port).toBe(26);
  });

  it('take a secret from the file that the environment names', () => {
    const file = join(folder, 'secret');
    writeFileSync(file, 'postgres://u:p@db/mail\n');
    expect(config('', { HEARBACK_STORE__URL_FILE: file }).store.url).toBe('postgres://u:p@db/mail');
    expect(problems('', { HEARBACK_STORE__URL_FILE: `${file}x` })).toContain('store.url cannot be read: ENOENT');
  });

  it('take __proto__ as a name like any other', () => {
    const read = config('[streams.__proto__]\nmax_age = "1d"');
    expect(Object.keys(read.streams)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['max_age']).toBeUndefined();
  });
});

it('what Kubernetes says of its services, and what other parts read, is no key', () => {
  const env = { HEARBACK_HTTP_PORT: 'tcp://10.0.0.11:8025', HEARBACK_URL: 'http://x.example', HEARBACK_TOKEN: 'hb_x' };
  expect(config('', env).http.port).toBe(config('').http.port);
});

describe('what is wrong is said with its place', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['a misspelt key', '[smtp]\nmax_sise = "1MB"', {}, 'smtp.max_sise is no key; did you mean smtp.max_size?'],
    ['a misspelt table', '[delivry]\nidle = "5s"', {}, 'delivry is no key; did you mean delivery?'],
    ['a key in the wrong table', '[server]\nopen_metrics = true', {}, 'did you mean http.open_metrics?'],
    ['a stranger', '[http]\nfrobnicate = 1', {}, 'http.frobnicate is no key (file'],
    [
      'from the environment',
      '',
      { HEARBACK_HTTP__PROT: '1' },
      'did you mean http.port? (environment HEARBACK_HTTP__PROT)',
    ],
    [
      'from the environment with one underscore',
      '',
      { HEARBACK_SUBMISSION_LOG_LEVEL: 'x', HEARBACK_SERVER_LOG_LEVEL: 'debug' },
      'server.log_level is written HEARBACK_SERVER__LOG_LEVEL, with two underscores (environment HEARBACK_SERVER_LOG_LEVEL)',
    ],
    ['a value for a table', 'smtp = 3', {}, 'smtp is a table, not a value'],
    ['a table for a value', '[http.port]\na = 1', {}, 'http.port is a value, not a table'],
    ['a choice', '[server]\nlog_level = "wran"', {}, 'did you mean warn?'],
    ['a port', '[http]\nport = 65536', {}, 'http.port must be at most 65535'],
    ['a text for a number', '[http]\nport = "80"', {}, 'http.port must be a whole number'],
    ['nothing for a number', '', { HEARBACK_HTTP__PORT: '' }, 'http.port must be a whole number'],
    ['yes for true', '', { HEARBACK_HTTP__ENABLED: 'yes' }, 'http.enabled must be true or false'],
    ['a line end in a name', '[server]\nhostname = "a\\r\\nX: y"', {}, 'must not contain control characters'],
    ['a required key', '[users.ann]\nsenders = ["*"]', {}, 'users.ann.password must be given'],
    ['a plain password', '[users.ann]\npassword = "geheim"', {}, 'users.ann.password does not have its form'],
    ['a key without certificate', '[smtp.listeners.a]\nkey_file = "k"', {}, 'needs cert_file and key_file, or neither'],
    ['TLS without certificate', '[smtp.listeners.a]\ntls = "implicit"', {}, 'which needs cert_file and key_file'],
    ['a network', '[smtp]\ntrusted_networks = ["10.0.0.0/33"]', {}, 'has no network: 10.0.0.0/33'],
    [
      'a missing source',
      '[streams.news]\nsources = ["b"]',
      {},
      'streams.news.sources is none of delivery.sources: default',
    ],
    ['two stores', '[store]\nfile = "a"\nurl = "postgres://h/d"', {}, 'one store is enough'],
    ['a reason', '[reactions.a]\nreason = "no_reason"', {}, 'is no reason'],
    ['a return path without key', '[return_path]\ndomain = "b.example"', {}, 'signs with key 0'],
    ['half a login', '[delivery.domains."a.example"]\nuser = "u"', {}, 'needs user and password, or neither'],
    [
      'implicit TLS that may be plain text',
      '[delivery.domains."a.example"]\nhost = "b.example"\nimplicit_tls = true\ntls = "opportunistic"',
      {},
      'is opportunistic, but implicit_tls is on: encrypt or verify',
    ],
    ['implicit TLS to nowhere', '[delivery.domains."a.example"]\nimplicit_tls = true', {}, 'implicit_tls needs a host'],
    ['no TOML', '[smtp\n', {}, 'line 1, column '],
  ])('%s', (_what, toml, env, words) => {
    expect(problems(toml, env)).toContain(words);
  });

  it('all of it at once', () => {
    expect(problems('[http]\nport = "a"\nprot = 1\n[smtp]\nmax_size = 1').split('\n')).toHaveLength(3);
  });
});

describe('what is shown', () => {
  const shown = (toml: string, env: Record<string, string> = {}) => {
    const { read } = load(toml, env);
    return read.ok ? showSettings(read.settings) : [];
  };

  it('has the origin of each value, written as one would write it', () => {
    const rows = shown('[delivery]\nidle = "90s"', { HEARBACK_SMTP__MAX_SIZE: '512KB' });
    const row = (key: string) => rows.find((each) => each.key === key);
    expect(row('delivery.idle')).toMatchObject({ value: '"90s"', from: 'file' });
    expect(row('smtp.max_size')).toMatchObject({ value: '"512KB"', origin: 'environment HEARBACK_SMTP__MAX_SIZE' });
    expect(row('retry.schedule')).toMatchObject({
      value: '["0", "15m", "30m", "1h", "2h", "4h", "6h"]',
      from: 'default',
    });
    expect(row('clock.speed')).toBeUndefined();
  });

  it('never has a secret', () => {
    const rows = shown('[store]\nurl = "postgres://u:hunter2@h/d"\n[users.a]\npassword = "scrypt$hunter2"');
    expect(JSON.stringify(rows)).not.toContain('hunter2');
    expect(rows.find(({ key }) => key === 'store.url')?.value).toBe('"***"');
  });
});

it('docs/configuration.md is what the schema says', () => {
  expect(readFileSync('docs/configuration.md', 'utf8')).toBe(writeConfigurationDocs());
});
