import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { encode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Query, readResponse } from './message.ts';
import { readAnswer } from './reading.ts';
import { valuesOf } from './records.ts';
import { createResolver } from './stub-resolver.ts';

const query: Query = { name: 'example.org', type: 'MX' };

/** A response with something of every type that is read. */
const response = encode({
  type: 'response',
  id: 7,
  questions: [{ name: 'example.org', type: 'MX', class: 'IN' }],
  answers: [
    { name: 'example.org', type: 'CNAME', ttl: 60, data: 'alias.example.org' },
    { name: 'alias.example.org', type: 'MX', ttl: 60, data: { preference: 1, exchange: 'mx.example.org' } },
    { name: 'alias.example.org', type: 'TXT', ttl: 60, data: ['v=spf1'] },
    {
      name: 'alias.example.org',
      type: 'TLSA',
      ttl: 60,
      data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32) },
    },
    { name: 'alias.example.org', type: 'AAAA', ttl: 60, data: '2001:db8::1' },
  ],
  authorities: [{ name: 'org', type: 'SOA', ttl: 60, data: { mname: 'a', rname: 'b', minimum: 5 } }],
});

function read(bytes: Buffer): string {
  const found = readResponse(bytes, 7, query);
  if (found === null) return 'no response';
  const reading = readAnswer(query, found);
  return reading.kind === 'found' ? `found ${valuesOf('MX', reading.records).length}` : reading.kind;
}

describe('bytes from the network', () => {
  it('are read when they are whole', () => {
    expect(read(response)).toBe('found 1');
  });

  it('never throw, whichever octets are changed', () => {
    const change = fc.record({ at: fc.nat({ max: response.length - 1 }), octet: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat({ max: response.length }),
        (changes, cut) => {
          const bytes = Buffer.from(response.subarray(0, Math.max(cut, response.length - 8)));
          for (const { at, octet } of changes) if (at < bytes.length) bytes[at] = octet;
          expect(read(bytes)).toMatch(/^(no response|found \d+|no_data|no_name|unanswered)$/);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('never throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const bytes = Buffer.from(noise);
        // The head is right, so that the rest is read.
        if (bytes.length > 12) response.copy(bytes, 0, 0, 4);
        expect(read(bytes)).toMatch(/^(no response|found \d+|no_data|no_name|unanswered)$/);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('an answer from elsewhere', () => {
  it('is not heard, though id and question are right', async () => {
    const server = createSocket('udp4');
    const stranger = createSocket('udp4');
    server.bind(0, '127.0.0.1');
    stranger.bind(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(stranger, 'listening')]);
    server.on('message', (message, from) => {
      const reply = Buffer.from(message);
      reply.writeUInt16BE(0x8183, 2); // NXDOMAIN
      stranger.send(reply, from.port, from.address, () => {
        reply.writeUInt16BE(0x8182, 2); // SERVFAIL
        server.send(reply, from.port, from.address);
      });
    });
    const resolver = createResolver({ servers: [{ address: '127.0.0.1', port: server.address().port }] });
    expect(await resolver.mx('example.org')).toMatchObject({ kind: 'unanswered', why: '127.0.0.1: SERVFAIL' });
    server.close();
    stranger.close();
  });

  it('questions come from ports that cannot be foreseen, with ids that cannot', async () => {
    const server = createSocket('udp4');
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    const ports: number[] = [];
    const ids: number[] = [];
    server.on('message', (message, from) => {
      ports.push(from.port);
      ids.push(message.readUInt16BE(0));
      const reply = Buffer.from(message);
      reply.writeUInt16BE(0x8183, 2);
      server.send(reply, from.port, from.address);
    });
    const resolver = createResolver({ servers: [{ address: '127.0.0.1', port: server.address().port }] });
    for (let i = 0; i < 20; i++) await resolver.a(`n${i}.example`);
    server.close();
    const steps = (values: readonly number[]) => new Set(values.slice(1).map((value, i) => value - (values[i] ?? 0)));
    expect(new Set(ids).size).toBeGreaterThan(15);
    expect(steps(ids).size).toBeGreaterThan(10);
    expect(steps(ports).size).toBeGreaterThan(5);
  });
});
