/** docs/operating.md, as somebody follows it. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCertificate } from '../packages/smtp/dist/index.js';
import { hearback } from './hearback.ts';
import { freePort } from './peers/peer.ts';
import { serve } from './service.ts';

const page = readFileSync('docs/operating.md', 'utf8');

/** The configuration of the page, with files and secrets as it says to make them; everything in `folder`. */
function configured(folder: string): string {
  const etc = join(folder, 'etc');
  mkdirSync(etc);
  const { cert, key } = createCertificate({ names: ['mail.example.com'] });
  writeFileSync(join(etc, 'tls.crt'), cert);
  writeFileSync(join(etc, 'tls.key'), key);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(join(etc, 'dkim.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const password = hearback(['config', 'password'], 'four words that stay secret\n').out.trim();
  const secret = randomBytes(32).toString('base64');
  const text = /^```toml\n(.*?)^```/ms.exec(page)?.[1] ?? '';
  const config = join(etc, 'config.toml');
  writeFileSync(
    config,
    text
      .replaceAll('/etc/hearback', etc)
      .replaceAll('/var/lib/hearback', join(folder, 'data'))
      .replace('password = "…"', `password = ${JSON.stringify(password)}`)
      .replace('secret = "…"', `secret = ${JSON.stringify(secret)}`),
  );
  return config;
}

test('its configuration is one that runs, and doctor misses nothing in it but what is outside of the machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-operating-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const config = configured(folder);
  const checked = hearback(['config', 'check', '--config', config]);
  expect({ ...checked, out: checked.out.split('\n').at(-2) }).toEqual({ code: 0, out: `ok: ${config}`, err: '' });
  expect(checked.out).toMatch(/^ok +certificate submission +for /m);
  // Ports below 1024, and those that something listens on, are not a test's to take.
  const [submission, bounces] = [await freePort(), await freePort()];
  const ports = {
    HEARBACK_SMTP__LISTENERS__SUBMISSION__PORT: String(submission),
    HEARBACK_SMTP__LISTENERS__BOUNCES__PORT: String(bounces),
  };
  const serving = await serve({ config }, { ...ports, HEARBACK_HTTP__PORT: '0' });
  onTestFinished(async () => {
    serving.child.kill('SIGTERM');
    await serving.ended;
  });
  const { out, err } = hearback(['doctor', '--offline', '--json', '--config', config], '', ports);
  const findings = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { check: string; standing: string; text: string });
  expect(err).toBe('');
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['open relay submission', 'open relay bounces', 'postmaster']),
  );
  const machine = new Set(['clock', 'fsync', 'disk space']);
  expect(findings.filter(({ check, standing }) => standing !== 'ok' && !machine.has(check))).toEqual([]);
});
