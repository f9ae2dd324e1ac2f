/** The built `hearback serve` as it faces strangers: nobody is trusted by address, TLS is offered, one user may log in. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate } from '@hearback/smtp';
import { Talker } from '../../packages/smtp/src/receiver/script.fixture.ts';
import { hearback } from '../hearback.ts';
import { FarEnd } from '../peers/far-end.ts';
import { openPostOffice, type PostOffice } from '../peers/post-office.ts';

const password = 'correct horse';
/** A client at this address is trusted; strangers come from others of 127.0.0.0/8. */
export const trusted = '127.0.0.77';
export const stranger = '127.0.0.1';

export interface StrictServer extends PostOffice {
  readonly far: FarEnd;
  /** Octets of memory that the process holds. */
  readonly memory: () => number;
}

export async function openStrictServer(more = ''): Promise<StrictServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-strict-'));
  const far = await FarEnd.open();
  const { cert, key } = createCertificate({ names: ['mail.ours.example'] });
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  const hashed = hearback(['config', 'password'], `${password}\n`).out.trim();
  const users = `[users.ann]\npassword = ${JSON.stringify(hashed)}\nsenders = ["ann@ours.example"]\n`;
  const trust = `[smtp]\ntrusted_networks = ["${trusted}/32"]\nlocal_domains = ["ours.example"]\n`;
  const office = await openPostOffice(far.port, `${trust}${users}${more}`, {
    HEARBACK_SMTP__LISTENERS__SUBMISSION__TLS: 'starttls',
    HEARBACK_SMTP__LISTENERS__SUBMISSION__CERT_FILE: join(folder, 'cert.pem'),
    HEARBACK_SMTP__LISTENERS__SUBMISSION__KEY_FILE: join(folder, 'key.pem'),
  });
  return {
    ...office,
    far,
    memory() {
      const status = readFileSync(`/proc/${office.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
    },
    async close() {
      await office.close();
      await far.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A client of the server, greeted; `from`: its address. */
export async function talk(server: PostOffice, from: string = stranger): Promise<Talker> {
  const talker = await Talker.connect({ port: server.smtp, localAddress: from });
  await talker.reply();
  return talker;
}

/** The last line of the reply. */
export async function ask(talker: Talker, line: string): Promise<string> {
  talker.send(`${line}\r\n`);
  return (await talker.reply()).split('\n').at(-1) ?? '';
}

export async function logIn(talker: Talker, secret: string = password): Promise<string> {
  await ask(talker, 'EHLO client.example');
  await ask(talker, 'STARTTLS');
  await talker.startTls();
  await ask(talker, 'EHLO client.example');
  return ask(talker, `AUTH PLAIN ${Buffer.from(`\0ann\0${secret}`).toString('base64')}`);
}
