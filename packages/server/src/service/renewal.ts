/** Renewed certificates are served without a restart: at SIGHUP, and by themselves soon after their files change. */
import { X509Certificate } from 'node:crypto';
import type { Receiver } from '@hearback/smtp';
import type { Config } from '../config/schema/schema.ts';
import type { Log } from '../observe/log.ts';
import { StartError } from '../start-error.ts';
import { type Pair, readCertificate } from './certificates.ts';

export interface Served {
  readonly receiver: Pick<Receiver, 'renew'>;
  readonly pair: Pair;
}

/** Files are read, not watched: whoever renews often turns a link over, of the file or of a folder above it. */
const every = 30_000;

export interface Renewal {
  /** Throws a StartError, and then nothing has changed. */
  readonly renew: (fresh: Config) => void;
  readonly stop: () => void;
}

/** `served`: by the names of the listeners that have TLS. */
export function startRenewal(served: Map<string, Served>, config: Config, log: Log): Renewal {
  let current = config;
  const wrong = new Map<string, { readonly why: string; readonly times: number }>();

  const lying = (name: string): Pair | null => {
    const listener = current.smtp.listeners[name];
    return listener === undefined ? null : readCertificate(name, listener);
  };
  const take = (listener: string, { receiver, pair: before }: Served, pair: Pair | null): void => {
    if (pair === null || (pair.cert.equals(before.cert) && pair.key.equals(before.key))) return;
    receiver.renew(pair);
    served.set(listener, { receiver, pair });
    log.info({ listener, ends: new X509Certificate(pair.cert).validTo }, 'A renewed certificate is served');
  };

  const look = (): void => {
    for (const [listener, each] of served) {
      try {
        take(listener, each, lying(listener));
        wrong.delete(listener);
      } catch (error) {
        if (!(error instanceof StartError)) throw error;
        const before = wrong.get(listener);
        const times = before?.why === error.message ? before.times + 1 : 1;
        wrong.set(listener, { why: error.message, times });
        // Certificate and key are two files, of which one is written first: what is so at the next look too is told, once.
        if (times === 2)
          log.error({ listener, err: error }, 'The certificate that lies there is not taken; the one before is served');
      }
    }
  };
  const timer = setInterval(look, every).unref();
  return {
    renew(fresh) {
      const before = current;
      current = fresh;
      try {
        const pairs = [...served].map(([name, each]) => ({ name, each, pair: lying(name) }));
        for (const { name, each, pair } of pairs) take(name, each, pair);
      } catch (error) {
        current = before;
        throw error;
      }
    },
    stop: () => clearInterval(timer),
  };
}
