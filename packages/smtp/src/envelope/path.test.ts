import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriesRoute, domainOf, parseMailbox, parsePath } from './path.ts';

const forward = (text: string): string => {
  const path = parsePath(text, 'forward');
  return path.kind === 'path' ? path.address + path.rest : `! ${path.why}`;
};

describe('a path', () => {
  it.each([
    ['<ann@example.org>', 'ann@example.org'],
    ['<ann@EXAMPLE.Org>', 'ann@example.org'],
    ['<Ann@example.org> NOTIFY=NEVER', 'Ann@example.org NOTIFY=NEVER'],
    ["<!#$%&'*+-/=?^_`{|}~@example.org>", "!#$%&'*+-/=?^_`{|}~@example.org"],
    ['<"ann"@example.org>', 'ann@example.org'],
    ['<"a\\nn"@example.org>', 'ann@example.org'],
    ['<"ann lee"@example.org>', '"ann lee"@example.org'],
    ['<"a\\"b\\\\c"@example.org>', '"a\\"b\\\\c"@example.org'],
    ['<"a@b"@example.org>', '"a@b"@example.org'],
    ['<".ann"@example.org>', '".ann"@example.org'],
    ['<""@example.org>', '""@example.org'],
    ['<"x\'/**/UNION"@example.org>', "x'/**/UNION@example.org"],
    ['<ann@[192.0.2.1]>', 'ann@[192.0.2.1]'],
    ['<ann@[ipv6:2001:DB8::1]>', 'ann@[IPv6:2001:db8::1]'],
    ['<ann@my_host.example.org>', 'ann@my_host.example.org'],
    ['<@relay.example:ann@example.org>', 'ann@example.org'],
    ['<@a.example,@[192.0.2.1],@b.example:ann@example.org>', 'ann@example.org'],
    ['<Postmaster>', 'postmaster'],
    ['<ünï@bücher.example>', 'ünï@bücher.example'],
    ['<ann@BÜCHER.example>', 'ann@bücher.example'],
  ])('%s is %s', (text, address) => {
    expect(forward(text)).toBe(address);
  });

  it.each([
    'ann@example.org',
    '',
    '<',
    '<>',
    '<ann>',
    '<ann@>',
    '<@example.org>',
    '<ann@example.org',
    '<ann@example.org.>',
    '<ann@example..org>',
    '<ann@-example.org>',
    '<ann@example-.org>',
    '<ann@192.0.2.1>',
    '<ann@[192.0.2.256]>',
    '<ann@[IPv6:2001::db8::1]>',
    '<ann@[2001:db8::1]>',
    '<ann@[tag:thing]>',
    '<ann@[192.0.2.1>',
    '<ann@ example.org>',
    '<ann @example.org>',
    '< ann@example.org>',
    '<ann@example.org >',
    '<ann@example.org (c)>',
    '<ann..lee@example.org>',
    '<.ann@example.org>',
    '<ann.@example.org>',
    '<ann lee@example.org>',
    '<"ann@example.org>',
    '<"ann"lee@example.org>',
    '<"a\u0001nn"@example.org>',
    '<ann@b@example.org>',
    '<@a.example ann@example.org>',
    '<@a.example,ann@example.org>',
    '<@a.example,:ann@example.org>',
    '<postmaster',
    '<ann@ours\u3002example>',
    '<ann@ours\uff0eexample>',
    '<ann\u202e@example.org>',
    '<ann\u0085@example.org>',
    '<ann@exam\u200bple.org>',
  ])('%j is none', (text) => {
    expect(parsePath(text, 'forward').kind).toBe('malformed');
  });

  it('is null for a sender only, and bare postmaster is a recipient only', () => {
    expect(parsePath('<> RET=HDRS', 'reverse')).toEqual({ kind: 'path', address: '', ascii: true, rest: ' RET=HDRS' });
    expect(parsePath('<postmaster>', 'reverse').kind).toBe('malformed');
  });

  it('says whether it needs SMTPUTF8, also for what is dropped', () => {
    const ascii = (text: string) => parsePath(text, 'forward');
    expect(ascii('<ann@example.org>')).toMatchObject({ ascii: true });
    expect(ascii('<ünï@example.org>')).toMatchObject({ ascii: false });
    expect(ascii('<ann@bücher.example>')).toMatchObject({ ascii: false });
    expect(ascii('<@bücher.example:ann@example.org>')).toMatchObject({ ascii: false, address: 'ann@example.org' });
  });

  it('has the lengths of RFC 5321 §4.5.3.1, in octets', () => {
    const label = 'd'.repeat(61);
    const kind = (text: string) => parsePath(text, 'forward').kind;
    expect(kind(`<${'a'.repeat(64)}@example.org>`)).toBe('path');
    expect(kind(`<${'a'.repeat(65)}@example.org>`)).toBe('malformed');
    expect(kind(`<${'é'.repeat(32)}@example.org>`)).toBe('path');
    expect(kind(`<${'é'.repeat(33)}@example.org>`)).toBe('malformed');
    expect(kind(`<a@${'d'.repeat(63)}.org>`)).toBe('path');
    expect(kind(`<a@${'d'.repeat(64)}.org>`)).toBe('malformed');
    const longest = `<${'a'.repeat(5)}@${label}.${label}.${label}.${label}.a>`;
    expect(longest.length).toBe(257);
    expect(kind(longest)).toBe('malformed');
    expect(kind(longest.replace('<a', '<'))).toBe('path');
  });

  it('in normal form stays as it is', () => {
    const local = fc.string({ unit: fc.constantFrom(...'aZ0.!%@"\\ +-é'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(local, fc.domain(), (text, domain) => {
        const quoted = `"${text.replace(/["\\]/g, '\\$&')}"`;
        const first = parsePath(`<${quoted}@${domain}>`, 'forward');
        fc.pre(first.kind === 'path');
        if (first.kind !== 'path') return;
        expect(parsePath(`<${first.address}>`, 'forward')).toEqual({ ...first, rest: '' });
        expect(domainOf(first.address)).toBe(domain.toLowerCase());
      }),
    );
  });

  it('never throws, whatever it reads', () => {
    const unit = fc.constantFrom(...'<>@:,."\\[]ab1-% é\u3002\0\r\n');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expect(['path', 'malformed']).toContain(parsePath(`<${text}`, 'reverse').kind);
      }),
    );
  });

  it('of the longest line is read in time that grows with its length only', () => {
    for (const bit of ['a', '.', 'a.', '"', '\\"', '@a,', '@a:', '[', 'é', '\u3002']) {
      expect(parsePath(`<${bit.repeat(100_000)}`, 'forward').kind).toBe('malformed');
    }
  });
});

