import { describe, expect, it } from 'vitest';
import { fromDomain } from './from-domain.ts';

describe('the domain of the author', () => {
  const rows: readonly [from: string, domain: string | null][] = [
    ['ann@example.org', 'example.org'],
    ['Ann <ann@Example.ORG>', 'example.org'],
    ['"Ann <x@evil.example>" <ann@example.org>', 'example.org'],
    ['"a \\" <x@evil.example>" <ann@example.org>', 'example.org'],
    ['ann@example.org (x@evil.example)', 'example.org'],
    ['(<x@evil.example>) Ann (a (b) \\) <c@d>) <ann@example.org>', 'example.org'],
    ['"x@evil.example"@example.org', 'example.org'],
    ['Ann <ann@example.org>, Bob <bob@example.net>', 'example.org'],
    ['ann@example.org, bob@example.net', 'example.org'],
    ['Ann\r\n <ann@example.org>', 'example.org'],
    ['J\u00f6rg <j@b\u00fccher.example>', 'xn--bcher-kva.example'],
    ['=?utf-8?q?x=40evil?= <ann@example.org>', 'example.org'],
    ['ann', null],
    ['Ann <ann>', null],
    ['ann@[192.0.2.1]', null],
    ['ann@exa mple', null],
    ['', null],
    [`${'('.repeat(100_000)} ann@example.org`, null],
  ];
  it.each(rows)('%s', (from, domain) => {
    expect(fromDomain(Buffer.from(`Subject: x\r\nFrom: ${from}\r\n\r\nhi`))).toBe(domain);
  });

  it('is none without From', () => {
    expect(fromDomain(Buffer.from('Sender: a@example.org\r\n\r\nFrom: b@example.org'))).toBeNull();
  });
});
