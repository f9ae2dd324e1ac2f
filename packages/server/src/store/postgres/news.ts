/**
 * Listens for what other processes have changed, on a connection of its own while anybody wants to know. A connection that
 * was lost may have missed something, and one whose end nobody told hears nothing: so all of it is told as possibly changed
 * when it is back, and every few seconds.
 */
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type News, type NewsSubject, newsSubjects } from '../news.ts';
import { clientConfig, type PostgresConnection } from './connection.ts';
import { newsChannel } from './news-triggers.ts';

export interface NewsListener extends Pick<News, 'onNews'> {
  readonly close: () => Promise<void>;
}

/** Duties and alerts are looked at by clocks of their own, and a picture of the queue is out of date in seconds anyway. */
const everything: ReadonlySet<NewsSubject> = new Set(['sources', 'rules', 'webhooks', 'keys', 'lanes', 'recalls']);
const pauseBeforeAgain = 2000;

/** `every`: between two times that everything is told as possibly changed, in milliseconds. */
export function createNews(connection: PostgresConnection, every = 10_000): NewsListener {
  const listeners = new Set<(subjects: ReadonlySet<NewsSubject>) => void>();
  const closing = new AbortController();
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isListening = false;
  const tell = (subjects: ReadonlySet<NewsSubject>): void => {
    for (const listener of listeners) listener(subjects);
  };

  const follow = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await listenUntilLost(connection, closing.signal, tell, () => {
        isListening = true;
        tell(everything);
      });
      isListening = false;
      await setTimeout(pauseBeforeAgain, undefined, { signal: closing.signal }).catch(() => {});
    }
  };

  return {
    onNews: (listener) => {
      listeners.add(listener);
      // Others have been listening for a while: what was told meanwhile this one has not heard.
      if (isListening) queueMicrotask(() => listeners.has(listener) && listener(everything));
      running ??= follow();
      if (timer === null) {
        timer = setInterval(() => tell(everything), every);
        timer.unref();
      }
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closing.abort();
      listeners.clear();
      if (timer !== null) clearInterval(timer);
      await running;
    },
  };
}

/** Resolves when the connection is gone or could not be had, or with the signal; never rejects: it is tried again. */
async function listenUntilLost(
  connection: PostgresConnection,
  signal: AbortSignal,
  tell: (subjects: ReadonlySet<NewsSubject>) => void,
  listening: () => void,
): Promise<void> {
  const client = new pg.Client(clientConfig(connection));
  let lose = (): void => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  client.on('error', lose);
  client.on('end', lose);
  signal.addEventListener('abort', lose);
  client.on('notification', ({ payload }) => {
    if (isSubject(payload)) tell(new Set([payload]));
  });
  try {
    await client.connect();
    await client.query(`listen ${newsChannel}`);
    listening();
    await lost;
  } catch {
    // Whoever commits or reads learns what is wrong with the database; here it is tried again.
  } finally {
    signal.removeEventListener('abort', lose);
    await client.end().catch(() => {});
  }
}

const isSubject = (text: string | undefined): text is NewsSubject => newsSubjects.some((subject) => subject === text);
