import { describe, expect, it } from 'vitest';
import { permits, readPolicy, recordId } from './sts-policy.ts';

describe('the record', () => {
  const rows: readonly [texts: readonly string[], id: string | null][] = [
    [['v=STSv1; id=20260101T000000;'], '20260101T000000'],
    [['v=STSv1;id=1'], '1'],
    [['v=STSv1 ; id = a1 ; x=y'], 'a1'],
    [['v=STSv1; x=id=9; id=2'], '2'],
    [['v=spf1 -all', 'v=STSv1; id=1'], '1'],
    [['v=STSv1; id=1', 'v=STSv1; id=2'], null],
    [['v=STSv1;'], null],
    [['v=STSv1; id='], null],
    [['v=STSv1; id=a-b'], null],
    [[`v=STSv1; id=${'a'.repeat(33)}`], null],
    [['v=STSv10; id=1'], null],
    [['id=1; v=STSv1'], null],
    [[], null],
  ];
  it.each(rows)('%j', (texts, id) => {
    expect(recordId(texts)).toBe(id);
  });
});

describe('the policy', () => {
  const good = 'version: STSv1\r\nmode: enforce\r\nmx: mx.example.org\r\nmx: *.Example.NET\r\nmax_age: 86400\r\n';
  const rows: readonly [what: string, text: string, expected: ReturnType<typeof readPolicy>][] = [
    ['CRLF', good, { mode: 'enforce', mx: ['mx.example.org', '*.example.net'], maxAge: 86_400_000 }],
    [
      'LF and no end',
      good.replaceAll('\r\n', '\n').trimEnd(),
      { mode: 'enforce', mx: ['mx.example.org', '*.example.net'], maxAge: 86_400_000 },
    ],
    [
      'unknown fields',
      `x: y\n${good}`,
      { mode: 'enforce', mx: ['mx.example.org', '*.example.net'], maxAge: 86_400_000 },
    ],
    [
      'the first of a field counts',
      `${good}mode: none\n`,
      { mode: 'enforce', mx: ['mx.example.org', '*.example.net'], maxAge: 86_400_000 },
    ],
    ['none needs no mx', 'version: STSv1\nmode: none\nmax_age: 60', { mode: 'none', mx: [], maxAge: 60_000 }],
    [
      'a year at most',
      'version: STSv1\nmode: none\nmax_age: 9999999999',
      { mode: 'none', mx: [], maxAge: 31_557_600_000 },
    ],
    ['no version', good.replace('version: STSv1', ''), null],
    ['another version', good.replace('STSv1', 'STSv2'), null],
    ['no mode', good.replace('mode: enforce', ''), null],
    ['another mode', good.replace('enforce', 'Enforce!'), null],
    ['no mx', 'version: STSv1\nmode: enforce\nmax_age: 60', null],
    ['mx that is no name', good.replace('mx.example.org', 'mx example'), null],
    ['mx with a star inside', good.replace('mx.example.org', 'mx.*.example'), null],
    ['no max_age', good.replace('max_age: 86400', ''), null],
    ['max_age that is no number', good.replace('86400', '1e5'), null],
    ['a web page', '<html>not found</html>', null],
    ['nothing', '', null],
  ];
  it.each(rows)('%s', (_, text, expected) => {
    expect(readPolicy(text)).toEqual(expected);
  });
});

describe('hosts that a policy permits', () => {
  const policy = { mode: 'enforce', mx: ['mx.example.org', '*.example.net'], maxAge: 1 } as const;
  const rows: readonly [host: string, expected: boolean][] = [
    ['mx.example.org', true],
    ['mx2.example.org', false],
    ['a.mx.example.org', false],
    ['mx.example.net', true],
    ['example.net', false],
    ['a.b.example.net', false],
    ['mx.example.net.evil.example', false],
    ['', false],
  ];
  it.each(rows)('%s', (host, expected) => {
    expect(permits(policy, host)).toBe(expected);
  });
});
