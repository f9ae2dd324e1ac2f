/**
 * A receiver to test against: it knows one domain and its mailboxes, lets who is logged in write anywhere, and keeps what
 * it took. This is how a handler for "own domains and authenticated relays" looks.
 */
import { afterEach } from 'vitest';
import { carriesRoute, domainOf } from '../envelope/path.ts';
import { createCertificate } from '../fixture/certificate.ts';
import type { Client, ReceivedMessage, ReceiverHandler, ReceiverReply } from './handler.ts';
import { listen, type Receiver, type ReceiverOptions } from './listen.ts';

export const certificate = createCertificate({ names: ['mx.house.example', '127.0.0.1'] });

export interface House {
  readonly receiver: Receiver;
  readonly port: number;
  readonly messages: readonly (ReceivedMessage & { readonly text: string; readonly client: Client })[];
  readonly farewells: readonly string[];
  readonly errors: readonly unknown[];
  /** Resolves when `count` dialogues have ended. */
  readonly ended: (count: number) => Promise<void>;
}

const ownDomains: ReadonlySet<string | null> = new Set(['house.example', '[127.0.0.1]', null]);
const relayDenied: ReceiverReply = { code: 550, status: '5.7.1', text: 'Relaying is not allowed' };

/** Null is the domain of bare `postmaster`: ours. */
export const ownDomainAndLogins: Pick<ReceiverHandler, 'rcpt' | 'authenticate'> = {
  authenticate: (login, password) => (password === `${login}'s secret` ? login : null),
  rcpt({ address }, _sender, client) {
    if (client.user !== null) return null;
    const ours = ownDomains.has(domainOf(address)) && !carriesRoute(address);
    return ours ? null : relayDenied;
  },
};

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

export async function openHouse(
  options: Partial<ReceiverOptions> = {},
  handler: Partial<ReceiverHandler> = {},
): Promise<House> {
  const messages: (ReceivedMessage & { text: string; client: Client })[] = [];
  const farewells: string[] = [];
  const errors: unknown[] = [];
  const waiting: (() => void)[] = [];
  const receiver = await listen(
    {
      hostname: 'mx.house.example',
      address: '127.0.0.1',
      port: 0,
      tls: certificate,
      onError: (error) => errors.push(error),
      ...options,
    },
    {
      ...ownDomainAndLogins,
      async message(message, client) {
        messages.push({ ...message, text: Buffer.from(message.body).toString('latin1'), client });
        return { code: 250, status: '2.0.0', text: `Taken as number ${messages.length}` };
      },
      closed(_client, why) {
        farewells.push(why);
        for (const wake of waiting.splice(0)) wake();
      },
      ...handler,
    },
  );
  open.push(receiver);
  const ended = async (count: number): Promise<void> => {
    while (farewells.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return { receiver, port: receiver.port, messages, farewells, errors, ended };
}
