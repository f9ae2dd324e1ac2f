import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultyServerOptions } from '../faults/dialogue.ts';
import { type FaultyServer, startFaultyServer } from '../faults/server.ts';
import { type Certificate, createCertificate } from '../fixture/certificate.ts';
import { connect } from './connect.ts';
import type { ConnectResult } from './connection.ts';
import { messageTo, optionsFor } from './message.fixture.ts';
import type { TlsaRecord, TlsOptions } from './tls-options.ts';

const day = 86_400_000;
const open: FaultyServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function server(options: FaultyServerOptions): Promise<FaultyServer> {
  const started = await startFaultyServer(options);
  open.push(started);
  return started;
}

const authority = createCertificate({ names: ['Test Authority'], authority: true });
const leaf = createCertificate({ names: ['mx.example'], issuer: authority });
const other = createCertificate({ names: ['other.example'] });

/** What the server sends: its own certificate and those above it. */
const served = (certificate: Certificate, ...above: readonly Certificate[]) => ({
  key: certificate.key,
  cert: [certificate, ...above].map(({ cert }) => cert).join(''),
});

async function meet(tls: TlsOptions, certificate: { key: string; cert: string } | undefined): Promise<ConnectResult> {
  const { port } = await server({ tls: certificate });
  const result = await connect(optionsFor(port, { tls }));
  if (result.kind === 'ready') result.connection.destroy();
  return result;
}

const verified = (result: ConnectResult): string =>
  result.kind === 'ready' ? (result.connection.tls?.verified ?? 'plain') : `${result.breakdown}: ${result.text}`;

test('a message over TLS: what was said in plain text is asked again', async () => {
  let hellos = 0;
  const { port, taken } = await server({
    tls: leaf,
    // Before the handshake anybody can write what he likes into the reply.
    answer: ({ stage }) => {
      if (stage === 'ehlo') return '250-faulty.example\r\n250-STARTTLS\r\n250-SIZE 1\r\n250 FORGED\r\n';
      if (stage === 'ehlo_tls') hellos += 1;
      return undefined;
    },
  });
  const result = await connect(optionsFor(port, { tls: { kind: 'opportunistic' } }));
  if (result.kind === 'failed') throw new Error(result.text);
  const { connection } = result;
  expect(hellos).toBe(1);
  expect([...connection.extensions]).toEqual(['PIPELINING', '8BITMIME', 'ENHANCEDSTATUSCODES']);
  expect(connection.tls).toMatchObject({
    protocol: 'TLSv1.3',
    cipher: expect.stringMatching(/^TLS_/),
    verified: 'none',
  });
  const { outcomes } = await connection.send(messageTo('a@r.example'));
  expect(outcomes[0]?.kind).toBe('delivered');
  expect(taken).toHaveLength(1);
  connection.destroy();
});

describe('policies', () => {
  const noTls = undefined;
  const webpki = (...names: string[]): TlsOptions => ({ kind: 'webpki', names, ca: [authority.cert] });

  test.each<[string, TlsOptions, { key: string; cert: string } | undefined, string | RegExp]>([
    ['none, TLS offered', { kind: 'none' }, leaf, 'plain'],
    ['opportunistic, not offered', { kind: 'opportunistic' }, noTls, 'plain'],
    ['opportunistic, any certificate', { kind: 'opportunistic' }, other, 'none'],
    ['encrypt, any certificate', { kind: 'encrypt' }, other, 'none'],
    ['encrypt, not offered', { kind: 'encrypt' }, noTls, /^tls: 421 4\.7\.4 /],
    ['webpki', webpki('mx.example'), served(leaf), 'webpki'],
    ['webpki, one of several names', webpki('a.example', 'mx.example'), served(leaf), 'webpki'],
    ['webpki, other name', webpki('other.example'), served(leaf), /^tls: .*not for other\.example/],
    ['webpki, unknown authority', { kind: 'webpki', names: ['mx.example'] }, served(leaf), /^tls: .*UNABLE_TO_VERIFY/],
    ['webpki, self-signed', webpki('other.example'), served(other), /^tls: .*SELF_SIGNED/],
    ['webpki, not offered', webpki('mx.example'), noTls, /^tls: 421 4\.7\.4 /],
  ])('%s', async (_, tls, certificate, expected) => {
    const outcome = verified(await meet(tls, certificate));
    if (typeof expected === 'string') expect(outcome).toBe(expected);
    else expect(outcome).toMatch(expected);
  });

  test('an expired certificate, and one with a wildcard', async () => {
    const expired = createCertificate({
      names: ['mx.example'],
      issuer: authority,
      notBefore: Date.now() - 9 * day,
      notAfter: Date.now() - day,
    });
    expect(verified(await meet(webpki('mx.example'), served(expired)))).toMatch(/^tls: .*CERT_HAS_EXPIRED/);
    const wild = createCertificate({ names: ['*.mx.example'], issuer: authority });
    expect(verified(await meet(webpki('a.mx.example'), served(wild)))).toBe('webpki');
    expect(verified(await meet(webpki('a.b.mx.example'), served(wild)))).toMatch(/^tls: /);
    expect(verified(await meet(webpki('mx.example'), served(wild)))).toMatch(/^tls: /);
  });
});

