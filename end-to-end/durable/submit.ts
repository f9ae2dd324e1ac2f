/**
 * Hands mail in, by SMTP in several sessions with pipelining and by HTTP, and writes down each acknowledgement with its
 * instant. What is still under way when the server dies was never promised.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ask } from './api.ts';
import type { Mail } from './campaign.ts';

export interface Acknowledged {
  readonly mail: Mail;
  readonly via: 'smtp' | 'http';
  /** Of the message, as the server named it. */
  readonly id: string;
  readonly at: number;
  readonly life: string;
}

export interface Refused {
  readonly mail: Mail;
  readonly reply: string;
}

export interface Ledger {
  readonly acknowledge: (mail: Mail, via: 'smtp' | 'http', id: string) => void;
  readonly refuse: (refused: Refused) => void;
  /** Asked by HTTP, without an answer or with 503: to be asked again under the same key. */
  readonly unanswered: (mail: Mail) => void;
}

/** The next mail; null: no more. */
export type Take = () => Mail | null;

/** The server went away in the middle of a dialogue. */
class Gone extends Error {}

const envelope = ({ sender, recipients }: Mail): string =>
  [`MAIL FROM:<${sender}>`, ...recipients.map((recipient) => `RCPT TO:<${recipient}>`), 'DATA', ''].join('\r\n');

export const stuffed = (content: string): string => content.replace(/^\./gm, '..');

export class SmtpSession {
  readonly #socket: Socket;
  readonly #lines: string[] = [];
  #heard: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    let unread = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const lines = `${unread}${chunk}`.split('\r\n');
      unread = lines.pop() ?? '';
      this.#lines.push(...lines);
      this.#heard();
    });
    // A reset connection is told by the reply that does not come.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#heard());
  }

  /** Null when nobody takes the connection. */
  static async open(port: number): Promise<SmtpSession | null> {
    const socket = connect(port, '127.0.0.1');
    const session = new SmtpSession(socket);
    try {
      await session.reply();
      session.write('EHLO generator.example\r\n');
      await session.reply();
      return session;
    } catch (error) {
      if (error instanceof Gone) return null;
      throw error;
    }
  }

  write(text: string): void {
    this.#socket.write(text, 'latin1');
  }

  /** Resolves when what was written has left this process. */
  flush(text: string): Promise<void> {
    return new Promise((resolve) => this.#socket.write(text, 'latin1', () => resolve()));
  }

  /** The last line of the next reply. Rejects with Gone when the server is. */
  async reply(): Promise<string> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined && line[3] !== '-') return line;
      if (line !== undefined) continue;
      if (this.#socket.closed) throw new Gone('the connection ended');
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  /** Up to the 354; null when there was one. */
  async opened(mail: Mail): Promise<string | null> {
    const replies: string[] = [];
    for (let count = 0; count < mail.recipients.length + 2; count++) replies.push(await this.reply());
    const last = replies.at(-1) ?? '';
    return last.startsWith('354') ? null : (replies.find((reply) => !/^[23]/.test(reply)) ?? last);
  }

  async close(): Promise<void> {
    this.#socket.destroy();
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }
}

/** Sessions one after the other, some mails in each, until there is no more mail or no server. */
export async function submitBySmtp(port: number, perSession: number, take: Take, ledger: Ledger): Promise<void> {
  for (let mail = take(); mail !== null; mail = take()) {
    const session = await SmtpSession.open(port);
    if (session === null) return;
    try {
      await dialogue(session, mail, perSession, take, ledger);
    } catch (error) {
      if (error instanceof Gone) return;
      throw error;
    } finally {
      await session.close();
    }
  }
}

/** The envelope of the next mail goes with the end of the one before (RFC 2920 §3.1). */
async function dialogue(session: SmtpSession, first: Mail, most: number, take: Take, ledger: Ledger): Promise<void> {
  session.write(envelope(first));
  let mail: Mail | null = first;
  for (let count = 1; mail !== null; count++) {
    const refusal = await session.opened(mail);
    const next: Mail | null = count < most ? take() : null;
    const ahead = next === null ? '' : envelope(next);
    if (refusal === null) {
      session.write(`${stuffed(mail.content)}.\r\n${ahead}`);
      const reply = await session.reply();
      const [, id] = /^250 .*?(msg_[0-9a-f-]{36})/.exec(reply) ?? [];
      if (id === undefined) ledger.refuse({ mail, reply });
      else ledger.acknowledge(mail, 'smtp', id);
    } else {
      ledger.refuse({ mail, reply: refusal });
      session.write(`RSET\r\n${ahead}`);
      await session.reply();
    }
    mail = next;
  }
}

export async function submitByHttp(socket: string, take: Take, ledger: Ledger): Promise<void> {
  for (let mail = take(); mail !== null; mail = take()) {
    const query = new URLSearchParams([
      ['from', mail.sender],
      ...mail.recipients.map((to): [string, string] => ['to', to]),
    ]);
    const headers = { 'content-type': 'message/rfc822', 'idempotency-key': mail.token };
    try {
      const { status, body } = await ask(socket, `/v1/messages?${query}`, {
        method: 'POST',
        headers,
        body: mail.content,
      });
      if (status === 202) ledger.acknowledge(mail, 'http', (JSON.parse(body) as { id: string }).id);
      else {
        ledger.refuse({ mail, reply: `${status} ${body}` });
        if (status === 503) ledger.unanswered(mail);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      ledger.unanswered(mail);
      return;
    }
  }
}
