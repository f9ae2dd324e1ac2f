import { expect, test } from 'vitest';
import { writtenAddresses } from './written-addresses.ts';

test.each([
  ['Sorry, <ann@example.org>.', ['ann@example.org']],
  ['ann@example.org... User unknown', ['ann@example.org']],
  ['Mail to ann.b+x=1@mail-1.example.org, bob@example', ['ann.b+x=1@mail-1.example.org', 'bob@example']],
  ['次の宛先：ann@example.org。', ['ann@example.org']],
  ['ann@example.org에 대한, 发送给ann@例子.中国的邮件', ['ann@example.org', '发送给ann@例子.中国的邮件']],
  ['用户bob@example.org不存在 宛先ann@mx1.example.jpです', ['bob@example.org', 'ann@mx1.example.jp']],
  ['jörg@münchen.example', ['jörg@münchen.example']],
  ["to o'neil@example.org: unknown", ["o'neil@example.org"]],
  ["user 'ann@example.org' and '+bob@example.org'", ['ann@example.org', '+bob@example.org']],
  ['"ann@example.org": mailto:bob@example.org', ['ann@example.org', 'bob@example.org']],
  ['@example.org, ann@, a @ b, @@', []],
  ['x--y@example.org--', ['x--y@example.org']],
  ['ann@xn--mnchen-3ya.XN--p1ai: not found', ['ann@xn--mnchen-3ya.XN--p1ai']],
  ['ann@example.xn--', ['ann@example.xn']],
  ['"john doe"@example.org: "x"@example.org', ['"john doe"@example.org', '"x"@example.org']],
  ['"a\nb"@example.org', []],
  ['http://shop.example/log-in?user=ann@example.org', []],
])('%s', (text, addresses) => {
  expect(writtenAddresses(text).map(({ address }) => address)).toEqual(addresses);
});
