import { getEventListeners } from 'node:events';
import { createServer, connect as dial } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import type { FaultyServerOptions } from '../faults/dialogue.ts';
import { type FaultyServer, startFaultyServer } from '../faults/server.ts';
import { createCertificate } from '../fixture/certificate.ts';
import { connect } from './connect.ts';
import type { Connection, ConnectOptions, DialogueLine } from './connection.ts';
import { messageTo, optionsFor, patientTimeouts } from './message.fixture.ts';

const open: FaultyServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function server(options: FaultyServerOptions = {}): Promise<FaultyServer> {
  const started = await startFaultyServer(options);
  open.push(started);
  return started;
}

async function ready(port: number, changes: Partial<ConnectOptions> = {}): Promise<Connection> {
  const result = await connect(optionsFor(port, changes));
  if (result.kind === 'failed') throw new Error(result.text);
  return result.connection;
}

test('a ready connection knows who speaks to whom, and takes its leave with QUIT', async () => {
  const { port, chunks } = await server({ extensions: ['PIPELINING', 'SIZE 1000'] });
  const connection = await ready(port);
  expect(connection.endpoint).toEqual({ host: 'mx.example', address: '127.0.0.1', port });
  expect(connection.local).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(connection.tls).toBe(null);
  expect([...connection.extensions]).toEqual(['PIPELINING', 'SIZE']);
  expect(connection.sent).toBe(0);
  await connection.quit();
  await connection.ended;
  expect(chunks).toEqual(['EHLO client.example\r\n', 'QUIT\r\n']);
});

test('HELO where EHLO is not known, and then no extension', async () => {
  for (const code of [500, 502, 504]) {
    const { port, chunks, taken } = await server({
      answer: ({ line }) =>
        line.startsWith('EHLO') ? `${code} what?\r\n` : line.startsWith('HELO') ? '250 hello\r\n' : undefined,
    });
    const connection = await ready(port, { tls: { kind: 'opportunistic' } });
    expect(connection.extensions.size).toBe(0);
    const { outcomes } = await connection.send(messageTo('a@r.example'));
    expect(outcomes[0]?.kind).toBe('delivered');
    expect(chunks.slice(0, 3)).toEqual([
      'EHLO client.example\r\n',
      'HELO client.example\r\n',
      'MAIL FROM:<ann@sender.example>\r\n',
    ]);
    expect(taken).toHaveLength(1);
    connection.destroy();
  }
});

test('a server that knows neither is passed over', async () => {
  const { port } = await server({ answer: ({ line }) => (/^(EHLO|HELO)/.test(line) ? '502 5.5.1 no\r\n' : undefined) });
  expect(await connect(optionsFor(port))).toMatchObject({
    kind: 'failed',
    stage: 'ehlo',
    elsewhere: true,
    reply: { code: 502, status: '5.5.1' },
  });
});

test('a second greeting is no answer to EHLO, and its answer none to MAIL', async () => {
  const { port } = await server({ answer: ({ stage }) => (stage === 'ehlo' ? '220 mx.example again\r\n' : undefined) });
  const stopped = { ...optionsFor(port), tls: { kind: 'opportunistic' } } as const;
  expect(await connect(stopped)).toMatchObject({
    kind: 'failed',
    stage: 'ehlo',
    breakdown: 'protocol',
    elsewhere: true,
  });
});

