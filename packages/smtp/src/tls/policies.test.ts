import { explain } from '@hearback/bounce';
import { afterEach, describe, expect, it } from 'vitest';
import type { Route } from '../dns/route.ts';
import { createRouter } from '../dns/router.ts';
import { type DnsServer, startDnsServer } from '../dns/server.ts';
import { createResolver } from '../dns/stub-resolver.ts';
import type { Zone, ZoneEntry } from '../dns/zone.ts';
import type { TlsRule } from './configured.ts';
import { createMtaSts } from './mta-sts.ts';
import { createTlsPolicies } from './policies.ts';

const open: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const digest = new Uint8Array(32).fill(1);
type Tlsa = NonNullable<Exclude<ZoneEntry['tlsa'], string>>[number];
const usable: Tlsa = [3, 1, 1, digest];
const authority: Tlsa = [2, 0, 2, new Uint8Array(64)];

interface World {
  /** What is said about example.org (one MX, mx.example.org) by DNS ... */
  readonly zone?: Zone;
  /** ... its MTA-STS policy ... */
  readonly sts?: string;
  /** ... and the settings. */
  readonly rules?: readonly TlsRule[];
  readonly trusted?: boolean;
}

const base: Zone = {
  'example.org': { mx: [[10, 'mx.example.org']], secure: true },
  'mx.example.org': { a: ['192.0.2.1'], secure: true },
};
const tlsa = (records: ZoneEntry['tlsa'], secure = true, host = 'mx.example.org'): Zone => ({
  [`_25._tcp.${host}`]: { ...(records === undefined ? {} : { tlsa: records }), secure },
});
const sts = (mode: string, mx: string) => `version: STSv1\nmode: ${mode}\nmx: ${mx}\nmax_age: 86400\n`;

async function routeOf({ zone = {}, sts: policy, rules = [], trusted = true }: World): Promise<Route> {
  const record: Zone = policy === undefined ? {} : { '_mta-sts.example.org': { txt: ['v=STSv1; id=1'] } };
  const server = await startDnsServer({ zone: { ...base, ...record, ...zone } });
  open.push(server);
  const asked = createResolver({ servers: [server], tryTimeout: 800, rounds: 1 });
  // As from a resolver over a network that nobody vouches for.
  const resolver = trusted ? asked : insecure(asked);
  const fetchPolicy = async () =>
    policy === undefined ? { kind: 'failed' as const, why: 'none' } : { kind: 'policy' as const, text: policy };
  const policies = createTlsPolicies({ resolver, rules, mtaSts: createMtaSts({ resolver, fetchPolicy }) });
  return createRouter({ resolver, policies, allow: ['192.0.2.0/24'] }).route('example.org');
}

function insecure(resolver: ReturnType<typeof createResolver>): ReturnType<typeof createResolver> {
  const drop = <A extends object>(answer: A): A => ('secure' in answer ? { ...answer, secure: false } : answer);
  return {
    mx: async (name) => drop(await resolver.mx(name)),
    a: async (name) => drop(await resolver.a(name)),
    aaaa: async (name) => drop(await resolver.aaaa(name)),
    txt: async (name) => drop(await resolver.txt(name)),
    tlsa: async (name) => drop(await resolver.tlsa(name)),
    ptr: async (name) => drop(await resolver.ptr(name)),
  };
}

/** "mx.example.org webpki mx.example.org" for each host, or the reply. */
function line(route: Route): string {
  if (route.kind !== 'hosts') return route.text;
  return route.hosts
    .map(({ host, tls }) => [host, tls.kind, ...('names' in tls ? [tls.names.join(',')] : [])].join(' '))
    .join('; ');
}

const dane = 'mx.example.org dane mx.example.org';
const plain = 'mx.example.org opportunistic';
const pkix = 'mx.example.org webpki mx.example.org';
const bogus =
  '451 4.7.5 TLS policy of example.org not met: DANE: the TLSA lookup for mx.example.org failed: 127.0.0.1: SERVFAIL';
const unlisted = '451 4.7.5 TLS policy of example.org not met: the MTA-STS policy does not list mx.example.org';

async function expectLine(world: World, expected: string): Promise<Route> {
  const route = await routeOf(world);
  expect(line(route)).toBe(expected);
  if (route.kind !== 'hosts') {
    expect(explain(route.text)).toMatchObject({ reason: 'tls_failure', final: false });
  }
  return route;
}

