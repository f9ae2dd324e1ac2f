import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { answer, createApi, octets } from './api.ts';
import { eventStream } from './event-stream.ts';
import { pages } from './pages.ts';
import { ApiProblem, Unreachable } from './problem.ts';

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
  return createApi({ kind: 'socket', path });
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

  it('is waited for where nobody answers any more, and that is told once', async () => {
    const telling = (id: string) =>
      answering((_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write(written(id));
      });
    const client = await telling('evt_1');
    const controller = new AbortController();
    const seen: string[] = [];
    let lost = 0;
    const again = (): void => {
      lost++;
      setTimeout(() => void telling('evt_2'), 20);
    };
    for await (const { id } of eventStream(client, { signal: controller.signal, pause: 1, lost: again })) {
      seen.push(id);
      if (id === 'evt_2') controller.abort();
      server?.closeAllConnections();
      server?.close();
    }
    expect(seen).toEqual(['evt_1', 'evt_2']);
    expect(lost).toBe(1);
  });

  it('that cannot be had at all is an error, not a silence', async () => {
    const nobody = createApi({ kind: 'socket', path: join(folder, 'none.sock') });
    const listen = async () => {
      for await (const _ of eventStream(nobody, { signal: new AbortController().signal, pause: 1 }));
    };
    await expect(listen()).rejects.toBeInstanceOf(Unreachable);
  });

  it('ends where the key was revoked meanwhile, and goes on where the service only has no time', async () => {
    const statuses: number[] = [];
    const client = await answering((_request, response, nth) => {
      statuses.push([200, 503, 401][nth - 1] ?? 401);
      response.writeHead(statuses.at(-1) ?? 401);
      response.end(nth === 1 ? written('evt_1') : '{"code":"unauthorized"}');
    });
    const listen = async () => {
      for await (const _ of eventStream(client, { signal: new AbortController().signal, pause: 1 }));
    };
    await expect(listen()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(statuses).toEqual([200, 503, 401]);
  });
});

it('a list that is called by dots is asked for as that, and not as what stands above it', async () => {
  const asked: (string | undefined)[] = [];
  const client = await answering((request, response) => {
    asked.push(request.url);
    response.setHeader('Content-Type', 'application/json');
    response.end('{}');
  });
  for (const name of ['..', 'a/b c'])
    await answer(client.GET('/v1/lists/{name}/health', { params: { path: { name } } }));
  expect(asked).toEqual(['/v1/lists/%252E%252E/health', '/v1/lists/a%2Fb%20c/health']);
});

describe('an answer', () => {
  it('that says no has its code and its details', async () => {
    const client = await answering((_request, response) => {
      response.writeHead(400, { 'Content-Type': 'application/problem+json' });
      response.end(
        JSON.stringify({
          code: 'invalid_request',
          detail: 'No',
          errors: [{ pointer: '/querystring/to', detail: 'is no address' }],
        }),
      );
    });
    const refused = answer(client.GET('/v1/messages'));
    await expect(refused).rejects.toBeInstanceOf(ApiProblem);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'invalid_request',
      details: ['to is no address'],
    });
  });

  it('of something that is no hearback is told as such', async () => {
    const client = await answering((_request, response) => {
      response.writeHead(502);
      response.end('<html>');
    });
    await expect(answer(client.GET('/v1/messages'))).rejects.toMatchObject({ status: 502, message: 'HTTP 502' });
  });

  it('that is no JSON is of something that is no hearback', async () => {
    const client = await answering((_request, response) => response.end('<html>'));
    await expect(answer(client.GET('/v1/messages'))).rejects.toMatchObject({
      message: 'what answers there is no hearback: its answer is no JSON',
    });
  });

  it.each([
    ['is empty', 'null'],
    ['is empty', ''],
  ])('that %s is of something that is no hearback (%j)', async (what, text) => {
    const client = await answering((_request, response) => response.end(text));
    await expect(answer(client.GET('/v1/messages'))).rejects.toMatchObject({
      message: `what answers there is no hearback: its answer ${what}`,
    });
  });

  it('that breaks off is told as such', async () => {
    const client = await answering((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{"data":', () => response.destroy());
    });
    await expect(answer(client.GET('/v1/messages'))).rejects.toMatchObject({ message: 'the answer broke off' });
  });

  it('in another protocol is none', async () => {
    const client = await answering((_request, response) => {
      response.writeHead(101, { Upgrade: 'x', Connection: 'Upgrade' }).end();
    });
    await expect(answer(client.GET('/v1/messages'))).rejects.toBeInstanceOf(Unreachable);
  });

  it('without content is one too', async () => {
    const client = await answering((_request, response) => response.writeHead(204).end());
    const params = { path: { id: 'key_1' } };
    await expect(answer(client.DELETE('/v1/keys/{id}', { params }))).resolves.toBeUndefined();
  });

  it('in pages is read as far as it was asked for', async () => {
    const asked: string[] = [];
    const client = await answering((request, response, nth) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify({ data: [nth * 2 - 1, nth * 2], next: nth < 3 ? `c${nth}` : null }));
    });
    const read: unknown[] = [];
    const some = pages((page) => {
      const query = { domain: 'a&b=c', ...page };
      return answer(client.GET('/v1/queue/entries', { params: { query } }));
    }, 4);
    for await (const entry of some) read.push(entry);
    expect(read).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([
      '/v1/queue/entries?domain=a%26b%3Dc&limit=4',
      '/v1/queue/entries?domain=a%26b%3Dc&limit=2&after=c1',
    ]);
  });
});

describe('a request', () => {
  const echo = (request: IncomingMessage, response: ServerResponse): void => {
    const { method, url, headers } = request;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('latin1');
      response.end(JSON.stringify({ method, url, key: headers.authorization, type: headers['content-type'], body }));
    });
  };

  it('hands octets over as they are, from a buffer and from a stream', async () => {
    const client = await answering(echo);
    const mail = Buffer.from([0x00, 0xff, 0x0d, 0x0a, 0xe4]);
    for (const body of [mail, Readable.from([mail.subarray(0, 2), mail.subarray(2)])])
      expect(
        await answer(
          client.POST('/v1/messages', {
            params: { query: { to: ['a@b.example', 'c@d.example'] } },
            ...octets('message/rfc822', body),
          }),
        ),
      ).toEqual({
        method: 'POST',
        url: '/v1/messages?to=a%40b.example&to=c%40d.example',
        type: 'message/rfc822',
        body: mail.toString('latin1'),
      });
  });

  it('over HTTP has the key, below the path of the address, with what is hostile in a name encoded', async () => {
    server = createServer(echo);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mail/`);
    const api = createApi({ kind: 'http', url, token: 'hb_1' });
    const params = { path: { address: 'a/../b?c#d@e.example' } };
    expect(await answer(api.GET('/v1/addresses/{address}', { params }))).toMatchObject({
      url: '/mail/v1/addresses/a%2F..%2Fb%3Fc%23d%40e.example',
      key: 'Bearer hb_1',
    });
  });
});
