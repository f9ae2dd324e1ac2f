import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { createCertificate } from '@hearback/smtp';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetch, EgressError, fetchText, refusalOf } from './fetch.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

async function serve(answer: RequestListener, server: Server = createServer()): Promise<number> {
  server.on('request', answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Every name resolves to these. */
const resolving =
  (...addresses: readonly string[]): LookupFunction =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

const kindOf = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof EgressError ? error.kind : `thrown: ${String(error)}`),
  );

const allowed = ['127.0.0.0/8'];

describe('who is reached', () => {
  const spellings = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://0X7F.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://2130706433/',
    'http://127.0.0.1./',
    'http://127.255.255.254/',
    'http://0/',
    'http://0.0.0.0/',
    'http://00/',
    'http://0x0/',
    'http://[::]/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://10.0.0.1/',
    'http://10.1/',
    'http://0xa000001/',
    'http://167772161/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://192.168.1/',
    'http://3232235521/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://2852039166/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://127.0.0.1:22/',
    'http://127.0.0.1:25/',
    'http://127.0.0.1:6379/',
    'https://127.0.0.1/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
    'http://127%2e0%2e0%2e1/',
    'http:\\\\127.0.0.1\\',
    'http://public.example@127.0.0.1/',
    'http://127.0.0.1#@public.example/',
    'http://127.0.0.1?@public.example/',
    'http://public.example:80@127.0.0.1/',
    'http://user:password@public.example/',
    'http://user@public.example/',
    'http://:password@public.example/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:25/_HELO',
    'ftp://127.0.0.1/',
    'data:text/plain,hello',
    'unix:/var/run/docker.sock',
    'http://',
    '//127.0.0.1/',
    '',
  ];

  it.each(spellings)('does not ask %j', async (url) => {
    // Nothing is ever looked up: the test fails when a name is asked for.
    const fetch = createFetch({ lookup: () => expect.fail('a look-up') });
    expect(await kindOf(fetch({ url }))).toBe('refused');
  });

  const inside = ['127.0.0.1', '::1', '10.1.2.3', '169.254.169.254', 'fd00::1', '::ffff:10.0.0.1', '0.0.0.0'];
  it.each(inside)('does not ask a name that leads to %s', async (address) => {
    const fetch = createFetch({ lookup: resolving(address) });
    for (const url of ['http://rebind.example/', 'https://metadata.google.internal/', 'http://localhost/'])
      expect(await kindOf(fetch({ url }))).toBe('refused');
  });

  it.each([1, 22, 25, 53, 110, 143, 587, 853, 993, 2375, 3306, 5432, 6379, 9200, 11211, 27017])(
    'asks no public host at port %i, where no web is, by its address or by a name',
    async (port) => {
      const nothing = createFetch({ lookup: () => expect.fail('a look-up') });
      for (const host of ['8.8.8.8', '[2606:4700::1111]', 'hooks.example'])
        await expect(nothing({ url: `http://${host}:${port}/` })).rejects.toThrow(`port ${port} of a public host`);
      const elsewhere = createFetch({ allow: allowed, lookup: resolving('8.8.8.8') });
      await expect(elsewhere({ url: `http://hooks.example:${port}/` })).rejects.toMatchObject({ kind: 'refused' });
    },
  );

  it('asks a host of an allowed network at any port', async () => {
    const fetch = createFetch({ allow: allowed, timeout: 2000, lookup: resolving('127.0.0.1') });
    // Nobody listens there: it was tried.
    for (const url of ['http://127.0.0.1:1/', 'http://inside.example:1/'])
      await expect(fetch({ url })).rejects.toMatchObject({ kind: 'failed' });
  });

  it.each(['https://hooks.example/', 'http://hooks.example:8080/x', 'https://8.8.8.8:8443/', 'http://8.8.8.8:3000/'])(
    'sees no reason against %s',
    (url) => expect(refusalOf(url, [])).toBeNull(),
  );

  it('never connects to the private one of two addresses', async () => {
    let asked = 0;
    const port = await serve((_request, response) => {
      asked++;
      response.end();
    });
    // The public one is in a network for benchmarks that is allowed here and that nobody answers in.
    const fetch = createFetch({ allow: ['198.18.0.0/15'], lookup: resolving('127.0.0.1', '198.18.0.1'), timeout: 300 });
    expect(await kindOf(fetch({ url: `http://two.example:${port}/` }))).toBe('failed');
    expect(asked).toBe(0);
  });

  it('looks up anew for each request: an answer that has changed is checked again', async () => {
    const port = await serve((_request, response) => response.end('hello'));
    const answers = ['127.0.0.1', '10.0.0.1'];
    const fetch = createFetch({
      allow: allowed,
      lookup: (...asked) => resolving(answers.shift() ?? '10.0.0.1')(...asked),
    });
    const url = `http://rebind.example:${port}/`;
    expect(await fetch({ url })).toEqual({ status: 200, body: 'hello' });
    expect(await kindOf(fetch({ url }))).toBe('refused');
  });

  it('tells that a name does not exist', async () => {
    const fetch = createFetch({ lookup: (_name, _options, done) => done(new Error('ENOTFOUND'), '') });
    await expect(fetch({ url: 'http://no.example/' })).rejects.toMatchObject({ kind: 'failed', message: 'ENOTFOUND' });
  });
});

