/**
 * Our SMTP client against a server that says anything: it ends in time, rejects nothing, says nothing that breaks a line,
 * and calls a message delivered only when the server took it after its final dot.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  type ConnectOptions,
  connect,
  defaultTimeouts,
  noRecipientParameters,
  noSenderParameters,
  type OutgoingMessage,
} from '@hearback/smtp';
import { Random } from './random.ts';
import type { Fired } from './smtp-server.ts';

const good: Readonly<Record<string, string>> = {
  EHLO: '250-g.example\r\n250-PIPELINING\r\n250-SIZE 10000000\r\n250-DSN\r\n250 8BITMIME\r\n',
  HELO: '250 g.example\r\n',
  DATA: '354 Go on\r\n',
  QUIT: '221 2.0.0 Bye\r\n',
};
const bad = [
  ...[
    '550 5.1.1 No\r\n',
    '451 4.3.0 Later\r\n',
    '421 4.3.2 Bye\r\n',
    '554 5.5.1 No\r\n',
    '250 2.0.0 Yes\r\n',
    '354 Go on\r\n',
    '334 \r\n',
  ],
  ...[
    '250-one\r\n550 two\r\n',
    '250-',
    '250',
    '2',
    '\r\n',
    '\n',
    '\0\0\0\r\n',
    '999 what\r\n',
    '000 \r\n',
    '-1 x\r\n',
    '250 x\n',
    '250 x\r',
  ],
  ...[
    'HTTP/1.1 400 Bad Request\r\n\r\n',
    '250 \xff\xfe\x1b[2J\r\n',
    `250 ${'x'.repeat(5000)}\r\n`,
    '250-x\r\n'.repeat(2000),
    '220 x\r\n250 x\r\n',
  ],
  ...[
    '250 yes\r\n250 yes\r\n250 yes\r\n',
    '',
    '\x16\x03\x01\x02\x00\x01\x00',
    '250-PIPELINING\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n',
  ],
];

/** What one connection did, for the judge. */
interface Story {
  heard: string;
  said: string;
  /** 2yz said behind a final dot. */
  took: number;
}

const wait = 150;
const timeouts = Object.fromEntries(
  Object.keys(defaultTimeouts).map((key) => [key, wait]),
) as unknown as ConnectOptions['timeouts'];
const parallel = 40;

export async function fireAtClient(lines: number, seed: number): Promise<Fired> {
  const stories = new Map<number, Story>();
  const finds: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    const story: Story = { heard: '', said: '', took: 0 };
    stories.set(socket.remotePort ?? 0, story);
    connections += 1;
    answer(socket, story, new Random(seed + connections));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  let fired = 0;
  while (fired < lines && finds.length < 5) {
    const outcomes = await Promise.all(Array.from({ length: parallel }, () => deliver(port)));
    finds.push(...outcomes.flatMap(({ find }) => find ?? []));
    const delivered = outcomes.reduce((sum, outcome) => sum + outcome.delivered, 0);
    let took = 0;
    for (const story of stories.values()) {
      fired += story.heard.split('\r\n').length;
      took += story.took;
      const unclean = /\0|\r(?!\n)|(?<!\r)\n/.exec(story.heard.replace(/\r$/, ''));
      if (unclean !== null) finds.push(`said a bare line end: ${JSON.stringify(story.heard)}`);
    }
    if (delivered > took)
      finds.push(`delivered ${delivered}, taken ${took}: ${JSON.stringify([...stories.values()].slice(-3))}`);
    stories.clear();
  }
  server.close();
  return { lines: fired, finds };
}

function answer(socket: Socket, story: Story, random: Random): void {
  const rate = random.pick([0, 0.05, 0.15, 0.4]);
  const say = (text: string): void => {
    const spoken = random.chance(rate) ? random.pick(bad) : text;
    story.said += spoken;
    if (random.chance(0.02)) socket.destroy();
    else if (!socket.destroyed) socket.write(spoken, 'latin1');
  };
  let unread = '';
  let inMessage = false;
  socket.on('error', () => socket.destroy());
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    story.heard += chunk;
    unread += chunk;
    for (;;) {
      const end = inMessage ? unread.search(/(?:^|\r\n)\.\r\n/) : unread.indexOf('\r\n');
      if (end < 0) return;
      const length = inMessage ? (unread.startsWith('.', end) ? end + 3 : end + 5) : end + 2;
      const verb = unread.slice(0, 4).toUpperCase();
      unread = unread.slice(length);
      const before = story.said.length;
      say(inMessage ? '250 2.0.0 Taken\r\n' : (good[verb] ?? '250 2.0.0 Yes\r\n'));
      const spoken = story.said.slice(before);
      if (inMessage && /(?:^|\n)2\d\d/.test(spoken)) story.took += 1;
      // The first digit counts (RFC 5321 §4.2.1): a 334 is an invitation, too.
      inMessage = !inMessage && verb === 'DATA' && /(?:^|\n)3\d\d/.test(spoken);
    }
  });
  say('220 g.example ESMTP\r\n');
}

const message: OutgoingMessage = {
  ...noSenderParameters,
  sender: 'ann@ours.example',
  recipients: ['a@x.example', 'b@x.example'].map((address) => ({ ...noRecipientParameters, address })),
  body: Buffer.from('Subject: x\r\n\r\nHello\n.\r.\n\r\n'),
};

interface Outcome {
  /** Messages that were taken for delivered. */
  readonly delivered: number;
  readonly find: string | null;
}

/** Two messages over one connection, where it lasts so long. */
async function deliver(port: number): Promise<Outcome> {
  const options: ConnectOptions = {
    endpoint: { host: 'g.example', address: '127.0.0.1', port },
    ...{ ehlo: 'c.example', source: null, tls: { kind: 'none' }, auth: null, timeouts },
  };
  const began = performance.now();
  let delivered = 0;
  try {
    const connected = await connect(options);
    if (connected.kind !== 'ready') return { delivered, find: null };
    for (let count = 0; count < 2; count++) {
      const { outcomes, reusable } = await connected.connection.send(message);
      if (outcomes.length !== message.recipients.length) return { delivered, find: `${outcomes.length} outcomes` };
      if (outcomes.some(({ kind }) => kind === 'delivered')) delivered += 1;
      if (!reusable) break;
    }
    await connected.connection.quit();
  } catch (error) {
    return { delivered, find: `rejected: ${error instanceof Error ? error.stack : String(error)}` };
  }
  const took = performance.now() - began;
  return { delivered, find: took > 100 * wait ? `took ${took} ms` : null };
}
