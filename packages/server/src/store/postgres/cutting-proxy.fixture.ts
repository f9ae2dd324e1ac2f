/** A way to PostgreSQL that loses a commit, or its answer. */
import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** Hands octets on, but cuts the connection that carries the next COMMIT: before it arrives, or before its answer does. */
export async function cuttingProxy(socketFile: string, when: 'before' | 'after') {
  let armed = false;
  let cuts = 0;
  const open = new Set<Socket>();
  const proxy: Server = createServer((client) => {
    const upstream = createConnection(socketFile);
    let cutting = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (octets) => {
      // The prepared statement of that name is bound (B, length, portal "", statement), or it is a query of its own (Q, length 11).
      if (armed && (octets.includes('\0commit\0') || octets.includes('\x0bcommit\0'))) {
        armed = false;
        cuts++;
        cutting = true;
        if (when === 'before') {
          client.destroy();
          return;
        }
      }
      upstream.write(octets);
    });
    upstream.on('data', (octets) => {
      if (!cutting) client.write(octets);
      // Its answer has come: the transaction has ended.
      else if (octets.includes('COMMIT\0')) client.destroy();
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('a port was asked for');
  return {
    port: address.port,
    arm: () => {
      armed = true;
    },
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

/** A way to PostgreSQL that can end without a word: what is sent arrives nowhere, and nobody takes new connections. */
export async function vanishingProxy(socketFile: string, host = '127.0.0.1', wanted = 0) {
  let gone = false;
  const open = new Set<Socket>();
  const proxy = createServer((client) => {
    const upstream = createConnection(socketFile);
    join(client, upstream, open, (one, other) => {
      one.on('data', (octets) => {
        if (!gone) other.write(octets);
      });
    });
  });
  const listen = async (at: number): Promise<number> => {
    proxy.listen(at, host);
    await once(proxy, 'listening');
    const address = proxy.address();
    if (address === null || typeof address === 'string') throw new Error('a port was asked for');
    return address.port;
  };
  const port = await listen(wanted);
  return {
    port,
    vanish: () => {
      gone = true;
      proxy.close();
    },
    comeBack: async () => {
      gone = false;
      await listen(port);
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

/** Two connections of which neither outlives the other; `pass` hands octets on, one way. */
export function join(
  client: Socket,
  upstream: Socket,
  open: Set<Socket>,
  pass: (one: Socket, other: Socket) => void,
): void {
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    open.add(one);
    one.on('error', () => one.destroy());
    one.on('close', () => {
      open.delete(one);
      other.destroy();
    });
    pass(one, other);
  }
}