describe('no connection', () => {
  test('refused', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => probe.close(resolve));
    const lines: DialogueLine[] = [];
    expect(await connect(optionsFor(port, { onLine: (line) => lines.push(line) }))).toEqual({
      kind: 'failed',
      stage: 'connect',
      reply: null,
      breakdown: 'refused',
      text: '421 4.4.1 Connection refused',
      elsewhere: true,
    });
    expect(lines.map(({ who, text }) => `${who} ${text}`)).toEqual(['- 421 4.4.1 Connection refused']);
  });

  test.each([
    [{ endpoint: { host: 'x', address: 'mx.example', port: 25 } }],
    [{ endpoint: { host: 'x', address: '127.0.0.1', port: 0 } }],
    [{ endpoint: { host: 'x', address: '127.0.0.1', port: 70_000 } }],
    [{ ehlo: 'a\r\nMAIL FROM:<x>' }],
    [{ source: '::1' }],
    [{ source: 'nonsense' }],
    [{ source: '192.0.2.77' }],
  ])('%j is our own fault', async (changes) => {
    const { port, connections } = await server();
    expect(await connect(optionsFor(port, changes))).toMatchObject({
      kind: 'failed',
      stage: 'connect',
      breakdown: 'local',
      elsewhere: false,
    });
    expect(connections).toBe(0);
  });

  test('nobody answers', async () => {
    const { port, stop } = await deaf();
    const waiting = [1, 2, 3].map(() => dialTo(port));
    expect(await connect(optionsFor(port, { timeouts: { ...patientTimeouts, connect: 100 } }))).toMatchObject({
      stage: 'connect',
      breakdown: 'timeout',
      elsewhere: true,
      text: '420 4.4.1 Connection timed out after 0.1 s',
    });
    for (const socket of waiting) socket.destroy();
    await stop();
  });

  test('nobody greets', async () => {
    const { port } = await server({ answer: ({ stage }) => (stage === 'banner' ? '' : undefined) });
    expect(await connect(optionsFor(port, { timeouts: { ...patientTimeouts, banner: 50 } }))).toMatchObject({
      stage: 'connect',
      breakdown: 'timeout',
      elsewhere: true,
      text: '420 4.4.2 Timed out after 0.05 s while waiting for the greeting',
    });
  });
});