describe('DANE (RFC 7672)', () => {
  const rows: readonly [what: string, world: World, expected: string][] = [
    ['nothing published', {}, plain],
    ['secure MX, address and TLSA', { zone: tlsa([usable]) }, dane],
    [
      'DANE-TA, below which the name counts',
      { zone: tlsa([authority]) },
      'mx.example.org dane mx.example.org,example.org',
    ],
    ['DANE-TA beside DANE-EE', { zone: tlsa([usable, authority]) }, 'mx.example.org dane mx.example.org,example.org'],
    ['a whole certificate', { zone: tlsa([[3, 0, 0, new Uint8Array(900)]]) }, dane],
    ['one usable record among others', { zone: tlsa([[1, 1, 1, digest], usable]) }, dane],
    [
      'PKIX usages only',
      {
        zone: tlsa([
          [0, 1, 1, digest],
          [1, 1, 1, digest],
        ]),
      },
      'mx.example.org encrypt',
    ],
    ['unknown selector', { zone: tlsa([[3, 2, 1, digest]]) }, 'mx.example.org encrypt'],
    ['unknown matching type', { zone: tlsa([[3, 1, 3, digest]]) }, 'mx.example.org encrypt'],
    ['digest of a wrong length', { zone: tlsa([[3, 1, 1, digest.subarray(1)]]) }, 'mx.example.org encrypt'],
    ['no data', { zone: tlsa([]) }, plain],
    ['bogus TLSA', { zone: tlsa('servfail') }, bogus],
    ['TLSA lookup silent', { zone: tlsa('timeout') }, bogus.replace('SERVFAIL', 'timed out')],
    ['TLSA lookup refused', { zone: tlsa('refused') }, bogus.replace('SERVFAIL', 'REFUSED')],
    ['insecure TLSA', { zone: tlsa([usable], false) }, plain],
    ['insecure MX', { zone: { ...tlsa([usable]), 'example.org': { mx: [[10, 'mx.example.org']] } } }, plain],
    ['insecure address', { zone: { ...tlsa([usable]), 'mx.example.org': { a: ['192.0.2.1'] } } }, plain],
    [
      'insecure address, broken TLSA: not even asked',
      { zone: { ...tlsa('servfail'), 'mx.example.org': { a: ['192.0.2.1'] } } },
      plain,
    ],
    ['resolver that is not trusted', { zone: tlsa([usable]), trusted: false }, plain],
    [
      'no MX, secure address',
      { zone: { 'example.org': { a: ['192.0.2.2'], secure: true }, ...tlsa([usable], true, 'example.org') } },
      'example.org dane example.org',
    ],
    [
      'MX is a secure alias, TLSA at its end',
      {
        zone: {
          'example.org': { mx: [[10, 'alias.example.org']], secure: true },
          'alias.example.org': { cname: 'mx.example.org', secure: true },
          ...tlsa([authority]),
        },
      },
      'alias.example.org dane mx.example.org,alias.example.org,example.org',
    ],
    [
      'MX is a secure alias, TLSA at the alias',
      {
        zone: {
          'example.org': { mx: [[10, 'alias.example.org']], secure: true },
          'alias.example.org': { cname: 'mx.example.org', secure: true },
          ...tlsa([authority], true, 'alias.example.org'),
        },
      },
      'alias.example.org dane alias.example.org,example.org',
    ],
    [
      'bogus at the best MX, the next has none',
      {
        zone: {
          ...tlsa('servfail'),
          'example.org': {
            mx: [
              [10, 'mx.example.org'],
              [20, 'mx2.example.org'],
            ],
            secure: true,
          },
          'mx2.example.org': { a: ['192.0.2.2'], secure: true },
        },
      },
      'mx2.example.org opportunistic',
    ],
  ];
  it.each(rows)('%s', async (_, world, expected) => {
    await expectLine(world, expected);
  });

  it('hands the usable records on, and only them', async () => {
    const route = await routeOf({ zone: tlsa([[1, 1, 1, digest], usable]) });
    expect(route.kind === 'hosts' && route.hosts[0]?.tls).toMatchObject({
      records: [{ usage: 3, selector: 1, matchingType: 1, data: digest }],
    });
  });

  it('a host left out is noted, and looked for again soon', async () => {
    const zone: Zone = {
      ...tlsa('servfail'),
      'example.org': {
        mx: [
          [10, 'mx.example.org'],
          [20, 'mx2.example.org'],
        ],
        secure: true,
      },
      'mx2.example.org': { a: ['192.0.2.2'], secure: true },
    };
    const before = Date.now();
    const route = await routeOf({ zone });
    if (route.kind !== 'hosts') throw new Error(route.text);
    expect(route.notes).toEqual([expect.stringContaining('TLSA lookup for mx.example.org failed')]);
    expect(route.expiresAt - before).toBeLessThanOrEqual(31_000);
  });
});