describe('DANE', () => {
  const record = (certificate: Certificate, usage: number, selector: number, matchingType: number): TlsaRecord => {
    const whole = selector === 0 ? certificate.der : certificate.publicKey;
    const data =
      matchingType === 0
        ? whole
        : createHash(matchingType === 1 ? 'sha256' : 'sha512')
            .update(whole)
            .digest();
    return { usage, selector, matchingType, data };
  };
  const dane = (records: readonly TlsaRecord[], ...names: string[]): TlsOptions => ({
    kind: 'dane',
    records,
    names: names.length > 0 ? names : ['mx.example'],
  });
  const combinations = [0, 1].flatMap((selector) => [0, 1, 2].map((matchingType) => [selector, matchingType] as const));

  test.each(combinations)('DANE-EE with selector %i and matching type %i', async (selector, matchingType) => {
    expect(verified(await meet(dane([record(leaf, 3, selector, matchingType)]), served(leaf)))).toBe('dane');
    expect(verified(await meet(dane([record(other, 3, selector, matchingType)]), served(leaf)))).toMatch(
      /^tls: .*none of the TLSA/,
    );
  });

  test.each(combinations)('DANE-TA with selector %i and matching type %i', async (selector, matchingType) => {
    expect(verified(await meet(dane([record(authority, 2, selector, matchingType)]), served(leaf, authority)))).toBe(
      'dane',
    );
    expect(verified(await meet(dane([record(other, 2, selector, matchingType)]), served(leaf, authority)))).toMatch(
      /^tls: .*none of the TLSA/,
    );
  });

  test('one record of several is enough, such as while keys change', async () => {
    expect(verified(await meet(dane([record(other, 3, 1, 1), record(leaf, 3, 1, 1)]), served(leaf)))).toBe('dane');
  });

  test('DANE-EE asks for no name, no date and no authority', async () => {
    const old = createCertificate({
      names: ['unrelated.example'],
      notBefore: Date.now() - 9 * day,
      notAfter: Date.now() - day,
    });
    expect(verified(await meet(dane([record(old, 3, 1, 1)]), served(old)))).toBe('dane');
  });

  test('DANE-TA asks for the name', async () => {
    const anchor = record(authority, 2, 0, 1);
    expect(verified(await meet(dane([anchor], 'else.example'), served(leaf, authority)))).toMatch(
      /^tls: .*not for else\.example/,
    );
    expect(verified(await meet(dane([anchor], 'else.example', 'mx.example'), served(leaf, authority)))).toBe('dane');
  });

  test('DANE-TA asks for the date', async () => {
    const old = createCertificate({
      names: ['mx.example'],
      issuer: authority,
      notBefore: Date.now() - 9 * day,
      notAfter: Date.now() - day,
    });
    expect(verified(await meet(dane([record(authority, 2, 0, 1)]), served(old, authority)))).toMatch(/^tls: .*expired/);
    const young = createCertificate({ names: ['mx.example'], issuer: authority, notBefore: Date.now() + day });
    expect(verified(await meet(dane([record(authority, 2, 0, 1)]), served(young, authority)))).toMatch(
      /^tls: .*not valid yet/,
    );
  });

  test('DANE-TA asks for a chain that holds', async () => {
    const anchor = record(authority, 2, 0, 1);
    // Anybody can send along a certificate that is published.
    expect(verified(await meet(dane([anchor], 'other.example'), served(other, authority)))).toMatch(
      /^tls: .*none of the TLSA/,
    );
    const impostor = createCertificate({ names: ['Test Authority'], authority: true });
    const forged = createCertificate({ names: ['mx.example'], issuer: impostor });
    expect(verified(await meet(dane([anchor]), served(forged, authority)))).toMatch(/^tls: /);
  });

  test('who is no authority issues nothing', async () => {
    const below = createCertificate({ names: ['deep.example'], issuer: leaf });
    expect(
      verified(await meet(dane([record(authority, 2, 0, 1)], 'deep.example'), served(below, leaf, authority))),
    ).toMatch(/^tls: .*no authority/);
  });

  test('an authority in between is fine', async () => {
    const middle = createCertificate({ names: ['Middle'], issuer: authority, authority: true });
    const below = createCertificate({ names: ['mx.example'], issuer: middle });
    expect(verified(await meet(dane([record(authority, 2, 0, 1)]), served(below, middle, authority)))).toBe('dane');
    expect(verified(await meet(dane([record(middle, 2, 1, 1)]), served(below, middle)))).toBe('dane');
  });

  test('records that cannot be used are no records', async () => {
    const good = record(leaf, 3, 1, 1);
    for (const bad of [
      { ...good, usage: 1 },
      { ...good, selector: 2 },
      { ...good, matchingType: 3 },
      { ...good, data: good.data.subarray(1) },
    ]) {
      expect(verified(await meet(dane([bad]), served(leaf)))).toMatch(/^tls: .*no usable TLSA record/);
      expect(verified(await meet(dane([bad, good]), served(leaf)))).toBe('dane');
    }
  });

  test('TLS must be offered', async () => {
    expect(verified(await meet(dane([record(leaf, 3, 1, 1)]), undefined))).toMatch(/^tls: 421 4\.7\.4 /);
  });
});

