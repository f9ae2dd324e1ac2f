import { explain } from '@hearback/bounce';
import { describe, expect, it } from 'vitest';
import { ordered } from './ordered.ts';
import { allow, line, mx, open, routerFor } from './router.fixture.ts';
import { createRouter, type RouterOptions } from './router.ts';
import { startDnsServer } from './server.ts';
import { createResolver } from './stub-resolver.ts';
import type { Zone } from './zone.ts';

describe('what stands behind the @', () => {
  const rows: readonly [string, string][] = [
    ['EXAMPLE.org', '10 mx.example.org [192.0.2.1]'],
    ['example.org.', '10 mx.example.org [192.0.2.1]'],
    ['bücher.example', '10 mx.example.org [192.0.2.1]'],
    ['BÜCHER。example', '10 mx.example.org [192.0.2.1]'],
    ['[192.0.2.1]', '0 [192.0.2.1] [192.0.2.1]'],
    ['[IPv6:2001:DB8::0:1]', '0 [IPv6:2001:db8::1] [2001:db8::1]'],
    ['[127.0.0.1]', '550 5.4.4 No usable MX found for [127.0.0.1]: not a public address'],
    ['[IPv6:::ffff:10.0.0.1]', '550 5.4.4 No usable MX found for [10.0.0.1]: not a public address'],
    ['[IPv6:64:ff9b::a00:1]', '550 5.4.4 No usable MX found for [IPv6:64:ff9b::a00:1]: not a public address'],
    ['[127.1]', '501 5.1.3 Bad address literal: [127.1]'],
    ['[192.0.2.1', '501 5.1.3 Bad address literal: [192.0.2.1'],
    ['[2001:db8::1]', '501 5.1.3 Bad address literal: [2001:db8::1]'],
    ['[x400:a]', '501 5.1.3 Bad address literal: [x400:a]'],
    ['', '501 5.1.2 Not a valid domain: '],
    ['exa mple.org', '501 5.1.2 Not a valid domain: exa mple.org'],
    ['a..example', '501 5.1.2 Not a valid domain: a..example'],
    ['example.org\r\nRCPT TO:<x>', '501 5.1.2 Not a valid domain: example.org??RCPT TO:<x>'],
    [`${'a.'.repeat(200)}org`, `501 5.1.2 Not a valid domain: ${'a.'.repeat(50)}`],
  ];
  it.each(rows)('%j', async (domain, expected) => {
    const { router } = await routerFor({
      ...mx([10, 'mx.example.org']),
      'xn--bcher-kva.example': { mx: [[10, 'mx.example.org']] },
    });
    expect(line(await router.route(domain))).toBe(expected);
  });
});

describe('ourselves among the hosts', () => {
  const set = mx([10, 'mx.example.org'], [20, 'us.example'], [20, 'mx2.example.org'], [30, 'mx3.example.org']);
  const zone: Zone = { ...set, 'us.example': { a: ['192.0.2.99'] }, 'mx3.example.org': { a: ['192.0.2.3'] } };
  const rows: readonly [string, string, { names: string[]; addresses: string[] }, string][] = [
    [
      'by name: equal and worse go',
      'example.org',
      { names: ['US.example'], addresses: [] },
      '10 mx.example.org [192.0.2.1]',
    ],
    ['by address', 'example.org', { names: [], addresses: ['::ffff:192.0.2.99'] }, '10 mx.example.org [192.0.2.1]'],
    [
      'as the best: a loop',
      'example.org',
      { names: ['mx.example.org'], addresses: [] },
      '554 5.4.6 Mail for example.org loops back to myself: mx.example.org is this server',
    ],
    [
      'as the implicit MX',
      'us.example',
      { names: ['us.example'], addresses: [] },
      '554 5.4.6 Mail for us.example loops back to myself: us.example is this server',
    ],
    [
      'as a literal',
      '[192.0.2.99]',
      { names: [], addresses: ['192.0.2.99'] },
      '554 5.4.6 Mail for [192.0.2.99] loops back to myself',
    ],
  ];
  it.each(rows)('%s', async (_, domain, self, expected) => {
    const { router } = await routerFor(zone, { self });
    const text = line(await router.route(domain));
    expect(text).toBe(expected);
    if (text.startsWith('5')) expect(explain(text).reason).toBe('routing_loop');
  });
});

