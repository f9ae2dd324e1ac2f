import { explain, type Reason } from '@hearback/bounce';
import { describe, expect, it } from 'vitest';
import { good, line, mx, routerFor } from './router.fixture.ts';
import type { Zone } from './zone.ts';

describe('faults of the DNS, each with what becomes of the mail', () => {
  const rows: readonly [what: string, zone: Zone, expected: string, reason: Reason | null][] = [
    [
      'all is well',
      mx([10, 'mx.example.org'], [20, 'mx2.example.org']),
      '10 mx.example.org [192.0.2.1], 20 mx2.example.org [192.0.2.2]',
      null,
    ],
    [
      'time-out',
      { 'example.org': { fault: 'timeout' } },
      '451 4.4.3 DNS lookup failed temporarily for the MX of example.org: 127.0.0.1: timed out',
      'dns_failure',
    ],
    [
      'SERVFAIL',
      { 'example.org': { fault: 'servfail' } },
      '451 4.4.3 DNS lookup failed temporarily for the MX of example.org: 127.0.0.1: SERVFAIL',
      'dns_failure',
    ],
    [
      'REFUSED',
      { 'example.org': { fault: 'refused' } },
      '451 4.4.3 DNS lookup failed temporarily for the MX of example.org: 127.0.0.1: REFUSED',
      'dns_failure',
    ],
    [
      'SERVFAIL for MX, although there is an address',
      { 'example.org': { mx: 'servfail', a: ['192.0.2.1'] } },
      '451 4.4.3 DNS lookup failed temporarily for the MX of example.org: 127.0.0.1: SERVFAIL',
      'dns_failure',
    ],
    ['NXDOMAIN', {}, '512 5.1.2 Domain example.org does not exist', 'domain_not_found'],
    ['no MX, an address', { 'example.org': { a: ['192.0.2.7'] } }, '0 example.org [192.0.2.7]', null],
    ['no MX, an IPv6 address', { 'example.org': { aaaa: ['2001:db8::7'] } }, '0 example.org [2001:db8::7]', null],
    [
      'no MX, no address',
      { 'example.org': { txt: ['here'] } },
      '550 5.4.4 No usable MX found for example.org: example.org has no address',
      'no_mx',
    ],
    [
      'no MX, address SERVFAIL',
      { 'example.org': { a: 'servfail' } },
      '451 4.4.3 DNS lookup failed temporarily for example.org: addresses of example.org: 127.0.0.1: SERVFAIL',
      'dns_failure',
    ],
    [
      'truncated',
      { ...good, 'example.org': { mx: [[10, 'mx.example.org']], truncated: true } },
      '10 mx.example.org [192.0.2.1]',
      null,
    ],
    [
      'CNAME loop',
      { 'example.org': { cname: 'www.example.org' }, 'www.example.org': { cname: 'example.org' } },
      '451 4.4.3 DNS lookup failed temporarily for the MX of example.org: 127.0.0.1: CNAME loop',
      'dns_failure',
    ],
    [
      'the domain is an alias',
      { ...good, 'example.org': { cname: 'x.example' }, 'x.example': { mx: [[1, 'mx.example.org']] } },
      '1 mx.example.org [192.0.2.1]',
      null,
    ],
    [
      'MX is an alias',
      { ...good, 'example.org': { mx: [[1, 'a.example']] }, 'a.example': { cname: 'mx.example.org' } },
      '1 a.example [192.0.2.1]',
      null,
    ],
    [
      'MX is an alias of itself',
      { 'example.org': { mx: [[1, 'a.example']] }, 'a.example': { cname: 'a.example' } },
      '451 4.4.3 DNS lookup failed temporarily for example.org: addresses of a.example: 127.0.0.1: CNAME loop',
      'dns_failure',
    ],
    ['MX is an address', mx([1, '192.0.2.9']), '1 192.0.2.9 [192.0.2.9]', null],
    [
      'MX is a private address',
      mx([1, '10.0.0.1']),
      '550 5.4.4 No usable MX found for example.org: 10.0.0.1 [10.0.0.1] is not a public address',
      'no_mx',
    ],
    [
      'MX is a private address in disguise',
      mx([1, '0x7f.1']),
      '550 5.4.4 No usable MX found for example.org: 0x7f.1 [127.0.0.1] is not a public address',
      'no_mx',
    ],
    [
      'MX is 0.0.0.0',
      mx([1, '0.0.0.0']),
      '550 5.4.4 No usable MX found for example.org: 0.0.0.0 [0.0.0.0] is not a public address',
      'no_mx',
    ],
    [
      'MX points to 0.0.0.0',
      { 'example.org': { mx: [[1, 'z.example']] }, 'z.example': { a: ['0.0.0.0'] } },
      '550 5.4.4 No usable MX found for example.org: z.example [0.0.0.0] is not a public address',
      'no_mx',
    ],
    [
      'MX is localhost',
      mx([1, 'localhost']),
      '550 5.4.4 No usable MX found for example.org: localhost [127.0.0.1] is not a public address, localhost [::1] is not a public address',
      'no_mx',
    ],
    [
      'MX points into our network',
      { 'example.org': { mx: [[1, 'z.example']] }, 'z.example': { a: ['192.168.1.1', '192.0.2.3'] } },
      '1 z.example [192.0.2.3]',
      null,
    ],
    [
      'MX does not exist',
      mx([1, 'nothing.example']),
      '550 5.4.4 No usable MX found for example.org: nothing.example does not exist',
      'no_mx',
    ],
    [
      'MX has no address',
      { 'example.org': { mx: [[1, 'z.example']] }, 'z.example': { txt: ['here'] } },
      '550 5.4.4 No usable MX found for example.org: z.example has no address',
      'no_mx',
    ],
    [
      'one MX of two does not exist',
      mx([1, 'nothing.example'], [2, 'mx.example.org']),
      '2 mx.example.org [192.0.2.1]',
      null,
    ],
    [
      'lame delegation for one MX of two',
      { ...mx([1, 'lame.example'], [2, 'mx.example.org']), 'lame.example': { fault: 'servfail' } },
      '2 mx.example.org [192.0.2.1]',
      null,
    ],
    [
      'lame delegation for the only MX that exists',
      { ...mx([1, 'lame.example'], [2, 'nothing.example']), 'lame.example': { fault: 'servfail' } },
      '451 4.4.3 DNS lookup failed temporarily for example.org: addresses of lame.example: 127.0.0.1: SERVFAIL',
      'dns_failure',
    ],
    [
      'IPv6 look-up fails, IPv4 answers',
      { 'example.org': { mx: [[1, 'z.example']] }, 'z.example': { a: ['192.0.2.3'], aaaa: 'servfail' } },
      '1 z.example [192.0.2.3]',
      null,
    ],
    [
      'IPv6 look-up answers with what nobody can reach, IPv4 fails',
      { 'example.org': { mx: [[1, 'z.example']] }, 'z.example': { a: 'servfail', aaaa: ['fe80::1'] } },
      '451 4.4.3 DNS lookup failed temporarily for example.org: z.example [fe80::1] is not a public address, other addresses of z.example: 127.0.0.1: SERVFAIL',
      'dns_failure',
    ],
    ['null MX', mx([0, '']), '556 5.1.10 example.org has a null MX: it takes no mail', 'no_mx'],
    ['null MX beside another', mx([0, ''], [10, 'mx.example.org']), '10 mx.example.org [192.0.2.1]', null],
    ['MX is no host name', mx([1, 'a b.example'], [2, 'mx.example.org']), '2 mx.example.org [192.0.2.1]', null],
    ['the same MX twice', mx([5, 'MX.example.org'], [1, 'mx.example.org.']), '1 mx.example.org [192.0.2.1]', null],
    [
      'IPv4 and IPv6 take turns',
      {
        'example.org': { mx: [[1, 'z.example']] },
        'z.example': { a: ['192.0.2.3', '192.0.2.4'], aaaa: ['2001:db8::3'] },
      },
      '1 z.example [192.0.2.3] [2001:db8::3] [192.0.2.4]',
      null,
    ],
  ];
  it.each(rows)('%s', async (_, zone, expected, reason) => {
    const { router } = await routerFor(zone);
    const route = await router.route('example.org');
    expect(line(route)).toBe(expected);
    if (route.kind === 'hosts') return;
    const verdict = explain(route.text);
    expect(verdict.reason).toBe(reason);
    expect(verdict.final).toBe(route.kind === 'refused');
  });
});
