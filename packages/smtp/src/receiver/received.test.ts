import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from './handler.ts';
import { receivedField } from './received.ts';

const client: Client = {
  session: 's1',
  address: '192.0.2.1',
  port: 4242,
  helo: 'client.example',
  esmtp: true,
  tls: null,
  user: null,
};
const tls = { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' };
const by = { client, hostname: 'mx.house.example', id: 'msg_0192', at: Date.UTC(2026, 10, 28, 21, 37, 5) };

describe('a Received field', () => {
  it('says from whom, by whom, how, for whom and when', () => {
    const field = receivedField({ ...by, client: { ...client, tls, user: 'ann' }, recipient: 'bob@house.example' });
    expect(field).toBe(
      [
        'Received: from client.example ([192.0.2.1])',
        '\tby mx.house.example with ESMTPSA id msg_0192',
        '\t(TLSv1.3 TLS_AES_256_GCM_SHA384)',
        '\tfor <bob@house.example>;',
        '\tSat, 28 Nov 2026 21:37:05 +0000',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    [{ esmtp: false }, false, 'SMTP'],
    [{}, false, 'ESMTP'],
    [{ tls }, false, 'ESMTPS'],
    [{ user: 'ann' }, false, 'ESMTPA'],
    [{ tls, user: 'ann' }, true, 'UTF8SMTPSA'],
    [{}, true, 'UTF8SMTP'],
  ])('with %j (SMTPUTF8: %s) is %s (RFC 3848, RFC 6531)', (changes, smtputf8, name) => {
    expect(receivedField({ ...by, smtputf8, client: { ...client, ...changes } })).toContain(` with ${name} id `);
  });

  it.each([
    ['client.example', 'client.example ([192.0.2.1])'],
    ['[192.0.2.9]', '[192.0.2.9] ([192.0.2.1])'],
    [null, '[192.0.2.1] ([192.0.2.1])'],
    ['my_pc', 'my_pc ([192.0.2.1])'],
    ['a)(b', '[192.0.2.1] ([192.0.2.1] helo=a??b)'],
    ['x\r\nSubject:evil', '[192.0.2.1] ([192.0.2.1] helo=x??Subject:evil)'],
  ])('of a client that called itself %j is from %s', (helo, from) => {
    expect(receivedField({ ...by, client: { ...client, helo } })).toContain(`Received: from ${from}\r\n\tby `);
  });

  it('has IPv6 addresses as RFC 5321 §4.1.3 writes them', () => {
    expect(receivedField({ ...by, client: { ...client, address: '2001:db8::1' } })).toContain('([IPv6:2001:db8::1])');
  });

  it('keeps an address beyond ASCII to itself unless the message is SMTPUTF8', () => {
    const recipient = 'ünï@house.example';
    expect(receivedField({ ...by, recipient })).not.toContain('for <');
    expect(receivedField({ ...by, recipient, smtputf8: true })).toContain(`for <${recipient}>`);
  });

  it('is one well-formed field, whatever it is made of', () => {
    const wild = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(wild, wild, wild, wild, wild, (helo, hostname, id, recipient, cipher) => {
        const speaker = { ...client, helo, tls: { protocol: 'TLSv1.3', cipher } };
        const field = receivedField({ ...by, client: speaker, hostname, id, recipient });
        // Every line break is a fold or the end, and all is printable ASCII of lines that fit.
        expect(field).toMatch(/^Received: [ -~]+(?:\r\n\t[ -~]+){2,4}\r\n$/);
        expect(field.split('\r\n').every((line) => line.length <= 998)).toBe(true);
        // One comment opens after another has closed.
        expect(
          field
            .replace(/"(?:[^"\\]|\\.)*"/g, '')
            .replace(/<[^>]*>/g, '')
            .replace(/\([^()]*\)/g, ''),
        ).not.toMatch(/[()]/);
      }),
    );
  });
});
