import { describe, expect, it } from 'vitest';
import { serversOf } from './servers.ts';

describe('name servers of resolv.conf', () => {
  const rows: readonly [what: string, text: string, addresses: readonly string[]][] = [
    ['as written', 'search example.org\nnameserver 192.0.2.53\n', ['192.0.2.53']],
    ['IPv6 with a zone', 'nameserver fe80::1%eth0\nnameserver 2001:db8::53', ['fe80::1%eth0', '2001:db8::53']],
    [
      'three at most',
      [1, 2, 3, 4].map((n) => `nameserver 192.0.2.${n}`).join('\n'),
      ['192.0.2.1', '192.0.2.2', '192.0.2.3'],
    ],
    [
      'comments and noise',
      '# nameserver 192.0.2.1\n;nameserver 192.0.2.2\nnameserver\nnameserver dns.example\n',
      ['127.0.0.1'],
    ],
    ['nothing', '', ['127.0.0.1']],
  ];
  it.each(rows)('%s', (_, text, addresses) => {
    expect(serversOf(text)).toEqual(addresses.map((address) => ({ address, port: 53 })));
  });
});
