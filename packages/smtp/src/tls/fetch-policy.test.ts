import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../dns/server.ts';
import { createResolver } from '../dns/stub-resolver.ts';
import { type CertificateOptions, createCertificate } from '../fixture/certificate.ts';
import { createPolicyFetcher, type FetchOptions } from './fetch-policy.ts';

const authority = createCertificate({ names: ['Test authority'], authority: true });
const name = 'mta-sts.example.org';
const open: (Server | DnsServer)[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    if ('asked' in server) await server.close();
    else {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  }
});

interface Setting {
  readonly serve?: (response: ServerResponse) => void;
  readonly certificate?: Partial<CertificateOptions>;
  readonly options?: Partial<FetchOptions>;
  readonly address?: string;
}

async function fetched({ serve, certificate, options, address = '127.0.0.1' }: Setting) {
  const { key, cert } = createCertificate({ names: [name], issuer: authority, ...certificate });
  let requests = 0;
  const web = createServer({ key, cert }, (_, response) => {
    requests++;
    serve?.(response);
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const dns = await startDnsServer({ zone: { [name]: { a: [address] } } });
  open.push(web, dns);
  const at = web.address();
  const port = at !== null && typeof at === 'object' ? at.port : 0;
  const resolver = createResolver({ servers: [dns] });
  const fetchPolicy = createPolicyFetcher({ resolver, port, allow: ['127.0.0.0/8'], ca: [authority.cert], ...options });
  return { outcome: await fetchPolicy(`https://${name}/.well-known/mta-sts.txt`), requests };
}

const text =
  (body: string, type = 'text/plain') =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': type });
    response.end(body);
  };

describe('fetching a policy', () => {
  it('gives the text', async () => {
    const { outcome } = await fetched({ serve: text('version: STSv1\n', 'text/plain; charset=utf-8') });
    expect(outcome).toEqual({ kind: 'policy', text: 'version: STSv1\n' });
  });

  const refused: readonly [what: string, setting: Setting, why: RegExp][] = [
    ['certificate for another name', { certificate: { names: ['example.org'] } }, /altnames/],
    [
      'certificate by nobody known',
      { options: { ca: [createCertificate({ names: ['x'], authority: true }).cert] } },
      /certificate|issuer/,
    ],
    ['certificate that has ended', { certificate: { notBefore: 0, notAfter: 86_400_000 } }, /expired/],
    ['address that is not public', { options: { allow: [] } }, /not a public address/],
    ["address of a cloud's metadata", { address: '169.254.169.254' }, /not a public address/],
  ];
  it.each(refused)('%s: not even asked', async (_, setting, why) => {
    const { outcome, requests } = await fetched({ serve: text('version: STSv1\n'), ...setting });
    expect(outcome).toMatchObject({ kind: 'failed', why: expect.stringMatching(why) });
    expect(requests).toBe(0);
  });

  const wrong: readonly [
    what: string,
    serve: (response: ServerResponse) => void,
    why: RegExp,
    options?: Partial<FetchOptions>,
  ][] = [
    ['redirect', (r) => r.writeHead(301, { location: 'https://example.net/' }).end(), /HTTP status 301/],
    ['not found', (r) => r.writeHead(404).end(), /HTTP status 404/],
    ['not modified', (r) => r.writeHead(304).end(), /HTTP status 304/],
    ['a web page', text('<html>', 'text/html'), /media type text\/html/],
    ['too large', text('x'.repeat(65_537)), /larger than 65536/],
    ['an endless stream', endless, /larger than 65536/],
    [
      'cut off',
      (r) => r.writeHead(200, { 'content-type': 'text/plain', 'content-length': '99' }).write('x', () => r.destroy()),
      /aborted|hang up/,
    ],
    ['silence', () => {}, /timed out/, { timeout: 60 }],
    [
      'silence in the middle',
      (r) => r.writeHead(200, { 'content-type': 'text/plain' }).write('v'),
      /timed out/,
      { timeout: 200 },
    ],
  ];
  it.each(wrong)('%s', async (_, serve, why, options = {}) => {
    const { outcome, requests } = await fetched({ serve, options });
    expect(outcome).toMatchObject({ kind: 'failed', why: expect.stringMatching(why) });
    expect(requests).toBe(1);
  });

  it('64 KB are taken', async () => {
    const { outcome } = await fetched({ serve: text('x'.repeat(65_536)) });
    expect(outcome).toMatchObject({ kind: 'policy' });
  });
});

function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain' });
  pipeline(Readable.from(octets()), response, () => {});
}

function* octets(): Generator<string> {
  for (;;) yield 'x'.repeat(10_000);
}
