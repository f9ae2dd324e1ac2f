/** Starts the built `hearback serve` in a folder of its own, speaks SMTP to it, and receives what it delivers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { listen, type ReceivedMessage, type Receiver, type ReceiverReply } from '@hearback/smtp';
import { hearback, type Run } from './hearback.ts';

type Answer = ReceiverReply | ((recipient: string) => ReceiverReply | null);

export interface Sink {
  readonly port: number;
  readonly messages: readonly ReceivedMessage[];
  /** Resolves when so many have come in all. */
  readonly arrived: (count: number) => Promise<void>;
  /** What it answers to RCPT, to everybody or by recipient; null: takes it. */
  answer: Answer | null;
  readonly close: () => Promise<void>;
}

export async function openSink(port = 0): Promise<Sink> {
  const messages: ReceivedMessage[] = [];
  const waiting = new Set<() => void>();
  const state: { answer: Answer | null } = { answer: null };
  const receiver: Receiver = await listen(
    { hostname: 'sink.example', address: '127.0.0.1', port, tls: null },
    {
      rcpt: ({ address }) => (typeof state.answer === 'function' ? state.answer(address) : state.answer),
      message: (message) => {
        messages.push(message);
        for (const look of waiting) look();
        return { code: 250, status: '2.0.0', text: 'Taken' };
      },
    },
  );
  return {
    port: receiver.port,
    messages,
    get answer() {
      return state.answer;
    },
    set answer(answer) {
      state.answer = answer;
    },
    arrived: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (messages.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => receiver.close(),
  };
}

export interface House {
  readonly folder: string;
  readonly config: string;
  readonly remove: () => void;
  /** A command that speaks to this service. */
  readonly run: (args: readonly string[], input?: string) => Run;
}

/** Everything goes to the sink; nothing leaves the machine. */
export function makeHouse(sinkPort: number, more = ''): House {
  const folder = mkdtempSync(join(tmpdir(), 'hearback-serve-'));
  const config = join(folder, 'config.toml');
  writeFileSync(
    config,
    `[server]
hostname = "mail.ours.example"
data = ${JSON.stringify(join(folder, 'data'))}
[smtp.listeners.submission]
port = 0
[http]
port = 0
[delivery]
mta_sts = false
[delivery.domains."*"]
host = "127.0.0.1"
port = ${sinkPort}
${more}`,
  );
  return {
    folder,
    config,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    run: (args, input) => hearback(args, input, { HEARBACK_CONFIG: config }),
  };
}

interface LogLine {
  readonly msg: string;
  readonly listener?: string;
  readonly address?: string;
  readonly port?: number;
  readonly duty?: string;
}

export interface Serving {
  readonly child: ChildProcess;
  readonly smtp: number;
  readonly http: number;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Resolves with the first line of the log that says so, from now on. */
  readonly logged: (msg: string) => Promise<LogLine>;
  /** The log so far. */
  readonly log: readonly LogLine[];
}

/** Resolves when mail is taken; rejects with what was said when it is not. */
export async function serve(house: Pick<House, 'config'>, env: Record<string, string> = {}): Promise<Serving> {
  const child = spawn(process.execPath, ['packages/cli/bin/hearback.js', 'serve', '--config', house.config], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Awaited<Serving['ended']>);
  const listeners = new Set<(line: LogLine) => void>();
  const ports = new Map<string, number>();
  const log: LogLine[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as LogLine;
    log.push(line);
    if (line.msg.endsWith('is listening') && line.port !== undefined) ports.set(line.listener ?? 'http', line.port);
    for (const listener of listeners) listener(line);
  });
  const logged: Serving['logged'] = (msg) =>
    new Promise((resolve) => {
      const listener = (line: LogLine): void => {
        if (!line.msg.startsWith(msg)) return;
        listeners.delete(listener);
        resolve(line);
      };
      listeners.add(listener);
    });
  const failed = ended.then(({ code }) => Promise.reject(new Error(`serve ended with ${code}: ${said}`)));
  await Promise.race([logged('Ready'), failed]);
  return { child, smtp: ports.get('submission') ?? 0, http: ports.get('http') ?? 0, ended, logged, log };
}

/** The replies to one message handed in by SMTP, the last line of each; what was not answered is missing. */
export async function submit(port: number, recipient: string, subject: string): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const replies: string[] = [];
  const commands = [
    'EHLO client.example',
    'MAIL FROM:<ann@a.example>',
    `RCPT TO:<${recipient}>`,
    'DATA',
    `From: ann@a.example\r\nSubject: ${subject}\r\n\r\nHello\r\n.`,
    'QUIT',
  ];
  // A server that is killed breaks the connection: what it did not say is what the test asks about.
  socket.on('error', () => socket.destroy());
  const lines = createInterface({ input: socket });
  // It passes on what goes wrong with the socket.
  lines.on('error', () => {});
  lines.on('line', (line) => {
    if (line[3] === '-') return;
    replies.push(line);
    const next = commands.shift();
    if (next !== undefined) socket.write(`${next}\r\n`);
  });
  // `once` would reject at the error.
  await new Promise((resolve) => socket.once('close', resolve));
  return replies;
}
