/**
 * A server that is gone without a word (its machine is off, a firewall has forgotten the connection) leaves what it was asked
 * without an answer for as long as TCP sends it again, a quarter of an hour. One that is only slow still takes connections: so
 * when an answer is long in coming, another connection is tried, and without that the first one is given up. It is tried at the
 * address of the first: behind the name there may be another server by now, which says nothing about this one.
 */
import { Socket } from 'node:net';
import pg from 'pg';
import { clientConfig, type PostgresConnection } from './connection.ts';

const usualSilence = 15_000;

export interface Alive {
  /** The answer that comes by that connection. When no server is there any more, all connections to it that were watched before are ended. */
  readonly watch: <T>(answer: Promise<T>, by: pg.ClientBase) => Promise<T>;
}

/** `silence`: how long an answer may take until the server is looked for, in milliseconds. */
export function createAlive(connection: PostgresConnection, silence: number = usualSilence): Alive {
  const known = new Set<pg.ClientBase>();
  const looking = new Map<string | undefined, Promise<boolean>>();
  /** One look serves all that wait for the same server. */
  const isThere = (address: string | undefined): Promise<boolean> => {
    const begun = looking.get(address);
    if (begun !== undefined) return begun;
    const look = answers(connection, address).finally(() => looking.delete(address));
    looking.set(address, look);
    return look;
  };
  return {
    watch: async (answer, by) => {
      if (!known.has(by)) {
        known.add(by);
        by.once('end', () => known.delete(by));
      }
      let isOver = false;
      const look = async (): Promise<void> => {
        const { remoteAddress } = streamOf(by);
        if (isOver || (await isThere(remoteAddress)) || isOver) return;
        // Those that nobody asks now would be found out one after the other.
        for (const client of known) if (streamOf(client).remoteAddress === remoteAddress) streamOf(client).destroy();
      };
      const timer = setInterval(() => void look(), silence);
      try {
        return await answer;
      } finally {
        isOver = true;
        clearInterval(timer);
      }
    },
  };
}

/** Its address is undefined on a Unix socket, and when it is closed. */
const streamOf = (client: pg.ClientBase): Socket =>
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;

/** Whether a server is there, also one that turns us away; `address` in place of that of its name. */
async function answers(connection: PostgresConnection, address: string | undefined): Promise<boolean> {
  const config = clientConfig(connection);
  const client = new pg.Client(address === undefined ? config : { ...config, stream: () => socketTo(address) });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Goes there whatever host it is told to connect to; the name that TLS looks for stays. */
function socketTo(address: string): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  return Object.assign(socket, { connect: (port: number) => connect(port, address) });
}