describe('a mailbox', () => {
  it('is a local part and a domain, and nothing around', () => {
    expect(parseMailbox('"ann"@Example.org')).toEqual({ kind: 'mailbox', localPart: 'ann', domain: 'example.org' });
    for (const text of ['ann@example.org ', '<ann@example.org>', 'postmaster', '', '@a:ann@example.org']) {
      expect(parseMailbox(text)).toBeNull();
    }
  });
});

describe('the domain of an address', () => {
  it.each([
    ['v%x.example@here.example', 'here.example'],
    ['x.example!v@here.example', 'here.example'],
    ['"v@x.example"@here.example', 'here.example'],
    ['v@HERE.example.', 'here.example'],
    ['v@bücher.example', 'xn--bcher-kva.example'],
    ['v@hеre.example', 'xn--hre-rdd.example'],
    ['v@[192.0.2.1]', '[192.0.2.1]'],
    ['v@[IPV6:2001:DB8::1]', '[IPv6:2001:db8::1]'],
  ])('%s is %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });

  it.each(['', 'postmaster', 'v@', 'v@here..example', 'v@here.example..', 'v@here\u3002example'])(
    '%j has none',
    (address) => {
      expect(domainOf(address)).toBeNull();
    },
  );

  it('is apart from the ways that a local part names', () => {
    for (const address of ['v%x@here.example', 'x!v@here.example', '"v@x"@here.example', 'v%x']) {
      expect(carriesRoute(address)).toBe(true);
    }
    for (const address of ['v+x@here.example', 'postmaster', '', '"v x"@here.example']) {
      expect(carriesRoute(address)).toBe(false);
    }
  });
});
