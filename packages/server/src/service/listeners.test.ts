/** Listeners as the configuration asks for them, with real TLS and real passwords. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type Certificate, createCertificate } from '@hearback/smtp';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema/schema.ts';
import type { Submission } from '../delivery/submission.ts';
import { createSubmissionHandler } from '../submission/handler.ts';
import { hashPassword } from '../submission/password.ts';
import { createPermission } from '../submission/permission.ts';
import { asAnybody } from '../submission/sends-as.ts';
import { type Listeners, openListeners } from './listeners.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-listeners-'));
const log = pino({ level: 'silent' });
let accepted: Submission[] = [];
let password: string;
let listeners: Listeners | null = null;

beforeAll(async () => {
  password = await hashPassword('correct horse');
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  accepted = [];
  await listeners?.close();
  listeners = null;
});

function writeCertificate(certificate: Certificate): void {
  writeFileSync(join(folder, 'cert.pem'), certificate.cert);
  writeFileSync(join(folder, 'key.pem'), certificate.key);
}

function configured(tls: string, ...more: string[]): Config {
  const at = 'smtp.listeners.a';
  const files = [`${at}.cert_file=${join(folder, 'cert.pem')}`, `${at}.key_file=${join(folder, 'key.pem')}`];
  const set = [`${at}.port=0`, `${at}.tls=${tls}`, ...files, 'smtp.trusted_networks=', ...more];
  const { read } = loadConfig({ file: '/dev/null', env: {}, set });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

async function open(tls: string, more: readonly string[] = [], told = log): Promise<number> {
  const config = configured(tls, ...more);
  const permission = createPermission({
    trustedNetworks: [],
    trusted: asAnybody,
    ownDomains: [],
    postmaster: null,
    users: [{ name: 'ann', password, senders: ['@a.example'], authors: [], stream: null }],
  });
  const handler = createSubmissionHandler({
    permission: () => permission,
    accept: async (submission) => {
      accepted.push(submission);
      return { kind: 'accepted', id: 'msg_1', suppressed: [] };
    },
    full: () => null,
    log,
  });
  listeners = await openListeners(config, 'mail.ours.example', handler, told);
  return listeners.receivers.get('a')?.port ?? 0;
}

/** The last line of each reply; the commands after STARTTLS go over TLS. */
async function dialogue(
  port: number,
  commands: readonly string[],
  first: 'plain' | 'tls' = 'plain',
): Promise<string[]> {
  const replies: string[] = [];
  const waiting = [...commands];
  const talk = (socket: Socket | TLSSocket): void => {
    const lines = createInterface({ input: socket });
    let last = '';
    lines.on('line', (line) => {
      if (line[3] === '-') return;
      replies.push(line);
      if (last === 'STARTTLS' && line.startsWith('220')) {
        lines.close();
        const secured = connectTls({ socket, rejectUnauthorized: false }, () =>
          secured.write(`${waiting.shift()}\r\n`),
        );
        talk(secured);
        return;
      }
      last = waiting.shift() ?? 'QUIT';
      socket.write(`${last}\r\n`);
    });
  };
  const socket = first === 'tls' ? connectTls({ port, rejectUnauthorized: false }) : connect(port, '127.0.0.1');
  talk(socket);
  await once(socket, 'close');
  return replies;
}

const plain = (name: string, secret: string): string =>
  `AUTH PLAIN ${Buffer.from(`\0${name}\0${secret}`).toString('base64')}`;
const message = ['MAIL FROM:<ann@a.example>', 'RCPT TO:<bob@b.example>', 'DATA', 'Subject: x\r\n\r\nx\r\n.'];

