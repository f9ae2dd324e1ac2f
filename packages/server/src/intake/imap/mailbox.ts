/**
 * One mailbox over one IMAP connection (RFC 3501, RFC 9051), as far as following it needs: what is new, reading without
 * setting \Seen, marking afterwards, and waiting for more (IDLE, RFC 2177). Everything rejects once the connection is gone.
 */
import type { ImapFlow } from 'imapflow';
import { readAuthorities } from './files.ts';

export interface ImapSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls`: never without. `none`: in the clear, for servers on this machine. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** PEM of the authorities to believe beside the usual ones. */
  readonly caFile: string | null;
  readonly user: string;
  readonly password: string;
  readonly mailbox: string;
  /** What becomes of a mail that has been recorded. */
  readonly after: 'seen' | 'delete' | 'move';
  readonly moveTo: string | null;
}

export interface MailboxMail {
  readonly uid: number;
  readonly octets: Uint8Array;
}

export interface Mailbox {
  /** UIDs of another validity name other mails (RFC 3501 §2.3.1.1). */
  readonly validity: string;
  /** Highest UID when it was opened. */
  readonly highest: number;
  readonly count: number;
  /** Beyond this UID, in their order; up to and with `unseenUpTo` only those that are not seen. */
  readonly beyond: (uid: number, unseenUpTo: number) => Promise<readonly number[]>;
  /** Those of the UIDs that are still there, so much of each. */
  readonly read: (uids: readonly number[], maxSize: number) => Promise<readonly MailboxMail[]>;
  /** Sets \Seen, deletes or moves; rejects when the server will not. */
  readonly finish: (uids: readonly number[]) => Promise<void>;
  /** Resolves when there may be something new, after `most` milliseconds, or when the signal or the server ends it. */
  readonly changed: (most: number, signal: AbortSignal) => Promise<void>;
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
}

const timeouts = {
  connectionTimeout: 30_000,
  greetingTimeout: 30_000,
  socketTimeout: 6 * 60_000,
  maxIdleTime: 5 * 60_000,
};

/** Rejects when the server cannot be reached, trusted or logged in at, or has no such mailbox. */
export async function openMailbox(settings: ImapSettings): Promise<Mailbox> {
  const { host, port, tls, user, password: pass, mailbox: path } = settings;
  const ca = await readAuthorities(settings);
  // Many modules, which a service without mailboxes does not open.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    ...{ host, port, secure: tls === 'implicit', auth: { user, pass }, logger: false, disableAutoIdle: true },
    ...(ca === null ? {} : { tls: { ca } }),
    ...(tls === 'implicit' ? {} : { doSTARTTLS: tls === 'starttls' }),
    ...timeouts,
  });
  // What breaks the connection is told by whatever was under way, and by isOpen().
  client.on('error', () => {});
  try {
    await client.connect();
    const opened = await client.mailboxOpen(path);
    return mailboxOn(client, settings, {
      ...{ validity: String(opened.uidValidity), highest: opened.uidNext - 1, count: opened.exists },
    });
  } catch (error) {
    client.close();
    throw inWords(error);
  }
}

function mailboxOn(
  client: ImapFlow,
  { after, moveTo }: ImapSettings,
  opened: Pick<Mailbox, 'validity' | 'highest' | 'count'>,
): Mailbox {
  const search = async (first: number, last: number | null, unseen: boolean): Promise<readonly number[]> => {
    const uid = `${first}:${last ?? '*'}`;
    const found = await client.search({ uid, ...(unseen ? { seen: false } : {}) }, { uid: true });
    if (!Array.isArray(found)) throw new Error('The server did not search its mailbox');
    // "9:*" names the last mail also where its UID is below 9 (RFC 3501 §6.4.8).
    return found.filter((each) => each >= first);
  };
  const agreed = async (done: Promise<unknown>, what: string): Promise<void> => {
    const answer = await done;
    if (answer === false || answer === undefined) throw new Error(`The server did not ${what} a mail`);
  };

  return {
    ...opened,
    beyond: async (uid, unseenUpTo) => {
      const early = uid < unseenUpTo ? await search(uid + 1, unseenUpTo, true) : [];
      const late = await search(Math.max(uid, unseenUpTo) + 1, null, false);
      return [...early, ...late].sort((a, b) => a - b);
    },
    read: async (uids, maxSize) => {
      const query = { uid: true, source: { start: 0, maxLength: maxSize } };
      const mails = await client.fetchAll([...uids].join(','), query, { uid: true });
      return mails.map(({ uid, source }) => ({ uid, octets: source ?? new Uint8Array() }));
    },
    finish: async (uids) => {
      if (uids.length === 0) return;
      const range = uids.join(',');
      const seen = client.messageFlagsAdd(range, ['\\Seen'], { uid: true });
      await agreed(seen, 'mark');
      // Without UIDPLUS an EXPUNGE takes along whatever others have marked.
      if (after === 'delete' && client.capabilities.has('UIDPLUS'))
        await agreed(client.messageDelete(range, { uid: true }), 'delete');
      else if (after === 'delete') await agreed(client.messageFlagsAdd(range, ['\\Deleted'], { uid: true }), 'delete');
      else if (after === 'move' && moveTo !== null)
        await agreed(client.messageMove(range, moveTo, { uid: true }), 'move');
    },
    changed: (most, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          client.off('exists', end);
          client.off('close', end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, most);
        client.on('exists', end);
        client.on('close', end);
        signal.addEventListener('abort', end);
        // The next command ends it; a connection that breaks meanwhile is no longer usable, and is asked so.
        client.idle().catch(end);
        if (signal.aborted) end();
      }),
    isOpen: () => client.usable,
    close: async () => {
      try {
        if (client.usable) await client.logout();
      } finally {
        client.close();
      }
    },
  };
}

/** What the server answered, where it did. */
function inWords(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const said = 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : null;
  return said === null ? error : new Error(`The IMAP server says: ${said.slice(0, 500)}`, { cause: error });
}
