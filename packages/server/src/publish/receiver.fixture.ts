/**
 * A receiver of webhooks on loopback that checks signatures as the specification tells receivers to, with code of its own, and
 * answers as a test wants.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
  readonly json: { readonly type: string; readonly timestamp: string; readonly data: Record<string, unknown> };
  readonly signature: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Of the requests that come from now on. */
  answer: (received: Received) => { readonly status: number; readonly headers?: OutgoingHttpHeaders };
  readonly close: () => Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const one: Received = {
      id: String(request.headers['webhook-id']),
      timestamp: Number(request.headers['webhook-timestamp']),
      signature: String(request.headers['webhook-signature']),
      body,
      json: JSON.parse(body) as Received['json'],
    };
    received.push(one);
    const { status, headers } = receiver.answer(one);
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: () => ({ status: 204 }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return receiver;
}

/** By "Verifying signatures" of Standard Webhooks: one of the listed signatures must be right for this secret. */
export function isGenuine({ id, timestamp, body, signature }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signature.split(' ').some((each) => {
    const [version, encoded = ''] = each.split(',');
    const given = Buffer.from(encoded, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
