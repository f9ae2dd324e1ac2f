/**
 * A real mail server with the same duties whichever it is: it keeps mailboxes at its own domain, sends mail for the far
 * domains on to the far end, and refuses everybody else.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { farDomains } from './far-end.ts';

export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Its mailboxes are ann@ and grey@ here; the second is greylisted: deferred once. */
  readonly domain: string;
  readonly port: number;
  /** Mails in the mailbox of ann and of grey. */
  readonly mailbox: () => readonly string[];
  readonly stop: () => Promise<void>;
}

export interface PeerOptions {
  readonly folder: string;
  /** Mail for these goes to the far end. */
  readonly farPort: number;
  readonly tls: { readonly cert: string; readonly key: string };
  /** How it speaks to the far end; plainly when left out. */
  readonly relayTls?: 'none' | 'encrypt';
  /** Where mail for bounces.ours.example goes; to the far end when left out. Postfix: a Maildir of this name, too. */
  readonly bounces?:
    | { readonly kind: 'smtp'; readonly port: number }
    | { readonly kind: 'maildir'; readonly name: string };
}

export const bounceDomain = 'bounces.ours.example';

/** Octets of the longest message that a peer takes. */
export const largest = 60_000;

export const relayed = farDomains;

export function requireRoot(program: string): void {
  if (process.getuid?.() !== 0) throw new Error(`${program} starts as root only: run this test as root`);
}

/** A port that was free a moment ago: these programs do not say which one the system chose. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

/** How a program shows that it is ready. */
type Sign = 'greeting' | 'connection';

/** Resolves when it is ready on its port; rejects with its own words when it ends before. */
export async function start(
  command: readonly string[],
  env: Record<string, string>,
  port: number,
  sign: Sign = 'greeting',
): Promise<Running> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  let gone = false;
  const ended = once(child, 'exit').then(() => {
    gone = true;
  });
  // Programs that leave children behind are stopped as the group that they are.
  const stop = async (): Promise<void> => {
    if (!gone && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
  const failed = ended.then(() =>
    Promise.reject(new Error(`${program} ended: ${said.trim().split('\n').join(' | ')}`)),
  );
  await Promise.race([answers(port, sign), failed]);
  failed.catch(() => {});
  return { child, said: () => said, stop };
}

/** Nobody tells when a foreign program is ready, so it is asked again and again. */
export async function answers(port: number, sign: Sign = 'greeting'): Promise<void> {
  for (let tries = 0; ; tries++) {
    if (await gives(port, sign)) return;
    if (tries === 300) throw new Error(`Nobody answers on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function gives(port: number, sign: Sign): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on(sign === 'greeting' ? 'data' : 'connect', () => {
      resolve(true);
      socket.end('QUIT\r\n');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(false));
  });
}
