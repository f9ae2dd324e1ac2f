import { afterEach, describe, expect, it } from 'vitest';
import type { Resolver } from './resolver.ts';
import { type DnsServer, type DnsServerOptions, startDnsServer } from './server.ts';
import { createResolver, type ResolverOptions } from './stub-resolver.ts';
import type { DnsQuestion, DnsReply, Zone } from './zone.ts';

const open: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(options: DnsServerOptions): Promise<DnsServer> {
  const server = await startDnsServer(options);
  open.push(server);
  return server;
}

async function resolverFor(options: DnsServerOptions, more: ResolverOptions = {}) {
  const server = await serve(options);
  return { server, resolver: createResolver({ servers: [server], tryTimeout: 2_000, rounds: 1, ...more }) };
}

const zone: Zone = {
  'example.org': {
    mx: [
      [10, 'MX1.Example.org.'],
      [20, 'mx2.example.org'],
    ],
    txt: ['v=spf1 -all', 'x'.repeat(600)],
  },
  'null.example': { mx: [[0, '']] },
  'mx1.example.org': { a: ['192.0.2.1', '192.0.2.2'], aaaa: ['2001:db8:0:0::1'] },
  'alias.example': { cname: 'other.example' },
  'other.example': { cname: 'mx1.example.org', ttl: 7 },
  'dangling.example': { cname: 'nothing.example' },
  'loop.example': { cname: 'pool.example' },
  'pool.example': { cname: 'loop.example' },
  '_25._tcp.mx1.example.org': { tlsa: [[3, 1, 1, new Uint8Array(32).fill(7)]] },
  '1.2.0.192.in-addr.arpa': { ptr: ['mx1.example.org'] },
  'big.example': { mx: Array.from({ length: 1000 }, (_, i) => [i, `mx${i}.big.example`] as const) },
  'cut.example': { a: ['192.0.2.9'], truncated: true },
  'broken.example': { fault: 'servfail' },
  'refused.example': { fault: 'refused' },
  'silent.example': { fault: 'timeout' },
};

describe('what an answer says', () => {
  const rows: readonly [string, (r: Resolver) => Promise<unknown>, unknown][] = [
    [
      'MX, lower case without final dot',
      (r) => r.mx('Example.ORG.'),
      {
        kind: 'found',
        records: [
          { preference: 10, exchange: 'mx1.example.org' },
          { preference: 20, exchange: 'mx2.example.org' },
        ],
      },
    ],
    ['null MX', (r) => r.mx('null.example'), { kind: 'found', records: [{ preference: 0, exchange: '' }] }],
    ['A', (r) => r.a('mx1.example.org'), { kind: 'found', records: ['192.0.2.1', '192.0.2.2'] }],
    ['AAAA as RFC 5952 spells it', (r) => r.aaaa('mx1.example.org'), { kind: 'found', records: ['2001:db8::1'] }],
    ['TXT strings joined', (r) => r.txt('example.org'), { kind: 'found', records: ['v=spf1 -all', 'x'.repeat(600)] }],
    [
      'TLSA',
      (r) => r.tlsa('_25._tcp.mx1.example.org'),
      {
        kind: 'found',
        records: [{ usage: 3, selector: 1, matchingType: 1, data: new Uint8Array(32).fill(7) }],
      },
    ],
    ['PTR', (r) => r.ptr('192.0.2.1'), { kind: 'found', records: ['mx1.example.org'] }],
    [
      'the end of a CNAME chain',
      (r) => r.a('alias.example'),
      {
        kind: 'found',
        records: ['192.0.2.1', '192.0.2.2'],
        canonical: 'mx1.example.org',
      },
    ],
    ['a name without that type', (r) => r.mx('mx1.example.org'), { kind: 'no_data' }],
    ['a name that is only above others', (r) => r.a('_tcp.mx1.example.org'), { kind: 'no_data' }],
    ['no such name', (r) => r.mx('nothing.example'), { kind: 'no_name' }],
    ['an alias of no such name', (r) => r.a('dangling.example'), { kind: 'no_name' }],
    ['text that is no name', (r) => r.mx('exa mple.org'), { kind: 'no_name' }],
    ['a label of 64 octets', (r) => r.mx(`${'a'.repeat(64)}.org`), { kind: 'no_name' }],
    ['CNAME loop', (r) => r.a('loop.example'), { kind: 'unanswered', why: '127.0.0.1: CNAME loop' }],
    ['SERVFAIL', (r) => r.mx('broken.example'), { kind: 'unanswered', why: '127.0.0.1: SERVFAIL' }],
    ['REFUSED', (r) => r.mx('refused.example'), { kind: 'unanswered', why: '127.0.0.1: REFUSED' }],
  ];
  it.each(rows)('%s', async (_, ask, expected) => {
    const { resolver } = await resolverFor({ zone });
    expect(await ask(resolver)).toMatchObject(expected as object);
  });

  it('silence', async () => {
    const { resolver } = await resolverFor({ zone }, { tryTimeout: 30 });
    expect(await resolver.mx('silent.example')).toEqual({ kind: 'unanswered', why: '127.0.0.1: timed out' });
  });

  it('comes over TCP when it does not fit', async () => {
    const { server, resolver } = await resolverFor({ zone });
    const big = await resolver.mx('big.example');
    expect(big.kind === 'found' && big.records.length).toBe(1000);
    expect(await resolver.a('cut.example')).toMatchObject({ records: ['192.0.2.9'] });
    expect(server.asked.map((question) => question.transport)).toEqual(['udp', 'tcp', 'udp', 'tcp']);
  });

  it('is unanswered when TCP fails after the truncated answer', async () => {
    const cut: DnsReply = { kind: 'answer', records: [], truncated: true };
    const { resolver } = await resolverFor(
      { answer: ({ transport }) => (transport === 'udp' ? cut : { kind: 'timeout' }) },
      { tryTimeout: 100 },
    );
    expect(await resolver.a('cut.example')).toMatchObject({ kind: 'unanswered' });
  });
});

