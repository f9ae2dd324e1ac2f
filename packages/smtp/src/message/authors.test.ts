import { describe, expect, it } from 'vitest';
import { authorDomains } from './authors.ts';

describe('the domains of the authors', () => {
  const rows: readonly [from: string, domains: readonly string[]][] = [
    ['ann@example.org', ['example.org']],
    ['Ann <ann@Example.ORG>', ['example.org']],
    ['"Ann <x@evil.example>" <ann@example.org>', ['example.org']],
    ['"a \\" <x@evil.example>" <ann@example.org>', ['example.org']],
    ['x@evil.example <ann@example.org>', ['example.org']],
    ['ann@example.org (x@evil.example)', ['example.org']],
    ['(<x@evil.example>) Ann (a (b) \\) <c@d>) <ann@example.org>', ['example.org']],
    ['"x@evil.example"@example.org', ['example.org']],
    ['<@a.example,@b.example:ann@example.org>', ['example.org']],
    ['Ann\r\n <ann@example.org>', ['example.org']],
    ['J\u00f6rg <j@b\u00fccher.example>', ['xn--bcher-kva.example']],
    ['=?utf-8?q?x=40evil?= <ann@example.org>', ['example.org']],
    // Several, and groups (RFC 6854).
    ['Ann <ann@example.org>, "Bob, too" <bob@example.net>', ['example.org', 'example.net']],
    ['ann@example.org, bob@example.net, cy@EXAMPLE.org', ['example.org', 'example.net']],
    ['Team: ann@example.org;', ['example.org']],
    ['Team: Ann <ann@example.org>, bob@example.net; , cy@example.com', ['example.org', 'example.net', 'example.com']],
    ['x@evil.example: ann@example.org;', ['example.org']],
    ['ann, bob@example.net', ['example.net']],
    // Nobody.
    ['Undisclosed:;', []],
    ['ann', []],
    ['Ann <ann>', []],
    ['ann@[192.0.2.1]', []],
    ['ann@[IPv6:2001:db8::1]', []],
    ['ann@exa mple', []],
    ['', []],
    [`${'('.repeat(100_000)} ann@example.org`, []],
    [`${'>'.repeat(100_000)} ann@example.org`, []],
  ];
  it.each(rows)('%s', (from, domains) => {
    expect(authorDomains(Buffer.from(`Subject: x\r\nFrom: ${from}\r\n\r\nhi`))).toEqual(domains);
  });

  it('are those of the sender where From names nobody', () => {
    const read = (header: string) => authorDomains(Buffer.from(`${header}\r\n\r\nFrom: b@example.net`));
    expect(read('Sender: a@example.org\r\nFrom: Undisclosed authors:;')).toEqual(['example.org']);
    expect(read('Sender: a@example.org\r\nFrom: ann@example.com')).toEqual(['example.com']);
    expect(read('Subject: a@example.org')).toEqual([]);
  });
});
