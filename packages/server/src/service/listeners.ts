/** The ports where mail is handed in by SMTP. */
import { listen, type Receiver, type ReceiverHandler, type ReceiverReply } from '@hearback/smtp';
import type { Config } from '../config/schema/schema.ts';
import type { Log } from '../observe/log.ts';
import { readCertificate } from './certificates.ts';
import { opening } from './opening.ts';
import { type Served, startRenewal } from './renewal.ts';

export interface Listeners {
  readonly receivers: ReadonlyMap<string, Receiver>;
  /** Takes certificates anew. Throws a StartError, and then nothing has changed. */
  readonly renew: (config: Config) => void;
  readonly close: (how?: { readonly drain: boolean }) => Promise<void>;
}

export async function openListeners(
  config: Config,
  hostname: string,
  handler: ReceiverHandler,
  log: Log,
): Promise<Listeners> {
  const receivers = new Map<string, Receiver>();
  const served = new Map<string, Served>();
  const close = async (how?: { readonly drain: boolean }): Promise<void> => {
    await Promise.all([...receivers.values()].map((receiver) => receiver.close(how)));
  };
  try {
    for (const [name, listener] of Object.entries(config.smtp.listeners)) {
      const tls = readCertificate(name, listener);
      const options = {
        hostname,
        address: listener.address,
        port: listener.port,
        tls,
        implicitTls: listener.tls === 'implicit',
        limits: limitsOf(config),
        onError: (error: unknown) =>
          log.error({ err: error, listener: name }, 'A session failed by a fault of this program'),
      };
      const asked = listener.tls === 'required' ? onlyOverTls(handler) : handler;
      const receiver = await opening(`smtp.listeners.${name}`, listener, () => listen(options, asked));
      receivers.set(name, receiver);
      if (tls !== null) served.set(name, { receiver, pair: tls });
      log.info(
        { listener: name, address: receiver.address, port: receiver.port, tls: listener.tls },
        'SMTP is listening',
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  const renewal = startRenewal(served, config, log);
  return {
    receivers,
    renew: renewal.renew,
    close: (how) => {
      renewal.stop();
      return close(how);
    },
  };
}

const limitsOf = ({ smtp }: Config) => ({
  connections: smtp.max_connections,
  connectionsPerAddress: smtp.max_connections_per_address,
  messageSize: smtp.max_size,
  recipients: smtp.max_recipients,
  idle: smtp.command_timeout,
  authFailuresPerAddress: smtp.password_failures,
  authWindow: 60_000,
});

const startTls: ReceiverReply = { code: 530, status: '5.7.0', text: 'Say STARTTLS first' };

/** RFC 3207 §4: nothing but NOOP, EHLO, STARTTLS and QUIT before TLS. */
const onlyOverTls = (handler: ReceiverHandler): ReceiverHandler => ({
  ...handler,
  mail: (sender, parameters, client) =>
    client.tls === null ? startTls : (handler.mail?.(sender, parameters, client) ?? null),
});