describe('the AD bit', () => {
  const secureZone: Zone = { 'example.org': { mx: [[1, 'mx.example.org']], secure: true } };
  it('counts from a loopback server', async () => {
    const { resolver } = await resolverFor({ zone: secureZone });
    expect(await resolver.mx('example.org')).toMatchObject({ secure: true });
    expect(await resolver.a('example.org')).toMatchObject({ kind: 'no_data', secure: true });
    expect(await resolver.a('example.com')).toMatchObject({ kind: 'no_name', secure: false });
  });

  it('is false for a chain with one insecure link', async () => {
    const { resolver } = await resolverFor({
      zone: { 'a.example': { cname: 'b.example' }, 'b.example': { a: ['192.0.2.1'], secure: true } },
    });
    expect(await resolver.a('a.example')).toMatchObject({ kind: 'found', secure: false });
  });
});

describe('what does not answer the question is passed over', () => {
  const forge = (change: (reply: Buffer) => void) => (query: Buffer) => {
    const reply = Buffer.from(query);
    // QR and RA set, NXDOMAIN: a lie that would end mail for the domain.
    reply.writeUInt16BE(0x8183, 2);
    change(reply);
    return [reply];
  };
  const rows: readonly [string, (query: Buffer) => readonly Buffer[]][] = [
    ['another id', forge((reply) => reply.writeUInt16BE(reply.readUInt16BE(0) ^ 1, 0))],
    ['another name', forge((reply) => reply.write('f', 13))],
    ['another type', forge((reply) => reply.writeUInt16BE(16, 12 + 'example.org'.length + 2))],
    ['a query, not a response', forge((reply) => reply.writeUInt16BE(0x0183, 2))],
    ['no question', forge((reply) => reply.writeUInt16BE(0, 4))],
    ['noise', () => [Buffer.from('not dns'), Buffer.alloc(0), Buffer.alloc(600, 0xff)]],
    ['a flood', () => Array.from({ length: 60 }, () => Buffer.alloc(20, 1))],
  ];
  it.each(rows)('%s', async (_, bytes) => {
    const { resolver } = await resolverFor({ answer: () => ({ kind: 'bytes', bytes }) }, { tryTimeout: 60 });
    expect(await resolver.mx('example.org')).toMatchObject({ kind: 'unanswered' });
  });

  it('and the true answer behind it is taken', async () => {
    const noData = forge((reply) => reply.writeUInt16BE(0x8180, 2));
    const lie = forge((reply) => reply.writeUInt16BE(reply.readUInt16BE(0) ^ 1, 0));
    const { resolver } = await resolverFor({
      answer: () => ({ kind: 'bytes', bytes: (query) => [...lie(query), ...noData(query)] }),
    });
    expect(await resolver.mx('example.org')).toMatchObject({ kind: 'no_data' });
  });

  it('a server without EDNS is asked again without it', async () => {
    let asked = 0;
    const { resolver } = await resolverFor({
      answer: () => (asked++ === 0 ? { kind: 'formerr' } : null),
      zone,
    });
    expect(await resolver.a('mx1.example.org')).toMatchObject({ kind: 'found' });
  });
});