describe('a handshake that fails is no plain text', () => {
  beforeAll(() => expect(leaf.cert).toContain('CERTIFICATE'));

  test('octets behind the reply to STARTTLS', async () => {
    const { port, chunks } = await server({
      tls: leaf,
      answer: ({ stage }) => (stage === 'starttls' ? '220 go\r\n250-injected\r\n250 PIPELINING\r\n' : undefined),
    });
    const result = await connect(optionsFor(port, { tls: { kind: 'opportunistic' } }));
    expect(result).toMatchObject({ kind: 'failed', stage: 'starttls', breakdown: 'protocol' });
    expect(chunks).toEqual(['EHLO client.example\r\n', 'STARTTLS\r\n']);
  });

  test('half a reply behind it', async () => {
    const { port } = await server({
      tls: leaf,
      answer: ({ stage }) => (stage === 'starttls' ? '220 go\r\n250-inj' : undefined),
    });
    expect(await connect(optionsFor(port, { tls: { kind: 'encrypt' } }))).toMatchObject({
      breakdown: 'protocol',
      text: '421 4.5.0 Protocol violation: octets behind the reply to STARTTLS',
    });
  });

  test('no TLS behind the 220', async () => {
    const { port, chunks } = await server({
      extensions: ['STARTTLS'],
      answer: ({ stage, socket }) => {
        if (stage !== 'starttls') return undefined;
        socket.once('data', () => socket.write('500 5.5.1 What?\r\n'));
        return undefined;
      },
    });
    const result = await connect(optionsFor(port, { tls: { kind: 'opportunistic' } }));
    expect(result).toMatchObject({
      kind: 'failed',
      stage: 'starttls',
      breakdown: 'tls',
      elsewhere: true,
      text: '421 4.7.5 TLS handshake failed: wrong version number',
    });
    expect(chunks.join('')).not.toContain('MAIL');
  });

  test('refused after it was offered', async () => {
    const { port } = await server({
      extensions: ['STARTTLS'],
      answer: ({ stage }) => (stage === 'starttls' ? '454 4.7.0 TLS not available\r\n' : undefined),
    });
    expect(await connect(optionsFor(port, { tls: { kind: 'opportunistic' } }))).toMatchObject({
      stage: 'starttls',
      breakdown: 'tls',
      reply: { code: 454 },
      text: '454 4.7.0 TLS not available',
    });
  });
});