/** Listens and never accepts: when its queue of two is full, connecting is met with silence. */
async function deaf(): Promise<{ port: number; stop: () => Promise<unknown> }> {
  const worker = new Worker(
    `const server = require('node:net').createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       require('node:worker_threads').parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  return { port, stop: () => worker.terminate() };
}

const dialTo = (port: number) => dial({ host: '127.0.0.1', port }).on('error', () => {});

describe('stopping', () => {
  test('before it began', async () => {
    const { port } = await server();
    expect(await connect(optionsFor(port, { signal: AbortSignal.abort() }))).toMatchObject({
      breakdown: 'local',
      elsewhere: false,
    });
  });

  test('while the greeting is awaited', async () => {
    const stop = new AbortController();
    const { port } = await server({
      answer: ({ stage }) => {
        if (stage === 'banner') stop.abort();
        return '';
      },
    });
    expect(await connect(optionsFor(port, { signal: stop.signal }))).toMatchObject({
      breakdown: 'local',
      stage: 'connect',
    });
  });

  test('behind the final dot leaves the message ambiguous', async () => {
    const stop = new AbortController();
    const { port } = await server({
      answer: ({ stage }) => {
        if (stage === 'dot') stop.abort();
        return stage === 'dot' ? '' : undefined;
      },
    });
    const connection = await ready(port, { signal: stop.signal });
    const { outcomes, reusable } = await connection.send(messageTo('a@r.example'));
    expect(outcomes[0]).toMatchObject({ kind: 'ambiguous', breakdown: 'local' });
    expect(reusable).toBe(false);
    await connection.ended;
  });

  test('nothing listens to the signal when the connection is over', async () => {
    const { port } = await server();
    const stop = new AbortController();
    const connection = await ready(port, { signal: stop.signal });
    connection.destroy();
    await connection.ended;
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});

describe('AUTH', () => {
  const auth = { user: 'ann', password: 's3cret' };
  const certificate = createCertificate({ names: ['mx.example'] });

  test('PLAIN, and the dialogue keeps the secret', async () => {
    const { port, chunks } = await server({ auth: true });
    const lines: DialogueLine[] = [];
    const connection = await ready(port, { auth, onLine: (line) => lines.push(line) });
    expect(chunks[1]).toBe(`AUTH PLAIN ${Buffer.from('\0ann\0s3cret').toString('base64')}\r\n`);
    expect(lines.map(({ who, text }) => `${who} ${text}`)).toEqual([
      'S 220 faulty.example ESMTP',
      'C EHLO client.example',
      'S 250-faulty.example',
      'S 250-PIPELINING',
      'S 250-8BITMIME',
      'S 250-ENHANCEDSTATUSCODES',
      'S 250 AUTH PLAIN LOGIN',
      'C AUTH PLAIN ***',
      'S 235 2.7.0 Authentication succeeded',
    ]);
    connection.destroy();
  });

  test('LOGIN where PLAIN is not offered', async () => {
    const asked = ['334 VXNlcm5hbWU6\r\n', '334 UGFzc3dvcmQ6\r\n', '235 2.7.0 ok\r\n'];
    const { port, chunks } = await server({
      extensions: ['AUTH=LOGIN'],
      answer: ({ stage }) => (stage === 'auth' ? asked.shift() : undefined),
    });
    const lines: DialogueLine[] = [];
    const connection = await ready(port, { auth, onLine: (line) => lines.push(line) });
    expect(chunks.slice(1)).toEqual(['AUTH LOGIN\r\n', 'YW5u\r\n', 'czNjcmV0\r\n']);
    expect(lines.filter(({ who }) => who === 'C').map(({ text }) => text)).toEqual([
      'EHLO client.example',
      'AUTH LOGIN',
      '***',
      '***',
    ]);
    connection.destroy();
  });

  test('refused', async () => {
    const { port } = await server({
      auth: true,
      answer: ({ stage }) => (stage === 'auth' ? '535 5.7.8 Bad credentials\r\n' : undefined),
    });
    expect(await connect(optionsFor(port, { auth }))).toMatchObject({
      stage: 'auth',
      elsewhere: false,
      reply: { code: 535, status: '5.7.8' },
    });
  });

  test('a login that fails for the time being is tried at the next host', async () => {
    const { port } = await server({
      auth: true,
      answer: ({ stage }) => (stage === 'auth' ? '454 4.7.0 Temporary authentication failure\r\n' : undefined),
    });
    expect(await connect(optionsFor(port, { auth }))).toMatchObject({ stage: 'auth', elsewhere: true });
  });

  test('no mechanism of ours', async () => {
    const { port, chunks } = await server({ extensions: ['AUTH CRAM-MD5 XOAUTH2'] });
    expect(await connect(optionsFor(port, { auth }))).toMatchObject({ stage: 'auth', breakdown: 'unsupported' });
    expect(chunks.join('')).not.toContain('AUTH');
  });

  test('never in plain text where TLS was wanted', async () => {
    const { port, chunks } = await server({ auth: true });
    expect(await connect(optionsFor(port, { auth, tls: { kind: 'opportunistic' } }))).toMatchObject({
      stage: 'auth',
      breakdown: 'tls',
    });
    expect(chunks.join('')).not.toContain('AUTH');
  });

  test('over TLS', async () => {
    const { port } = await server({ auth: true, tls: certificate });
    const connection = await ready(port, { auth, tls: { kind: 'encrypt' } });
    expect(connection.tls).not.toBe(null);
    connection.destroy();
  });
});

test('binds the source address', async () => {
  const { port } = await server();
  const connection = await ready(port, { source: '127.0.0.2' });
  expect(connection.local).toMatch(/^127\.0\.0\.2:/);
  connection.destroy();
});

test('an address of IPv6 stands in brackets', async () => {
  const { port } = await server();
  const connected = await connect(
    optionsFor(port, { endpoint: { host: 'mx.example', address: '::ffff:127.0.0.1', port } }),
  );
  // Where the system has no IPv6 there is nothing to see.
  if (connected.kind === 'failed') return expect(connected.breakdown).toBe('refused');
  expect(connected.connection.local).toMatch(/^\[::ffff:127\.0\.0\.1\]:\d+$/);
  connected.connection.destroy();
});

test('a flood of 100 MB without a line end is cut off at once', async () => {
  let poured = (): number => 0;
  const { port } = await server({
    fault: { stage: 'ehlo', kind: 'flood' },
    answer: ({ socket }) => {
      poured = () => socket.bytesWritten;
      return undefined;
    },
  });
  expect(await connect(optionsFor(port))).toMatchObject({
    stage: 'ehlo',
    breakdown: 'protocol',
    text: '421 4.5.0 Protocol violation: reply of more than 65536 octets',
  });
  // What the system itself holds on to; all else was never taken.
  expect(poured()).toBeGreaterThan(65_536);
  expect(poured()).toBeLessThan(20_000_000);
});