describe('several servers', () => {
  it('the next one is asked after silence, SERVFAIL and REFUSED', async () => {
    for (const fault of ['timeout', 'servfail', 'refused'] as const) {
      const bad = await serve({ answer: () => ({ kind: fault }) });
      const good = await serve({ zone });
      const resolver = createResolver({ servers: [bad, good], tryTimeout: 500 });
      expect(await resolver.a('mx1.example.org')).toMatchObject({ kind: 'found' });
      expect([bad.asked.length, good.asked.length]).toEqual([1, 1]);
    }
  });

  it('only silent ones are asked in the second round', async () => {
    const broken = await serve({ answer: () => ({ kind: 'servfail' }) });
    const silent = await serve({ answer: () => ({ kind: 'timeout' }) });
    const resolver = createResolver({ servers: [broken, silent], tryTimeout: 250, rounds: 2 });
    expect(await resolver.a('example.org')).toEqual({
      kind: 'unanswered',
      why: '127.0.0.1: SERVFAIL; 127.0.0.1: timed out',
    });
    expect([broken.asked.length, silent.asked.length]).toEqual([1, 2]);
  });

  it('a fresh look-up begins with the second', async () => {
    const first = await serve({ zone: {} });
    const second = await serve({ zone });
    const resolver = createResolver({ servers: [first, second], tryTimeout: 2_000 });
    expect(await resolver.a('mx1.example.org')).toMatchObject({ kind: 'no_name' });
    expect(await resolver.a('mx1.example.org', { fresh: true })).toMatchObject({ kind: 'found' });
    expect(await resolver.a('mx1.example.org')).toMatchObject({ kind: 'found' });
    expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  });
});

describe('a name that is said not to exist', () => {
  const denies: DnsReply = { kind: 'no_name', ttl: null };

  it('is not believed of a server that denies the root as well: it is cut off from the world', async () => {
    const { server, resolver } = await resolverFor({ answer: () => denies });
    expect(await resolver.mx('example.org')).toEqual({
      kind: 'unanswered',
      why: '127.0.0.1: NXDOMAIN, but to this server the root does not exist either',
    });
    expect(server.asked.map(({ name }) => name)).toEqual(['example.org', '']);
  });

  it('nor of one that fails when it is asked for the root', async () => {
    const answer = ({ name }: DnsQuestion): DnsReply => (name === '' ? { kind: 'servfail' } : denies);
    const { resolver } = await resolverFor({ answer });
    expect(await resolver.mx('example.org')).toMatchObject({ kind: 'unanswered' });
  });

  it('is believed without an SOA where the root is known', async () => {
    const answer = ({ name }: DnsQuestion): DnsReply => (name === '' ? { kind: 'no_data' } : denies);
    const { resolver } = await resolverFor({ answer });
    expect(await resolver.mx('example.org')).toMatchObject({ kind: 'no_name' });
  });

  it('is believed at once where the answer names the zone that has no such name', async () => {
    const { server, resolver } = await resolverFor({ zone });
    expect(await resolver.mx('nothing.example')).toMatchObject({ kind: 'no_name' });
    expect(server.asked).toHaveLength(1);
  });

  it('is asked of the next server where the first is not believed', async () => {
    const cutOff = await serve({ answer: () => denies });
    const good = await serve({ zone });
    const resolver = createResolver({ servers: [cutOff, good], tryTimeout: 2_000 });
    expect(await resolver.a('mx1.example.org')).toMatchObject({ kind: 'found' });
  });
});

