/**
 * Reads the sources into two ledgers: one of what the logs saw, which has rates, and one of bounce mails, which has none.
 */
import type { Attempt, LogFormat, LogReader, Sink } from '@hearback/server/logs';
import { detectLogs } from '@hearback/server/logs';
import { mboxMessages, messageLimit, startsLikeMbox } from '../input/mbox.ts';
import { looksLikeMail } from '../input/text.ts';
import type { Explain } from './cause.ts';
import { Ledger } from './ledger.ts';
import { headOf, type Source } from './source.ts';
import { wholeLines } from './whole-lines.ts';

/** Several formats where hosts with different servers log into one file. */
export type Kind = readonly LogFormat[] | 'mail' | 'mbox';

export interface Planned {
  readonly source: Source;
  readonly kind: Kind;
}

export interface FileRead {
  readonly name: string;
  /** "Postfix", "Postfix, sendmail", "mbox", "mail". */
  readonly format: string;
  attempts: number;
}

export interface Window {
  readonly since: number;
  readonly until: number;
}

/** What kind of file it is; null when it is nothing we know. */
export async function plan(source: Source): Promise<Planned | 'empty' | null> {
  if (source.mail) return { source, kind: 'mail' };
  const head = await headOf(source);
  if (head.length === 0) return 'empty';
  if (startsLikeMbox(head)) return { source, kind: 'mbox' };
  const text = head.toString();
  // Nearly always the first lines tell.
  const first = detectLogs(text.slice(0, 64_000));
  const logs = first.length > 0 ? first : detectLogs(text);
  if (logs.length > 0) return { source, kind: logs };
  return looksLikeMail(text) ? { source, kind: 'mail' } : null;
}

/** Each bounce mail is a message with a history, of the messages in a log few have one. */
const rememberedMails = 30_000;

export class Collection {
  readonly logs: Ledger;
  readonly mails: Ledger;
  /** Deliveries inside the host itself, left out. */
  local = 0;
  /** Mails that were no bounce and no complaint. */
  otherMails = 0;
  readonly files: FileRead[] = [];
  private readonly byName = new Map<string, FileRead>();
  private readonly window: Window;
  private readonly readers = new Map<LogFormat, LogReader>();

  constructor(explain: Explain, window: Window) {
    this.logs = new Ledger(explain);
    this.mails = new Ledger(explain, rememberedMails);
    this.window = window;
  }

  /** Throws the file system's or unpacker's error; what was read before it stays. */
  async read({ source, kind }: Planned, seen: (count: number) => void): Promise<void> {
    const file = this.fileOf(source.name, kind);
    const before = this.logs.attempts + this.mails.attempts;
    try {
      if (kind === 'mail') await this.readMails([await whole(source.bytes(seen))], () => source.name);
      else if (kind === 'mbox') await this.readMails(mboxMessages(source.bytes(seen)), (n) => `${source.name}#${n}`);
      else await this.readLog(source, kind, seen);
    } finally {
      file.attempts += this.logs.attempts + this.mails.attempts - before;
    }
  }

  private async readLog(source: Source, formats: readonly LogFormat[], seen: (count: number) => void): Promise<void> {
    const readers = formats.map((format) => this.readerOf(format));
    for await (const block of wholeLines(source.bytes(seen)))
      for (const reader of readers) reader.read(block, source.writtenBy);
  }

  private readerOf(format: LogFormat): LogReader {
    const reader = this.readers.get(format) ?? format.reader(this.sink(this.logs));
    this.readers.set(format, reader);
    return reader;
  }

  /** What reads mails is loaded when there is one. */
  private async readMails(
    messages: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    nameOf: (n: number) => string,
  ): Promise<void> {
    const { readMail } = await import('./bounce-mail.ts');
    const sink = this.sink(this.mails);
    let n = 0;
    for await (const message of messages) if (!readMail(message, nameOf(++n), sink)) this.otherMails++;
  }

  private sink(ledger: Ledger): Sink {
    const inside = (at: number | null): boolean => at === null || (at >= this.window.since && at < this.window.until);
    return {
      attempt: (attempt: Attempt) => {
        if (inside(attempt.at)) ledger.record(attempt);
      },
      delivered: (delivery) => !inside(delivery.at) || ledger.deliver(delivery),
      complaint: (at, message = '', recipient = '') => {
        if (inside(at)) ledger.complain(at, message, recipient);
      },
      counted: (deliveries) => {
        if (inside(deliveries.at)) ledger.deliverCounted(deliveries);
      },
      local: () => {
        this.local++;
      },
    };
  }

  /** A Maildir's thousand files are one entry: its folder. */
  private fileOf(name: string, kind: Kind): FileRead {
    const format = typeof kind === 'string' ? kind : kind.map(({ name }) => name).join(', ');
    const shown = kind === 'mail' && name !== '-' ? name.slice(0, Math.max(0, name.lastIndexOf('/'))) || name : name;
    const known = this.byName.get(`${format} ${shown}`);
    if (known !== undefined) return known;
    const file = { name: shown, format, attempts: 0 };
    this.files.push(file);
    this.byName.set(`${format} ${shown}`, file);
    return file;
  }
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(Buffer.from(chunk));
    length += chunk.length;
    if (length >= messageLimit) break;
  }
  return Buffer.concat(parts);
}