describe('a refusal is asked twice', () => {
  it('and the second server is believed when it knows the domain', async () => {
    const lying = await startDnsServer({ zone: {} });
    const honest = await startDnsServer({ zone: mx([10, 'mx.example.org']) });
    open.push(lying, honest);
    const resolver = createResolver({ servers: [lying, honest], tryTimeout: 2_000 });
    const route = await createRouter({ resolver, allow }).route('example.org');
    expect(line(route)).toBe('10 mx.example.org [192.0.2.1]');
  });

  it('then remembered for five minutes', async () => {
    let now = 0;
    const { server, router } = await routerFor({}, { now: () => now });
    const count = async () => {
      await router.route('example.org');
      return server.asked.length;
    };
    expect(await count()).toBe(2);
    now = 299_999;
    expect(await count()).toBe(2);
    now = 300_000;
    expect(await count()).toBe(3);
  });
});

describe('how long a route is kept', () => {
  const rows: readonly [string, Zone, number][] = [
    [
      'until its first record is forgotten',
      { 'example.org': { mx: [[1, 'z.example']], ttl: 600 }, 'z.example': { a: ['192.0.2.3'], ttl: 40 } },
      40,
    ],
    [
      'an hour at most',
      { 'example.org': { mx: [[1, 'z.example']], ttl: 80_000 }, 'z.example': { a: ['192.0.2.3'], ttl: 80_000 } },
      3_600,
    ],
    ['30 s while a host of it is out of sight', mxWithLame(), 30],
    [
      '30 s while the addresses of one family are out of sight, which may be the family that can be reached',
      { 'example.org': { mx: [[1, 'z.example']] }, 'z.example': { a: 'servfail', aaaa: ['2001:db8::3'] } },
      30,
    ],
  ];
  function mxWithLame(): Zone {
    return { ...mx([1, 'lame.example'], [2, 'mx.example.org']), 'lame.example': { fault: 'servfail' } };
  }
  it.each(rows)('%s', async (_, zone, seconds) => {
    const server = await startDnsServer({ zone });
    open.push(server);
    const resolver = createResolver({ servers: [server], tryTimeout: 2_000, now: () => 0 });
    const route = await createRouter({ resolver, allow, now: () => 0 }).route('example.org');
    expect(route).toMatchObject({ kind: 'hosts', expiresAt: seconds * 1000 });
  });
});

describe('limits', () => {
  const many: Zone = {
    'example.org': { mx: Array.from({ length: 1000 }, (_, i) => [10 + (i >> 9), `mx${i}.many.example`] as const) },
    '*.many.example': { a: Array.from({ length: 30 }, (_, i) => `192.0.2.${i + 1}`) },
  };
  it('1,000 MX: twelve of the best are looked up, six addresses of each', async () => {
    const { server, router } = await routerFor(many);
    const route = await router.route('example.org');
    expect(route.kind === 'hosts' && route.hosts.map((host) => [host.preference, host.endpoints.length])).toEqual(
      Array.from({ length: 12 }, () => [10, 6]),
    );
    // MX over UDP and TCP, A and AAAA of twelve.
    expect(server.asked).toHaveLength(26);
  });

  it('1,000 MX of which the first have no address is no refusal', async () => {
    const { router } = await routerFor({ 'example.org': many['example.org'] ?? {} });
    expect(await router.route('example.org')).toMatchObject({ kind: 'unanswered' });
  });

  it('one look-up for many messages at once', async () => {
    const { server, router } = await routerFor(mx([10, 'mx.example.org']));
    await Promise.all(Array.from({ length: 100 }, () => router.route('example.org')));
    expect(server.asked).toHaveLength(3);
  });
});

describe('address families', () => {
  const zone: Zone = {
    'example.org': { mx: [[1, 'z.example']] },
    'z.example': { a: ['192.0.2.3'], aaaa: ['2001:db8::3', '2001:db8::4'] },
    'four.example': { a: ['192.0.2.3'] },
  };
  it.each([
    ['ipv4_first', '1 z.example [192.0.2.3] [2001:db8::3] [2001:db8::4]'],
    ['ipv6_first', '1 z.example [2001:db8::3] [192.0.2.3] [2001:db8::4]'],
    ['ipv4_only', '1 z.example [192.0.2.3]'],
    ['ipv6_only', '1 z.example [2001:db8::3] [2001:db8::4]'],
  ] as const)('%s', async (family, expected) => {
    const { router } = await routerFor(zone, { family });
    expect(line(await router.route('example.org'))).toBe(expected);
  });

  it('a host of the other family is waited for, not refused', async () => {
    const { router } = await routerFor(zone, { family: 'ipv6_only' });
    expect(line(await router.route('four.example'))).toBe(
      '451 4.4.3 DNS lookup failed temporarily for four.example: four.example has no ipv6 address',
    );
  });
});

