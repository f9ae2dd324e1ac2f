/**
 * Dialogues as tests. A script has lines "C: ..." (sent with CRLF; neighbours in one write), "c: ..." (sent as written, with
 * \r \n \0 \t \xNN as escapes), "S: ..." (a line that must come), "S: <closed>" and "-- TLS" (handshake). What really
 * happened comes back in the same form, with everything the server said beyond the script at its end.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface Peer {
  readonly port: number;
  /** The handshake comes first. */
  readonly implicitTls?: boolean;
  /** The client's own address. */
  readonly localAddress?: string;
}

export async function play(peer: Peer, script: string): Promise<string> {
  const lines = script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const talker = await Talker.connect(peer);
  const happened: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('S: ')) happened.push(`S: ${await talker.line()}`.trimEnd());
    else happened.push(line);
    if (line === '-- TLS') await talker.startTls();
    if (line.startsWith('C: ')) talker.say(`${line.slice(3)}\r\n`);
    if (line === 'C:') talker.say('\r\n');
    if (line.startsWith('c: ')) talker.say(unescaped(line.slice(3)));
    if (!/^c:/i.test(lines[index + 1] ?? '')) talker.flush();
  }
  if (happened.at(-1) !== 'S: <closed>') happened.push(...(await talker.leave()).map((line) => `S: ${line}`));
  talker.destroy();
  return happened.join('\n');
}

/** The form that `play` gives back. */
export function scripted(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

export class Talker {
  #socket: Socket;
  #text = '';
  #waiting = '';
  #closed = false;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  static async connect(peer: Peer): Promise<Talker> {
    const { port, localAddress } = peer;
    const socket = connect({ port, localAddress, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    const talker = new Talker(socket);
    if (peer.implicitTls === true) await talker.startTls();
    return talker;
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** Leaves with the next flush. */
  say(bytes: string): void {
    this.#waiting += bytes;
  }

  flush(): void {
    if (this.#waiting !== '') this.#socket.write(this.#waiting, 'latin1');
    this.#waiting = '';
  }

  send(bytes: string): void {
    this.say(bytes);
    this.flush();
  }

  /** The next line of the server, or "<closed>". */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#text.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return line;
      }
      if (this.#closed) return this.#text === '' ? '<closed>' : this.#text;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next reply, all its lines. */
  async reply(): Promise<string> {
    const lines: string[] = [];
    do lines.push(await this.line());
    while (/^\d{3}-/.test(lines.at(-1) ?? ''));
    return lines.join('\n');
  }

  async startTls(): Promise<void> {
    this.#socket.removeAllListeners();
    const secured = connectTls({ socket: this.#socket, rejectUnauthorized: false });
    this.#socket = secured;
    await once(secured, 'secureConnect');
    this.#listen();
  }

  /** Sends no more and hears the server out. */
  async leave(): Promise<readonly string[]> {
    this.#socket.end();
    const rest: string[] = [];
    for (;;) {
      const line = await this.line();
      if (line === '<closed>') return rest;
      rest.push(line);
    }
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const wake = () => this.#wake();
    this.#socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
      wake();
    });
    // A server that is done with us may reset the connection: it is closed, whatever way.
    for (const event of ['end', 'close', 'error']) {
      this.#socket.on(event, () => {
        this.#closed = true;
        wake();
      });
    }
  }
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' };
  return text.replace(/\\(?:x([0-9a-f]{2})|([rnt0\\]))/g, (_, hex: string | undefined, name: string) =>
    hex === undefined ? (named[name] ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