describe('memory', () => {
  /** The same question at several instants (seconds): how often the server was asked. */
  async function askedAt(reply: (n: number) => DnsReply, instants: readonly number[], more: ResolverOptions = {}) {
    let seconds = 0;
    let count = 0;
    const { resolver } = await resolverFor({ answer: () => reply(count++) }, { now: () => seconds * 1000, ...more });
    const counts: number[] = [];
    for (seconds of instants) {
      await resolver.a('example.org');
      counts.push(count);
    }
    return counts;
  }
  const found = (ttl: number) => (): DnsReply => ({
    kind: 'answer',
    records: [{ name: 'example.org', type: 'A', ttl, data: '192.0.2.1' }],
  });
  const rows: readonly [string, (n: number) => DnsReply, readonly number[], readonly number[]][] = [
    ['as long as the TTL', found(60), [0, 59, 60], [1, 1, 2]],
    ['5 s for a TTL of zero', found(0), [0, 4, 5], [1, 1, 2]],
    ['a day at most', found(999_999), [0, 86_399, 86_400], [1, 1, 2]],
    ['5 s for a TTL with its upper bit set', found(0x80000001), [0, 4, 5], [1, 1, 2]],
    ['NXDOMAIN as long as the SOA says', () => ({ kind: 'no_name', ttl: 120 }), [0, 119, 120], [1, 1, 2]],
    ['no data for an hour at most', () => ({ kind: 'no_data', ttl: 9_999 }), [0, 3_599, 3_600], [1, 1, 2]],
    ['a no without SOA briefly', () => ({ kind: 'no_data', ttl: null }), [0, 4, 5], [1, 1, 2]],
    ['SERVFAIL briefly', () => ({ kind: 'servfail' }), [0, 4, 5], [1, 1, 2]],
  ];
  it.each(rows)('%s', async (_, reply, instants, expected) => {
    expect(await askedAt(reply, instants)).toEqual(expected);
  });

  it('keeps what it knows when a fresh question fails', async () => {
    let broken = false;
    const { resolver } = await resolverFor({ zone, answer: () => (broken ? { kind: 'servfail' } : null) });
    await resolver.a('mx1.example.org');
    broken = true;
    expect(await resolver.a('mx1.example.org', { fresh: true })).toMatchObject({ kind: 'unanswered' });
    expect(await resolver.a('mx1.example.org')).toMatchObject({ kind: 'found' });
  });

  it('forgets the name not asked for longest when full', async () => {
    const { server, resolver } = await resolverFor({ answer: () => ({ kind: 'no_data' }) }, { cacheSize: 2 });
    for (const name of ['a.example', 'b.example', 'a.example', 'c.example', 'a.example', 'b.example']) {
      await resolver.a(name);
    }
    expect(server.asked.map((question) => question.name)).toEqual(['a.example', 'b.example', 'c.example', 'b.example']);
  });

  it('one question for many who ask at the same time', async () => {
    const { server, resolver } = await resolverFor({ zone });
    const answers = await Promise.all(Array.from({ length: 50 }, () => resolver.mx('example.org')));
    expect(new Set(answers.map((answer) => answer.kind))).toEqual(new Set(['found']));
    expect(server.asked).toHaveLength(1);
  });

  it('no more questions on their way than allowed', async () => {
    let running = 0;
    let most = 0;
    const { resolver } = await resolverFor(
      {
        answer: async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setImmediate(resolve));
          running--;
          return { kind: 'no_data' };
        },
      },
      { concurrency: 3 },
    );
    await Promise.all(Array.from({ length: 20 }, (_, i) => resolver.a(`n${i}.example`)));
    expect(most).toBeLessThanOrEqual(3);
  });
});
