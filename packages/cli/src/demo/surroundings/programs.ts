/**
 * The programs of Acme that the demo's server tells what happened: an HTTP server on loopback. One takes everything, one is
 * down now and then, one is gone for good, and a chat takes alerts.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Programs {
  /** "http://127.0.0.1:40123" */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Of the requests to it: which one is answered with a failure. */
const failing = 5;

export async function startPrograms(): Promise<Programs> {
  let asked = 0;
  const statusOf = (path: string): number => {
    if (path === '/gone') return 410;
    if (path !== '/warehouse') return 204;
    asked += 1;
    return asked % failing === 0 ? 503 : 202;
  };
  const server = createServer((request, response) => {
    request.on('end', () => response.writeHead(statusOf(request.url ?? '/')).end());
    request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
