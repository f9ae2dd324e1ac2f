/** One life of the built server: a process that is started, listened to and ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly at: number;
}

export interface Life {
  /** Name in its EHLO. */
  readonly name: string;
  readonly pid: number;
  readonly socket: string;
  readonly spawnedAt: number;
  /** Null when it died before it was ready. */
  readonly ready: Promise<{ readonly smtpPort: number; readonly at: number } | null>;
  readonly exited: Promise<Exit>;
  readonly isAlive: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it logs this text; null when it ends before. */
  readonly logged: (text: string) => Promise<true | null>;
  /** What it wrote, for those who ask why. */
  readonly log: () => string;
}

interface Start {
  readonly name: string;
  readonly config: string;
  readonly data: string;
  readonly socket: string;
  readonly settings?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Put before the command: to run it where a disk is mounted. */
  readonly within?: readonly string[];
}

/** Its whole path: where a disk is mounted, the working folder is another. */
const program = [
  process.execPath,
  fileURLToPath(new URL('../../packages/cli/bin/hearback.js', import.meta.url)),
] as const;
const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

export function startLife({ name, config, data, socket, settings = [], env = {}, within = [] }: Start): Life {
  const set = [`server.data=${data}`, `http.socket=${socket}`, `delivery.sources.default.ehlo=${name}`, ...settings];
  const command = [...within, ...program, 'serve', '--config', config, ...set.flatMap((one) => ['--set', one])];
  const [file = '', ...args] = command;
  const spawnedAt = performance.now();
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const lines: string[] = [];
  const listeners = new Set<(text: string) => void>();
  child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(text.trimEnd()));
  const exited = once(child, 'exit').then(([code, signal]): Exit => {
    alive.delete(child);
    return { code, signal, at: performance.now() };
  });
  let smtpPort = 0;
  const ready = new Promise<{ smtpPort: number; at: number } | null>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const told = JSON.parse(line) as { msg?: string; port?: number };
      if (told.msg === 'SMTP is listening') smtpPort = told.port ?? 0;
      for (const listener of listeners) listener(told.msg ?? '');
      if (told.msg === 'Ready: mail is taken') resolve({ smtpPort, at: performance.now() });
    });
    void exited.then(() => resolve(null));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} cannot be started`);
  return {
    ...{ name, pid, socket, spawnedAt, ready, exited },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: (signal) => void child.kill(signal),
    logged: (wanted) =>
      new Promise((resolve) => {
        listeners.add((text) => void (text.startsWith(wanted) && resolve(true)));
        void exited.then(() => resolve(null));
      }),
    log: () => lines.slice(-40).join('\n'),
  };
}
