import { describe, expect, it } from 'vitest';
import { siteOf } from './site.ts';

describe('the site of a set of hosts', () => {
  const rows: readonly [hosts: readonly string[], site: string][] = [
    [['aspmx.l.google.com', 'alt1.aspmx.l.google.com'], 'google'],
    [['mx.example.org'], 'mx.example.org'],
    [['mx1.host.example', 'mx2.host.example'], 'host.example'],
    [['a.mx.host.example', 'b.mx.host.example'], 'mx.host.example'],
    [['host.example', 'mx2.host.example'], 'host.example'],
    [['mx1.host.co.uk', 'mx2.host.co.uk'], 'host.co.uk'],
    [['mx.one.co.uk', 'mx.two.co.uk'], 'mx.one.co.uk mx.two.co.uk'],
    [['mx.one.example', 'mx.two.example'], 'mx.one.example mx.two.example'],
    [['mx.one.com.br', 'mx.two.com.br'], 'mx.one.com.br mx.two.com.br'],
    [['aspmx.l.google.com', 'mx.example.org'], 'aspmx.l.google.com mx.example.org'],
    [['192.0.2.1', '192.0.3.1'], '192.0.2.1 192.0.3.1'],
    [['b.example', '', 'b.example', 'a.example'], 'a.example b.example'],
    [[], ''],
  ];
  it.each(rows)('%j', (hosts, site) => {
    expect(siteOf(hosts)).toBe(site);
    expect(siteOf(hosts.toReversed())).toBe(site);
  });

  it('is short for many hosts, and tells sets apart', () => {
    const set = (n: number) => Array.from({ length: 1000 }, (_, i) => `mx.customer${i + n}.example`);
    expect(siteOf(set(0)).length).toBeLessThan(120);
    expect(siteOf(set(0))).not.toBe(siteOf(set(0).slice(0, 999)));
    expect(siteOf(set(0))).toBe(siteOf(set(0).toReversed()));
  });
});
