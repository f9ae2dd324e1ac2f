/** Which certificate our own ports show, beside the one that lies in the file: who renewed it may not have been heard. */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import type { Examined } from './examined.ts';
import { type Finding, ok, warn } from './finding.ts';

const patience = 10_000;

/** A port that does not answer, and a file that cannot be read, are told by others. */
export async function checkServed({ config }: Pick<Examined, 'config'>): Promise<readonly Finding[]> {
  const found = await Promise.all(
    Object.entries(config.smtp.listeners).map(async ([name, { address, port, tls, cert_file: file }]) => {
      if (tls === 'none' || file === null || port === 0) return null;
      const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
      const [served, lying] = await Promise.all([
        shown({ host, port, implicit: tls === 'implicit' }).catch(() => null),
        readFile(file).then(
          (pem) => new X509Certificate(pem),
          () => null,
        ),
      ]);
      return served === null || lying === null ? null : compared(`served ${name}`, file, served, lying);
    }),
  );
  return found.filter((finding) => finding !== null);
}

const compared = (check: string, file: string, served: X509Certificate, lying: X509Certificate): Finding =>
  served.fingerprint256 === lying.fingerprint256
    ? ok(check, `the certificate of ${file}`)
    : warn(
        check,
        `another certificate than ${file}: it ends on ${served.validTo}, the one in the file on ${lying.validTo}`,
        'a renewed one is taken within a minute; if this stays, the log says why, and systemctl reload hearback asks again',
      );

interface Port {
  readonly host: string;
  readonly port: number;
  readonly implicit: boolean;
}

/** Rejects when there is no TLS to be had there. */
async function shown({ host, port, implicit }: Port): Promise<X509Certificate | null> {
  const socket = connect({ host, port });
  const signal = AbortSignal.timeout(patience);
  try {
    if (!implicit) await startTls(socket, signal);
    const secured = connectTls({ socket, rejectUnauthorized: false });
    await once(secured, 'secureConnect', { signal });
    const certificate = secured.getPeerX509Certificate() ?? null;
    if (implicit) await once(secured, 'data', { signal });
    secured.resume().end('QUIT\r\n');
    await once(secured, 'close', { signal });
    return certificate;
  } finally {
    socket.destroy();
  }
}

async function startTls(socket: Socket, signal: AbortSignal): Promise<void> {
  const lines = createInterface({ input: socket });
  const commands = ['EHLO doctor.invalid', 'STARTTLS'];
  const ended = once(socket, 'close', { signal }).then(() => {
    throw new Error('closed before STARTTLS');
  });
  const ready = new Promise<void>((resolve, reject) => {
    lines.on('error', reject);
    lines.on('line', (line) => {
      if (line[3] === '-') return;
      const next = commands.shift();
      if (!line.startsWith('2')) reject(new Error(line));
      else if (next === undefined) resolve();
      else socket.write(`${next}\r\n`);
    });
  });
  await Promise.race([ready, ended]);
  lines.removeAllListeners('line');
  lines.close();
}
