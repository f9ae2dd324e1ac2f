import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanAddress, parseAddressList } from './address.ts';
import { Reading } from './limits.ts';

describe('the bare address', () => {
  test.each([
    ['user@example.org', 'user@example.org'],
    ['<User@Example.ORG>', 'User@Example.ORG'],
    ['<<user@example.org>>', 'user@example.org'],
    ['<user@example.org', 'user@example.org'],
    ['A User <user@example.org>, and so on', 'user@example.org'],
    ["'user@example.org'", 'user@example.org'],
    ["'user@example.org", 'user@example.org'],
    ['* user@example.org', 'user@example.org'],
    ["rfc822; 'user@example.org", "'user@example.org"],
    ['rfc822;*user@example.org', '*user@example.org'],
    ["rfc822;'user@example.org'", 'user@example.org'],
    ['"user@example.org"', 'user@example.org'],
    ['user@example.org.', 'user@example.org'],
    ['user@example.org,', 'user@example.org'],
    ['user@example.org:', 'user@example.org'],
    ['user@example.org (expanded from list)', 'user@example.org'],
    ['user(comment)@example.org(another)', 'user@example.org'],
    ['rfc822; user@example.org', 'user@example.org'],
    ['RFC822;<user@example.org>', 'user@example.org'],
    ['SMTP:user@example.org', 'user@example.org'],
    ['mailto:user@example.org?subject=x', 'user@example.org'],
    ['<@relay.example.org,@other.example.org:user@example.org>', 'user@example.org'],
    ['"john doe"@example.org', '"john doe"@example.org'],
    ['"a@b"@example.org', '"a@b"@example.org'],
    ['.two..dots.@example.org', '.two..dots.@example.org'],
    ['user@[192.0.2.1]', 'user@[192.0.2.1]'],
    ['user@[IPv6:2001:db8::1]', 'user@[IPv6:2001:db8::1]'],
    ['user@localhost', 'user@localhost'],
    ['user@under_score.example.org', 'user@under_score.example.org'],
    ['用户@例子.example', '用户@例子.example'],
    ['utf-8; \\x{4F60}\\x{597D}@example.org', '你好@example.org'],
    ['utf-8;user\\x{2B}tag@example.org', 'user+tag@example.org'],
    ['bounce+user=example.net@example.org', 'bounce+user=example.net@example.org'],
    ['IMCEAEX-_O=ORG_CN=USER@example.org', 'IMCEAEX-_O=ORG_CN=USER@example.org'],
  ])('%s', (written, address) => {
    expect(cleanAddress(written)).toBe(address);
  });

  test.each([
    '',
    '<>',
    'MAILER-DAEMON',
    'x-unix; root',
    'X.400; /c=us/s=user@example.org',
    '/o=org/cn=user',
    'user @example.org',
    'user@',
    '@example.org',
    'user@.example',
    'user@-example.org',
    '"a\\x{0A}b"@example.org',
    'a@b@example.org',
    'user@a..example',
  ])('none in "%s"', (text) => {
    expect(cleanAddress(text)).toBe(null);
  });

  test('is its own bare address, and has no blanks or brackets', () => {
    const pieces = fc.constantFrom(
      'a',
      '@',
      '.',
      '<',
      '>',
      '"',
      '\\',
      '(',
      ')',
      ';',
      ':',
      ',',
      ' ',
      'x.org',
      '\\x{41}',
      '[',
      ']',
      'é',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 15 }), (all) => {
        const address = cleanAddress(all.join(''));
        if (address === null) return;
        expect(cleanAddress(address)).toBe(address);
        if (!address.startsWith('"')) expect(address).toMatch(/^[^\s<>"(),;]+@[^\s<>"(),;]+$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('address lists', () => {
  test.each([
    ['a@example.org', ['a@example.org']],
    ['A <a@example.org>, B <b@example.org>', ['a@example.org', 'b@example.org']],
    ['"Doe, John" <j@example.org>; k@example.org (Kay)', ['j@example.org', 'k@example.org']],
    ['=?utf-8?q?Doe=2C_Ren=C3=A9?= <r@example.org>', ['r@example.org']],
    ['Staff: A <a@example.org>, b@example.org;, c@example.org', ['a@example.org', 'b@example.org', 'c@example.org']],
    ['undisclosed-recipients:;', []],
    ['MAILER-DAEMON', ['MAILER-DAEMON']],
    ['Mail System <MAILER-DAEMON>', ['MAILER-DAEMON']],
    ['MAILER-DAEMON@example.org (Mail Delivery System)', ['MAILER-DAEMON@example.org']],
    ['"john doe"@example.org', ['"john doe"@example.org']],
    ['"A \\"quoted\\" name"\n <a@example.org>', ['a@example.org']],
    ['a(comment (in comment))@example.org', ['a@example.org']],
    ['Nobody <>', []],
    ['', []],
    [',,;:,', []],
  ])('%s', (field, addresses) => {
    expect(parseAddressList(field)).toEqual(addresses);
  });

  test('groups and comments nested without end', () => {
    expect(parseAddressList(`${'g:'.repeat(100_000)}a@example.org`)).toEqual(['a@example.org']);
    expect(parseAddressList(`a@example.org ${'('.repeat(100_000)}`)).toHaveLength(1);
  });

  test('no more than 1,000', () => {
    const reading = new Reading();
    expect(parseAddressList('a@example.org,'.repeat(2_000), reading)).toHaveLength(1_000);
    expect(reading.problems).toEqual(['more than 1000 addresses']);
  });

  test('never throws', () => {
    const pieces = fc.constantFrom('a', '@', '<', '>', '"', '\\', '(', ')', ';', ':', ',', ' ', '=?utf-8?q?x?=');
    fc.assert(fc.property(fc.array(pieces), (all) => Array.isArray(parseAddressList(all.join('')))));
  });
});