describe('a user', () => {
  beforeAll(() => writeCertificate(createCertificate({ names: ['mail.ours.example'] })));

  it('logs in over TLS and may then send', async () => {
    const port = await open('starttls');
    const replies = await dialogue(port, ['EHLO c', 'STARTTLS', 'EHLO c', plain('ann', 'correct horse'), ...message]);
    expect(replies.map((line) => line.slice(0, 3))).toEqual([
      '220',
      '250',
      '220',
      '250',
      '235',
      '250',
      '250',
      '354',
      '250',
      '221',
    ]);
    expect(accepted).toMatchObject([
      { submitter: 'ann', notifiable: true, client: { user: 'ann', tls: { protocol: 'TLSv1.3' } } },
    ]);
  });

  it('may send as nobody else', async () => {
    const port = await open('starttls');
    const login = ['EHLO c', 'STARTTLS', 'EHLO c', plain('ann', 'correct horse')];
    const replies = await dialogue(port, [...login, 'MAIL FROM:<eve@e.example>']);
    expect(replies[5]).toBe('553 5.7.1 ann may not send as <eve@e.example>');
  });

  it('is refused in plain text, where all could read the password', async () => {
    const port = await open('starttls');
    expect((await dialogue(port, ['EHLO c', plain('ann', 'correct horse')]))[2]).toMatch(/^538 /);
  });

  it.each([
    ['a wrong password', 'ann', 'correct horsf'],
    ['an unknown name', 'eve', 'correct horse'],
  ])('with %s hears the same', async (_what, name, secret) => {
    const port = await open('starttls');
    const replies = await dialogue(port, ['EHLO c', 'STARTTLS', 'EHLO c', plain(name, secret), ...message]);
    expect(replies[4]).toBe('535 5.7.8 User name or password is wrong');
    expect(accepted).toEqual([]);
  });

  it('who guesses is turned away, also with the right password then', async () => {
    const port = await open('starttls', ['smtp.password_failures=2']);
    const login = (secret: string) => dialogue(port, ['EHLO c', 'STARTTLS', 'EHLO c', plain('ann', secret)]);
    expect((await login('a'))[4]).toMatch(/^535 /);
    expect((await login('b'))[4]).toMatch(/^535 /);
    expect((await login('correct horse'))[4]).toMatch(/^421 4\.7\.0 /);
  });
});

describe('a listener', () => {
  it('with tls = required takes no mail in plain text', async () => {
    const port = await open('required');
    expect((await dialogue(port, ['EHLO c', 'MAIL FROM:<ann@a.example>']))[2]).toBe('530 5.7.0 Say STARTTLS first');
  });

  it('with tls = implicit speaks TLS from the first octet', async () => {
    const port = await open('implicit');
    const replies = await dialogue(port, ['EHLO c', plain('ann', 'correct horse'), ...message], 'tls');
    expect(replies.at(-2)).toBe('250 2.0.0 Queued as msg_1');
  });

  it('takes a renewed certificate without closing', async () => {
    const port = await open('implicit');
    const before = await serialAt(port);
    writeCertificate(createCertificate({ names: ['mail.ours.example'] }));
    listeners?.renew(configured('implicit'));
    expect(await serialAt(port)).not.toBe(before);
    writeFileSync(join(folder, 'key.pem'), 'no key');
    expect(() => listeners?.renew(configured('implicit'))).toThrow(
      /^smtp\.listeners\.a\.key_file: .* has no private key/,
    );
    expect(await serialAt(port)).not.toBe(before);
  });

  describe('whose certificate file changes', () => {
    const look = (): void => void vi.advanceTimersByTime(30_000);
    const told: string[] = [];
    const loud = pino({ level: 'info' }, { write: (line: string) => void told.push(JSON.parse(line).msg) });
    beforeEach(() => {
      told.length = 0;
      writeCertificate(createCertificate({ names: ['mail.ours.example'] }));
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    });
    afterEach(() => vi.useRealTimers());

    it('takes it by itself, and says so', async () => {
      const port = await open('implicit', [], loud);
      const before = await serialAt(port);
      look();
      expect(await serialAt(port)).toBe(before);
      writeCertificate(createCertificate({ names: ['mail.ours.example'] }));
      look();
      expect(await serialAt(port)).not.toBe(before);
      expect(told.slice(1)).toEqual(['A renewed certificate is served']);
    });

    it('keeps the old one while the new one has not its key, says so once, and takes it when the key has come', async () => {
      const port = await open('implicit', [], loud);
      const before = await serialAt(port);
      const fresh = createCertificate({ names: ['mail.ours.example'] });
      writeFileSync(join(folder, 'cert.pem'), fresh.cert);
      look();
      expect(told.slice(1)).toEqual([]);
      for (let looks = 0; looks < 3; looks += 1) look();
      expect(told.slice(1)).toEqual(['The certificate that lies there is not taken; the one before is served']);
      expect(await serialAt(port)).toBe(before);
      writeCertificate(fresh);
      look();
      expect(await serialAt(port)).not.toBe(before);
    });
  });
});

const serialAt = (port: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connectTls({ port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
  });
