/**
 * A server on loopback whose recipients are known by their words, and whose replies can be made to fall out of step: one
 * too many, in time or late, or one too few.
 */
import { createServer, type Socket } from 'node:net';

export interface Spoken {
  readonly pipelining: boolean;
  /** What it says to RCPT, by the local part. */
  readonly words: Readonly<Record<string, string>>;
  /** The replies to the command of that number (EHLO is 1) in place of the one that is due. */
  readonly replies: (nth: number, due: string) => readonly string[];
  /** From the first reply too many on, so many of what it has to say, the last ones, come only when the next command has come. */
  readonly late: number;
}

export interface OutOfStepServer {
  readonly port: number;
  /** Local parts that a message was taken for. */
  readonly taken: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

export async function startOutOfStepServer(spoken: Spoken): Promise<OutOfStepServer> {
  const taken = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    // That the client breaks off is what most of this is about.
    socket.on('error', () => socket.destroy());
    converse(socket, spoken, taken);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function converse(socket: Socket, { pipelining, words, replies, late }: Spoken, taken: Set<string>): void {
  let pending = '';
  let inMessage = false;
  let accepted: string[] = [];
  let commands = 0;
  let kept = 0;
  const unsaid: string[] = [];

  const say = (due: string): void => {
    const said = replies(++commands, due);
    if (said.length > 1) kept = late;
    unsaid.push(...said);
  };
  const release = (keep: number): void => {
    while (unsaid.length > keep) socket.write(`${unsaid.shift()}\r\n`);
  };
  const command = (line: string): void => {
    const [, name = ''] = /^RCPT TO:<([^@]*)/.exec(line) ?? [];
    if (line === 'QUIT') {
      release(0);
      socket.end('221 2.0.0 Bye\r\n');
    } else if (line.startsWith('EHLO')) say(`250-server\r\n250 ${pipelining ? 'PIPELINING' : '8BITMIME'}`);
    else if (line === 'DATA') {
      inMessage = accepted.length > 0;
      say(inMessage ? '354 Go on' : '554 5.5.1 No valid recipients');
    } else if (name !== '') {
      if (words[name]?.startsWith('2')) accepted.push(name);
      say(`${words[name]} <${name}>`);
    } else {
      accepted = [];
      say(line === 'RSET' ? '250 2.0.0 Reset' : '250 2.1.0 Sender ok');
    }
  };

  socket.write('220 server\r\n');
  socket.on('data', (chunk: Buffer) => {
    release(0);
    pending += chunk.toString('latin1');
    for (;;) {
      const end = pending.indexOf(inMessage ? '\r\n.\r\n' : '\r\n');
      if (end < 0) break;
      const line = pending.slice(0, end);
      pending = pending.slice(end + (inMessage ? 5 : 2));
      if (!inMessage) command(line);
      else {
        for (const name of accepted) taken.add(name);
        accepted = [];
        inMessage = false;
        say('250 2.0.0 Taken');
      }
    }
    release(kept);
  });
}