describe('what is asked and answered', () => {
  it('sends body and header fields', async () => {
    const port = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => response.end(`${request.method} ${request.headers['x-one']} ${body}`));
    });
    const fetch = createFetch({ allow: allowed });
    const url = `http://127.0.0.1:${port}/`;
    expect(await fetch({ url, method: 'POST', headers: { 'X-One': '1' }, body: 'häuser' })).toEqual({
      status: 200,
      body: 'POST 1 häuser',
    });
  });

  it('follows no redirect', async () => {
    const asked: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    const fetch = createFetch({ allow: allowed });
    expect((await fetch({ url: `http://127.0.0.1:${port}/first` })).status).toBe(302);
    await expect(fetchText(fetch, `http://127.0.0.1:${port}/first`)).rejects.toThrow('the answer was 302');
    expect(asked).toEqual(['/first', '/first']);
  });

  it('breaks off an answer that is too large', async () => {
    const port = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        response.once('drain', more);
      };
      more();
    });
    const fetch = createFetch({ allow: allowed, most: 50_000 });
    await expect(fetch({ url: `http://127.0.0.1:${port}/` })).rejects.toThrow('larger than 50000');
  });

  it('does not wait for ever: for an answer, nor for its end', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/half') response.write('half');
    });
    const fetch = createFetch({ allow: allowed, timeout: 100 });
    for (const path of ['/', '/half'])
      await expect(fetch({ url: `http://127.0.0.1:${port}${path}` })).rejects.toThrow('within 100 ms');
  });

  it.each([
    ['too large', (write: (text: string) => void) => write('x'.repeat(60_000))],
    ['without end', (write: (text: string) => void) => write('x')],
  ])('counts the status alone where that is all that is wanted: a body %s', async (_, answer) => {
    const port = await serve((_request, response) => {
      response.writeHead(202, { 'Retry-After': '7' });
      answer((text) => response.write(text));
    });
    const fetch = createFetch({ allow: allowed, most: 50_000, timeout: 300 });
    const url = `http://127.0.0.1:${port}/`;
    expect(await fetch({ url, statusOnly: true })).toEqual({ status: 202, body: '', retryAfter: '7' });
    expect(await kindOf(fetch({ url }))).toBe('failed');
  });

  it('comes to an end when the answer is another protocol', async () => {
    const server = createServer();
    const port = await serve(() => {}, server);
    server.on('connection', (socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'));
    });
    const fetch = createFetch({ allow: allowed });
    await expect(fetch({ url: `http://127.0.0.1:${port}/` })).rejects.toThrow('ended without an answer');
  });

  it('believes no certificate for another name', async () => {
    const { key, cert } = createCertificate({ names: ['sns.example'] });
    const port = await serve((_request, response) => response.end('pem'), createTlsServer({ key, cert }));
    const fetch = createFetch({ allow: allowed, lookup: resolving('127.0.0.1'), ca: cert });
    expect(await fetchText(fetch, `https://sns.example:${port}/`)).toBe('pem');
    expect(await kindOf(fetch({ url: `https://other.example:${port}/` }))).toBe('failed');
  });
});
