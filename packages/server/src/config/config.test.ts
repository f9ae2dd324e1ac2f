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
    expect(config(`[retry]\nlongest_named_wait = ${written}`).retry.longest_named_wait).toBe(milliseconds);
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

  it('are names as they are looked up', () => {
    const read = config(
      '[server]\nhostname = "Mail.Example.COM."\n[delivery.domains."Müller.example"]\nhost = "RELAY.example"\n[delivery.domains."*.B.example"]',
    );
    expect(read.server.hostname).toBe('mail.example.com');
    expect(Object.keys(read.delivery.domains)).toEqual(['xn--mller-kva.example', '.b.example']);
    expect(read.delivery.domains['xn--mller-kva.example']?.host).toBe('relay.example');
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
    [
      'no host name',
      '[server]\nhostname = "our machine"',
      {},
      'must be a host name such as "mail.example.com", not "our machine"',
    ],
    ['an address for a host name', '[server]\nhostname = "192.0.2.1"', {}, 'server.hostname must be a host name'],
    ['a required key', '[users.ann]\nsenders = ["*"]', {}, 'users.ann.password must be given'],
    ['a plain password', '[users.ann]\npassword = "geheim"', {}, 'users.ann.password does not have its form'],
    ['a key without certificate', '[smtp.listeners.a]\nkey_file = "k"', {}, 'needs cert_file and key_file, or neither'],
    ['TLS without certificate', '[smtp.listeners.a]\ntls = "implicit"', {}, 'which needs cert_file and key_file'],
    [
      'a network',
      '[smtp]\ntrusted_networks = ["10.0.0.0/33"]',
      {},
      'must be a network such as "192.0.2.0/24", not "10.0.0.0/33"',
    ],
    [
      'a missing source',
      '[streams.news]\nsources = ["b"]',
      {},
      'streams.news.sources is none of delivery.sources: default',
    ],
    ['two stores', '[store]\nfile = "a"\nurl = "postgres://h/d"', {}, 'one store is enough'],
    ['a reason', '[reactions.a]\nreason = "no_reason"', {}, 'is no reason'],
    ['a provider', '[delivery.providers.gogle]\nrate = 5', {}, 'rules ls` names; did you mean google?'],
    [
      'a provider of a reaction',
      '[reactions.a]\nreason = "greylisted"\nprovider = "gogle"',
      {},
      'did you mean google?',
    ],
    ['a rate of nothing', '[delivery.providers.google]\nrate = 0', {}, 'rate must be at least 0.001'],
    ['two addresses in From', '[notices]\nfrom = "a@b.example, c@d.example"', {}, 'notices.from must be an address'],
    ['an address of nobody', '[reports]\nto = ["ann@b.example", "bob"]', {}, 'such as "ann@example.com", not "bob"'],
    ['a smart host that is none', '[delivery.domains."a.example"]\nhost = "b c"', {}, 'must be a host name or an IP'],
    ['a domain that is none', '[delivery.domains."exa mple"]\nport = 26', {}, 'must be a domain such as "example.com"'],
    [
      'a domain twice',
      '[delivery.domains."a.example"]\n[delivery.domains."A.example"]\nport = 26',
      {},
      '"a.example" once more',
    ],
    ['a domain that signs', '[dkim."a b"]\nselector = "s"\nkey_file = "k"', {}, 'dkim."a b" must be a domain'],
    ['a selector', '[dkim."a.example"]\nselector = "s 1"\nkey_file = "k"', {}, 'must be a selector such as "s2026"'],
    ['a URL for a host', '[http]\nhosts = ["https://a.example/"]', {}, 'must be a host with or without a port'],
    ['a name with a line end', '[streams."a\\nb"]\nmax_age = "1d"', {}, 'without control characters'],
    ['no waits', '[retry]\nschedule = []', {}, 'retry.schedule must name a wait'],
    ['no waits of a stream', '[streams.a]\nschedule = []', {}, 'streams.a.schedule must name a wait'],
    ['an age at which all expires', '[retry]\nmax_age = "0"', {}, 'retry.max_age must be at least 1s'],
    ['no time for a command', '[smtp]\ncommand_timeout = "0"', {}, 'smtp.command_timeout must be at least 1ms'],
    ['a look without pause', '[alerts]\nevery = "0"', {}, 'alerts.every must be at least 1s'],
    ['a look longer than timers last', '[alerts]\nevery = "30d"', {}, 'alerts.every must be at most 1d'],
    ['no room for a message', '[smtp]\nmax_size = "1B"', {}, 'smtp.max_size must be at least 1KB'],
    [
      'a port for two',
      '[smtp.listeners.a]\nport = 2525\n[smtp.listeners.b]\naddress = "0.0.0.0"\nport = 2525',
      {},
      'smtp.listeners.b.port is the port of smtp.listeners.a too',
    ],
    [
      'the port of the page',
      '[smtp.listeners.a]\naddress = "::"\nport = 8025',
      {},
      'http.port is the port of smtp.listeners.a too',
    ],
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
    [
      'half an address in EHLO',
      '[delivery.sources.default]\nehlo = "[192.0.2]"',
      {},
      'ehlo must be a host name or an address such as "[192.0.2.1]"',
    ],
  ])('%s', (_what, toml, env, words) => {
    expect(problems(toml, env)).toContain(words);
  });

  it.each([
    ['one port on two addresses', '[smtp.listeners.a]\n[smtp.listeners.b]\naddress = "::1"'],
    [
      'IPv4 beside a single IPv6 address',
      '[smtp.listeners.a]\naddress = "0.0.0.0"\n[smtp.listeners.b]\naddress = "::1"',
    ],
    ['any free port, twice', '[smtp.listeners.a]\nport = 0\n[smtp.listeners.b]\nport = 0'],
    ['the port of a page that is off', '[http]\nenabled = false\n[smtp.listeners.a]\nport = 8025'],
    ['senders', '[users.a]\npassword = "scrypt$a"\nsenders = ["*", "@b.example", "ann@b.example"]'],
    [
      'addresses in EHLO',
      '[delivery.sources.default]\nehlo = "[192.0.2.1]"\n[delivery.sources.six]\nehlo = "[IPv6:2001:db8::1]"',
    ],
    ['hosts', '[http]\nhosts = ["a.example", "a.example:8025", "192.0.2.1:80", "[2001:db8::1]:80"]'],
  ])('and %s is not', (_what, toml) => {
    expect(problems(toml)).toBe('');
  });

  it('and a secret is not said again', () => {
    const said = problems('[alerts.channels.a]\nkind = "slack"\nurl = "hooks.example/T0/secret"');
    expect(said).toContain('alerts.channels.a.url must be an address with http:// or https://');
    expect(said).not.toContain('secret');
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