describe('MTA-STS (RFC 8461)', () => {
  const rows: readonly [what: string, world: World, expected: string][] = [
    ['enforce, listed', { sts: sts('enforce', 'mx.example.org') }, pkix],
    ['enforce, by wildcard', { sts: sts('enforce', '*.example.org') }, pkix],
    ['enforce, not listed', { sts: sts('enforce', 'mx.example.net') }, unlisted],
    ['testing, listed', { sts: sts('testing', 'mx.example.org') }, plain],
    ['testing, not listed', { sts: sts('testing', 'mx.example.net') }, plain],
    ['none', { sts: sts('none', 'mx.example.net') }, plain],
    ['broken policy', { sts: 'version: 2' }, plain],
    [
      'enforce, only one of two listed',
      {
        sts: sts('enforce', 'mx2.example.org'),
        zone: {
          'example.org': {
            mx: [
              [10, 'mx.example.org'],
              [20, 'mx2.example.org'],
            ],
          },
          'mx2.example.org': { a: ['192.0.2.2'] },
        },
      },
      'mx2.example.org webpki mx2.example.org',
    ],
    ['DANE goes first', { zone: tlsa([usable]), sts: sts('enforce', 'mx.example.org') }, dane],
    ['DANE goes first, whatever is listed', { zone: tlsa([usable]), sts: sts('enforce', 'mx.example.net') }, dane],
    [
      'a failed TLSA lookup is not mended by it',
      { zone: tlsa('servfail'), sts: sts('enforce', 'mx.example.org') },
      bogus,
    ],
    [
      'unusable TLSA, enforce: the stronger of both',
      { zone: tlsa([[1, 1, 1, digest]]), sts: sts('enforce', 'mx.example.org') },
      pkix,
    ],
    [
      'unusable TLSA, enforce, not listed',
      { zone: tlsa([[1, 1, 1, digest]]), sts: sts('enforce', 'mx.example.net') },
      unlisted,
    ],
    [
      'unusable TLSA, testing',
      { zone: tlsa([[1, 1, 1, digest]]), sts: sts('testing', 'mx.example.org') },
      'mx.example.org encrypt',
    ],
    ['insecure TLSA, enforce', { zone: tlsa([usable], false), sts: sts('enforce', 'mx.example.org') }, pkix],
  ];
  it.each(rows)('%s', async (_, world, expected) => {
    await expectLine(world, expected);
  });

  it('what testing would have refused is noted', async () => {
    const route = await routeOf({ sts: sts('testing', 'mx.example.net') });
    expect(route.kind === 'hosts' && route.notes).toEqual([
      'the MTA-STS policy does not list mx.example.org (testing)',
    ]);
  });
});

describe('own authorities', () => {
  it('go with the hosts under MTA-STS', async () => {
    const found = await createTlsPolicies({
      resolver: createResolver({ servers: [] }),
      ca: ['PEM'],
      mtaSts: {
        policyOf: async () => ({
          id: '1',
          policy: { mode: 'enforce', mx: ['mx.example.org'], maxAge: 1000 },
          fetchedAt: 0,
          expiresAt: 1000,
        }),
      },
    }).forDomain('example.org');
    const host = { host: 'mx.example.org', canonical: 'mx.example.org', port: 25, secure: false };
    expect(await found(host)).toMatchObject({
      tls: { kind: 'webpki', names: ['mx.example.org'], ca: ['PEM'] },
      expiresAt: 1000,
    });
  });
});

describe('settings go before both', () => {
  const published: World = { zone: tlsa([usable]), sts: sts('enforce', 'mx.example.org') };
  const rows: readonly [what: string, world: World, expected: string][] = [
    ['none by domain', { ...published, rules: [{ match: ['example.org'], tls: 'none' }] }, 'mx.example.org none'],
    ['webpki by host', { ...published, rules: [{ match: ['mx.example.org'], tls: 'webpki' }] }, pkix],
    [
      'encrypt for every host below',
      { rules: [{ match: ['.example.org'], tls: 'encrypt' }] },
      'mx.example.org encrypt',
    ],
    ['opportunistic for all', { ...published, rules: [{ match: ['*'], tls: 'opportunistic' }] }, plain],
    [
      'the first that matches',
      {
        rules: [
          { match: ['example.net'], tls: 'none' },
          { match: ['*'], tls: 'encrypt' },
        ],
      },
      'mx.example.org encrypt',
    ],
    ['others', { ...published, rules: [{ match: ['example.net', 'org'], tls: 'none' }] }, dane],
    [
      'a bogus TLSA is not asked for',
      { zone: tlsa('servfail'), rules: [{ match: ['*'], tls: 'encrypt' }] },
      'mx.example.org encrypt',
    ],
  ];
  it.each(rows)('%s', async (_, world, expected) => {
    await expectLine(world, expected);
  });

  it('a pattern that matches nothing is a mistake told at once', async () => {
    await expect(routeOf({ rules: [{ match: ['exa mple'], tls: 'none' }] })).rejects.toThrow(RangeError);
  });
});
