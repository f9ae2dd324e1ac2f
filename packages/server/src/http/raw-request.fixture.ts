/** Octets sent as they are to an application that listens. */
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { App } from './api.ts';

export async function connected(app: App): Promise<Socket> {
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** All that is answered until the other end hangs up. */
export async function answered(socket: Socket): Promise<{ readonly head: string; readonly body: string }> {
  let text = '';
  socket.on('data', (octets) => {
    text += String(octets);
  });
  // It may be cut off while there is more to say.
  socket.on('error', () => {});
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  return { head, body };
}
