/**
 * The end of the world: the next hop of the peers, and the mailbox that bounces come back to. A plain server without DSN,
 * written for these tests so that it shares no code with what they test; it keeps every octet that it was sent.
 */
import { EventEmitter, once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Recipients at the first are known, unless they are called unknown, or busy; notices come back to the others. */
export const farDomains = ['next.example', 'ours.example', 'bounces.ours.example'] as const;

export interface FarMail {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** MAIL and RCPT as they came. */
  readonly commands: readonly string[];
  /** Dots unstuffed. */
  readonly content: string;
  /** As it was on the wire, with its final dot. */
  readonly wire: string;
}

export class FarEnd {
  readonly mails: FarMail[] = [];
  /** Recipients that were refused. */
  readonly refused: string[] = [];
  port = 0;
  readonly #told = new EventEmitter().setMaxListeners(0);
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    new FarDialogue(socket, this);
  });

  static async open(): Promise<FarEnd> {
    const end = new FarEnd();
    end.#server.listen(0, '127.0.0.1');
    await once(end.#server, 'listening');
    const address = end.#server.address();
    if (typeof address === 'object' && address !== null) end.port = address.port;
    return end;
  }

  took(mail: FarMail): void {
    this.mails.push(mail);
    this.#told.emit('news');
  }

  refuse(recipient: string): void {
    this.refused.push(recipient);
    this.#told.emit('news');
  }

  /** The first mail like that, now or when it comes. */
  async mail(like: (mail: FarMail) => boolean): Promise<FarMail> {
    for (;;) {
      const found = this.mails.find(like);
      if (found !== undefined) return found;
      await once(this.#told, 'news');
    }
  }

  async until(reached: () => boolean): Promise<void> {
    while (!reached()) await once(this.#told, 'news');
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

class FarDialogue {
  #unread = '';
  #inData = false;
  #sender = '';
  #recipients: string[] = [];
  #commands: string[] = [];
  readonly #socket: Socket;
  readonly #end: FarEnd;

  constructor(socket: Socket, end: FarEnd) {
    this.#socket = socket;
    this.#end = end;
    socket.setEncoding('latin1').on('data', (chunk: string) => this.#read(chunk));
    // Who breaks off has what it wanted.
    socket.on('error', () => socket.destroy());
    this.#say('220 far.example ESMTP');
  }

  #say(reply: string): void {
    this.#socket.write(`${reply}\r\n`);
  }

  #read(chunk: string): void {
    this.#unread += chunk;
    for (;;) {
      const end = this.#inData ? this.#unread.indexOf('\r\n.\r\n') : this.#unread.indexOf('\r\n');
      if (end < 0) return;
      const text = this.#unread.slice(0, end);
      const wire = this.#unread.slice(0, end + 5);
      this.#unread = this.#unread.slice(end + (this.#inData ? 5 : 2));
      if (this.#inData) this.#message(text, wire);
      else this.#command(text);
    }
  }

  #command(line: string): void {
    this.#say(this.#reply(line));
    if (/^QUIT/i.test(line)) this.#socket.end();
  }

  #reply(line: string): string {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return '250-far.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES';
      case 'MAIL':
        [this.#sender, this.#recipients, this.#commands] = [address, [], [line]];
        return '250 2.1.0 Sender taken';
      case 'RCPT':
        return this.#recipient(address, line);
      case 'DATA':
        this.#inData = this.#recipients.length > 0;
        return this.#inData ? '354 Go on' : '554 5.5.1 No recipient is left';
      case 'QUIT':
        return '221 2.0.0 Bye';
      default:
        return '250 2.0.0 Well';
    }
  }

  #recipient(address: string, line: string): string {
    if (/^unknown[^@]*@/.test(address)) {
      this.#end.refuse(address);
      return `550 5.1.1 <${address}>: Recipient address rejected: User unknown`;
    }
    if (address.startsWith('busy@')) return '451 4.2.0 The mailbox is busy, try again later';
    this.#recipients.push(address);
    this.#commands.push(line);
    return '250 2.1.5 Recipient taken';
  }

  #message(text: string, wire: string): void {
    this.#inData = false;
    const content = `${text}\r\n`.replace(/^\./gm, '');
    this.#end.took({ sender: this.#sender, recipients: this.#recipients, commands: this.#commands, content, wire });
    this.#recipients = [];
    this.#say('250 2.0.0 Taken');
  }
}
