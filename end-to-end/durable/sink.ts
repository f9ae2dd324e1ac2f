/**
 * The next hop: a mail server that writes down, in the memory of the test, what it answered for which recipient, when, and
 * to which life of the server. Written for this test alone, so that it shares no code with what it tests.
 */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { fateOf, sumOf } from './campaign.ts';

export interface Outcome {
  /** `unanswered`: taken, but the reply to the final dot was never sent. */
  readonly kind: 'taken' | 'unanswered' | 'deferred' | 'refused';
  readonly at: number;
  /** Name in EHLO: each life of a server has its own. */
  readonly life: string;
  /** When the transaction began (MAIL). */
  readonly began: number;
}

export interface Notice {
  readonly to: string;
  readonly messageId: string;
  /** Recipients that it says have failed, alone or in a list. */
  readonly failed: readonly string[];
}

const refusalsOfLater = 2;

export class Sink {
  readonly outcomes = new Map<string, Outcome[]>();
  readonly notices: Notice[] = [];
  /** Messages that did not arrive as they were handed in. */
  readonly damaged: string[] = [];
  /** When each life of a server first began a transaction. */
  readonly firstMail = new Map<string, number>();
  parking = false;
  /** While it is, final dots get no reply, and connections stay. */
  silent = false;
  /** Milliseconds from the final dot to what becomes of it. */
  takes: () => number = () => 0;
  #answers = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      new Dialogue(socket, this);
    });
  }

  static async open(): Promise<Sink> {
    const sink = new Sink();
    sink.#server.listen(0, '127.0.0.1');
    await once(sink.#server, 'listening');
    return sink;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the sink is closed');
    return address.port;
  }

  /** How many recipients were answered so far. */
  get answers(): number {
    return this.#answers;
  }

  note(recipient: string, outcome: Outcome): void {
    this.#answers++;
    const all = this.outcomes.get(recipient);
    if (all === undefined) this.outcomes.set(recipient, [outcome]);
    else all.push(outcome);
  }

  /** What RCPT is answered. */
  answer(recipient: string): keyof typeof answers {
    const fate = fateOf(recipient);
    if (fate === 'hard') return 'refused';
    if (fate === 'parked') return this.parking ? 'deferred' : 'take';
    if (fate !== 'later') return 'take';
    const before = this.outcomes.get(recipient)?.filter(({ kind }) => kind === 'deferred').length ?? 0;
    return before < refusalsOfLater ? 'deferred' : 'take';
  }

  /** Whether the reply to the final dot stays away this time. */
  hangsUp(recipients: readonly string[]): boolean {
    return recipients.some((recipient) => fateOf(recipient) === 'lost' && !this.outcomes.has(recipient));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const answers = {
  take: '250 2.1.5 Recipient taken',
  deferred: '451 4.2.0 The mailbox is busy',
  refused: '550 5.1.1 No such user here',
} as const;

class Dialogue {
  readonly #socket: Socket;
  readonly #sink: Sink;
  #unread = '';
  #inData = false;
  #isBusy = false;
  #life = '';
  #sender = '';
  #began = 0;
  #recipients: string[] = [];

  constructor(socket: Socket, sink: Sink) {
    this.#socket = socket;
    this.#sink = sink;
    socket.setEncoding('latin1');
    // A server that is killed resets its connections: its end is told by its process, not here.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => this.#read(chunk));
    this.#say('220 sink.example ESMTP');
  }

  #say(reply: string): void {
    this.#socket.write(`${reply}\r\n`);
  }

  #read(chunk: string): void {
    this.#unread += chunk;
    while (!this.#socket.destroyed && !this.#isBusy) {
      const end = this.#inData ? this.#unread.indexOf('\r\n.\r\n') : this.#unread.indexOf('\r\n');
      if (end < 0) return;
      const text = this.#unread.slice(0, end);
      this.#unread = this.#unread.slice(end + (this.#inData ? 5 : 2));
      if (this.#inData) this.#message(`${text}\r\n`);
      else this.#command(text);
    }
  }

  #command(line: string): void {
    const [verb = '', argument = ''] = line.split(/[ :](.*)/s);
    switch (verb.toUpperCase()) {
      case 'EHLO':
        this.#life = argument;
        this.#say('250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE');
        return;
      case 'MAIL':
        this.#mail(address(argument));
        return;
      case 'RCPT':
        this.#recipient(address(argument));
        return;
      case 'DATA':
        this.#inData = this.#recipients.length > 0;
        this.#say(this.#inData ? '354 Go on' : '554 5.5.1 No recipient is left');
        return;
      case 'RSET':
        this.#recipients = [];
        this.#say('250 2.0.0 Forgotten');
        return;
      case 'QUIT':
        this.#say('221 2.0.0 Bye');
        this.#socket.end();
        return;
      default:
        this.#say('502 5.5.1 What?');
    }
  }

  #mail(sender: string): void {
    this.#sender = sender;
    this.#began = performance.now();
    this.#recipients = [];
    if (!this.#sink.firstMail.has(this.#life)) this.#sink.firstMail.set(this.#life, this.#began);
    this.#say('250 2.1.0 Sender taken');
  }

  #recipient(recipient: string): void {
    const answer = this.#sink.answer(recipient);
    if (answer === 'take') this.#recipients.push(recipient);
    else this.#note(recipient, answer);
    this.#say(answers[answer]);
  }

  #message(text: string): void {
    this.#inData = false;
    const content = text.replace(/^\./gm, '');
    if (this.#sender === '') this.#notice(content);
    else if (!isWhole(content)) this.#sink.damaged.push(content.slice(0, 500));
    const wait = this.#sink.takes();
    if (wait === 0) this.#ended();
    else {
      this.#isBusy = true;
      setTimeout(() => {
        this.#isBusy = false;
        this.#ended();
        this.#read('');
      }, wait);
    }
  }

  #ended(): void {
    const hangsUp = this.#sink.hangsUp(this.#recipients);
    const kind = hangsUp || this.#sink.silent ? 'unanswered' : 'taken';
    for (const recipient of this.#recipients) this.#note(recipient, kind);
    this.#recipients = [];
    if (hangsUp) this.#socket.destroy();
    else if (kind === 'taken') this.#say('250 2.0.0 Taken');
  }

  #note(recipient: string, kind: Outcome['kind']): void {
    this.#sink.note(recipient, { kind, at: performance.now(), life: this.#life, began: this.#began });
  }

  #notice(content: string): void {
    const [, messageId = ''] = /^Message-ID:\s*(<[^>]*>)/im.exec(content) ?? [];
    const failed: string[] = [];
    for (const group of content.split(/\r\n\r\n/)) {
      const [, recipient] = /^Final-Recipient:\s*rfc822;\s*(\S+)/im.exec(group) ?? [];
      if (recipient !== undefined && /^Action:\s*failed/im.test(group)) failed.push(recipient);
    }
    failed.push(...listed(content));
    for (const to of this.#recipients) this.#sink.notices.push({ to, messageId, failed });
  }
}

/** Of the table that a list of notices brings; no field before the recipient's has a comma in these tests. */
function listed(content: string): readonly string[] {
  const [, boundary = ''] = /^Content-Type:\s*multipart\/mixed;\s*boundary="?([^"\r\n;]+)/im.exec(content) ?? [];
  const part =
    boundary === ''
      ? undefined
      : content.split(`--${boundary}`).find((one) => /^Content-Type:\s*text\/csv/im.test(one));
  if (part === undefined) return [];
  if (!/^Content-Transfer-Encoding:\s*base64/im.test(part)) throw new Error('the table is not in base64');
  const table = Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64').toString();
  const [head = [], ...rows] = table
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  const [recipient, action] = [head.indexOf('recipient'), head.indexOf('action')];
  return rows.flatMap((row) => (row[action] === 'failed' ? (row[recipient] ?? []) : []));
}

const address = (argument: string): string => /<([^>]*)>/.exec(argument)?.[1] ?? '';

function isWhole(content: string): boolean {
  const end = content.indexOf('\r\n\r\n');
  const [, sum] = /^X-Sum: ([0-9a-f]{40})$/m.exec(content.slice(0, end)) ?? [];
  return sum === sumOf(content.slice(end + 4));
}