describe('static routes', () => {
  const zone: Zone = { 'relay.example': { a: ['10.0.0.5'] }, 'relay2.example': { a: ['10.0.0.6'] } };
  const auth = { user: 'us', password: 'secret' };
  const routes: RouterOptions['routes'] = [
    { domains: ['example.com'], hosts: ['relay.example:587', 'relay2.example'], auth },
    { domains: ['.example.com'], hosts: ['[2001:db8::25]:2525'] },
    { domains: ['gone.example'], hosts: ['nothing.example'] },
    { domains: ['half.example'], hosts: ['nothing.example', '10.0.0.9:26'], tls: 'encrypt' },
  ];
  it('in the order given, with port, login and checked certificate', async () => {
    const { router } = await routerFor(zone, { routes });
    expect(await router.route('Example.com')).toMatchObject({
      kind: 'hosts',
      site: 'relay.example:587 relay2.example',
      hosts: [
        {
          host: 'relay.example',
          preference: 0,
          endpoints: [{ host: 'relay.example', address: '10.0.0.5', port: 587 }],
          tls: { kind: 'webpki', names: ['relay.example'] },
          auth,
        },
        { host: 'relay2.example', preference: 1, endpoints: [{ address: '10.0.0.6', port: 25 }] },
      ],
    });
    expect(line(await router.route('a.example.com'))).toBe('0 2001:db8::25 [2001:db8::25]');
  });

  it('a relay that cannot be found defers the mail', async () => {
    const { router } = await routerFor(zone, { routes });
    const route = await router.route('gone.example');
    expect(line(route)).toBe(
      '451 4.4.3 DNS lookup failed temporarily for the relay of gone.example: nothing.example does not exist',
    );
    expect(explain(line(route)).final).toBe(false);
    expect(line(await router.route('half.example'))).toBe('1 10.0.0.9 [10.0.0.9]');
  });

  it('a smart host takes every domain, literals too', async () => {
    const { server, router } = await routerFor(zone, { routes: [{ domains: ['*'], hosts: ['relay.example'] }] });
    for (const domain of ['example.org', '[192.0.2.1]', 'nothing.example']) {
      expect(line(await router.route(domain))).toBe('0 relay.example [10.0.0.5]');
    }
    expect(server.asked.filter((question) => question.type === 'MX')).toEqual([]);
  });

  it.each(['relay.example:0', 'relay.example:70000', 'relay example', '[relay.example]', ''])(
    'host %j is a mistake told at once',
    async (host) => {
      await expect(routerFor(zone, { routes: [{ domains: ['*'], hosts: [host] }] })).rejects.toThrow(RangeError);
    },
  );
});

describe('order of one delivery', () => {
  it('equals change places, preferences do not', async () => {
    const hosts = Array.from({ length: 5 }, (_, i) => [i < 4 ? 10 : 20, `h${i}.many.example`] as const);
    const { router } = await routerFor({ 'example.org': { mx: hosts }, '*.many.example': { a: ['192.0.2.1'] } });
    const route = await router.route('example.org');
    if (route.kind !== 'hosts') throw new Error(route.text);
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return seed / 0x7fffffff;
    };
    const firsts = new Map<string, number>();
    for (let i = 0; i < 400; i++) {
      const order = ordered(route, random);
      expect(order.map((host) => host.preference)).toEqual([10, 10, 10, 10, 20]);
      expect(new Set(order.map((host) => host.host)).size).toBe(5);
      const first = order[0]?.host ?? '';
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    expect([...firsts.keys()].toSorted()).toEqual(['h0', 'h1', 'h2', 'h3'].map((h) => `${h}.many.example`));
    for (const count of firsts.values()) expect(count).toBeGreaterThan(60);
  });
});
