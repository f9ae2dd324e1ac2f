import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ApiProblem, createClient, Unreachable } from './client.ts';
import { eventStream } from './event-stream.ts';
import { pages } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-cli-'));
const path = join(folder, 's.sock');
let server: Server | null = null;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
});

async function answering(answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void) {
  let asked = 0;
  server = createServer((request, response) => answer(request, response, ++asked));
  await new Promise<void>((resolve) => server?.listen(path, resolve));
  return createClient({ kind: 'socket', path });
}

const written = (id: string): string => `id: ${id}\nevent: delivered\ndata: ${JSON.stringify({ id })}\n\n`;

describe('the stream of events', () => {
  it('is taken up behind the last event when it breaks', async () => {
    const asked: (string | undefined)[] = [];
    const client = await answering((request, response, nth) => {
      asked.push(request.headers['last-event-id'] as string | undefined);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(nth === 1 ? `${written('evt_1')}${written('evt_2')}: beat\n\n` : written('evt_3'));
      if (nth === 1) setImmediate(() => response.destroy());
    });
    const seen: string[] = [];
    const controller = new AbortController();
    for await (const { id } of eventStream(client, { signal: controller.signal, pause: 1 })) {
      seen.push(id);
      if (id === 'evt_3') controller.abort();
    }
    expect(seen).toEqual(['evt_1', 'evt_2', 'evt_3']);
    expect(asked).toEqual([undefined, 'evt_2']);
  });

  it('that cannot be had at all is an error, not a silence', async () => {
    const nobody = createClient({ kind: 'socket', path: join(folder, 'none.sock') });
    const listen = async () => {
      for await (const _ of eventStream(nobody, { signal: new AbortController().signal, pause: 1 }));
    };
    await expect(listen()).rejects.toBeInstanceOf(Unreachable);
  });
});

describe('an answer', () => {
  it('that says no has its code and its details', async () => {
    const client = await answering((_request, response) => {
      response.writeHead(400, { 'Content-Type': 'application/problem+json' });
      response.end(
        JSON.stringify({
          code: 'invalid_request',
          detail: 'No',
          errors: [{ pointer: '/to', detail: 'is no address' }],
        }),
      );
    });
    const refused = client.call('/v1/messages');
    await expect(refused).rejects.toBeInstanceOf(ApiProblem);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'invalid_request',
      details: ['/to is no address'],
    });
  });

  it('of something that is no hearback is told as such', async () => {
    const client = await answering((_request, response) => {
      response.writeHead(502);
      response.end('<html>');
    });
    await expect(client.call('/v1/messages')).rejects.toMatchObject({ status: 502, message: 'HTTP 502' });
  });

  it('in pages is read as far as it was asked for', async () => {
    const asked: string[] = [];
    const client = await answering((request, response, nth) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify({ data: [nth * 2 - 1, nth * 2], next: nth < 3 ? `c${nth}` : null }));
    });
    const read: number[] = [];
    for await (const n of pages<number>(client, '/v1/x', { domain: 'a&b=c' }, 4)) read.push(n);
    expect(read).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual(['/v1/x?domain=a%26b%3Dc&limit=4', '/v1/x?domain=a%26b%3Dc&limit=2&after=c1']);
  });
});
