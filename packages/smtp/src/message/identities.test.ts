import { describe, expect, it } from 'vitest';
import { identitiesOf } from './identities.ts';

const read = (head: string) => {
  const found = identitiesOf(Buffer.from(`Subject: x\r\n${head}\r\n\r\nFrom: body@example.org`));
  return found === 'unreadable' ? found : found.map(({ address }) => address);
};

describe('whom From names', () => {
  it.each([
    ['ann@example.org', ['ann@example.org']],
    ['Ann <Ann@Example.ORG>', ['Ann@Example.ORG']],
    ['"Ann, <x@evil.example>" <ann@example.org>', ['ann@example.org']],
    ['"a \\" <x@evil.example>" <ann@example.org>', ['ann@example.org']],
    ['Ann (x@evil.example, (y) \\) <z@evil.example>) <ann@example.org>', ['ann@example.org']],
    ['Ann\r\n <ann@example.org>', ['ann@example.org']],
    ['"ann"@example.org', ['ann@example.org']],
    ['"ann \\"x\\" y"@example.org', ['"ann \\"x\\" y"@example.org']],
    ['"x@evil.example"@example.org', ['"x@evil.example"@example.org']],
    ['bücher@bücher.example', ['bücher@bücher.example']],
    ['Ann <ann@example.org>, "Bob, too" <bob@example.net>', ['ann@example.org', 'bob@example.net']],
    ['Team: ann@example.org, Bob <bob@example.net>;', ['ann@example.org', 'bob@example.net']],
    ['Undisclosed:;', []],
    ['Ann @ Home <ann@example.org>', ['ann@example.org']],
    // Some program would take the first for the author.
    ['x@evil.example <ann@example.org>', ['x@evil.example', 'ann@example.org']],
    ['x@evil.example: ann@example.org;', ['x@evil.example', 'ann@example.org']],
  ])('%s', (from, addresses) => {
    expect(read(`From: ${from}`)).toEqual(addresses);
  });

  it.each([
    'ann',
    'ann, bob@example.net',
    '<ann>',
    '<>',
    '<a@x.example> <b@y.example>',
    'a@x.example b@y.example',
    'a@x.example <b@y.example> c',
    '<b@y.example',
    'b@y.example>',
    '<<b@y.example>>',
    '"a@x.example',
    '(a@x.example',
    'a@b@y.example',
    'a @ y.example',
    'x"a"@y.example',
    '"a""b"@y.example',
    '<@r.example:a@y.example>',
    '=?utf-8?q?a=40x.example?=',
    `${'('.repeat(100_000)} ann@example.org`,
    `ann@example.org, ${' '.repeat(5000)}x@evil.example`,
    `${'"'.repeat(4000)}`,
  ])('is unreadable in %.60s', (from) => {
    expect(read(`From: ${from}`)).toBe('unreadable');
  });
});

it('every From and Sender counts, of the resent fields the uppermost', () => {
  const head = [
    'From: a@x',
    'FROM : b@x',
    'Sender: c@x',
    'sender: d@x',
    'Resent-Sender: e@x',
    'Resent-From: f@x',
    'Resent-From: g@x',
  ];
  expect(read(head.join('\r\n'))).toEqual(['a@x', 'b@x', 'c@x', 'd@x', 'f@x', 'e@x']);
});

it('a header section that has no end within reach is unreadable, a long body is not', () => {
  const long = 'x'.repeat(300_000);
  expect(identitiesOf(Buffer.from(`From: a@x\r\nX: ${long}\r\nFrom: b@x\r\n\r\n`))).toBe('unreadable');
  expect(identitiesOf(Buffer.from(`From: a@x\r\n\r\n${long}`))).toHaveLength(1);
});
