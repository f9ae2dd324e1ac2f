import { describe, expect, test } from 'vitest';
import { findBlocklist } from './blocklist.ts';
import { blocklists } from './blocklists.ts';

describe('a named list', () => {
  test.each<[string, string, string]>([
    [
      '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1',
      'Spamhaus ZEN',
      'ip',
    ],
    ['550 192.0.2.1 is listed in sbl-xbl.spamhaus.org', 'Spamhaus SBL-XBL', 'ip'],
    ['550 domain present in the Spamhaus DBL', 'Spamhaus DBL', 'domain'],
    ['554 Sender blocked using dbl.spamhaus.org', 'Spamhaus DBL', 'domain'],
    ['550 see https://www.spamhaus.org/query/ip/192.0.2.1', 'Spamhaus', 'ip'],
    ['550 listed on the Policy Block List (PBL)', 'Spamhaus PBL', 'ip'],
    ['550 see https://www.spamcop.net/bl.shtml?192.0.2.1', 'SpamCop', 'ip'],
    ['501 refused by the DNSBL b.barracudacentral.org', 'Barracuda BRBL', 'ip'],
    ['550 URL listed in multi.surbl.org: example.com', 'SURBL', 'url'],
    ['550 listed by black.uribl.com', 'URIBL', 'url'],
    ['550 192.0.2.1 blocked by dnsbl-2.uceprotect.net', 'UCEPROTECT Level 2', 'ip'],
    ['550 blocked by uri.invaluement.com', 'Invaluement ivmURI', 'url'],
    ['550 blocked using dblack.mail.abusix.zone', 'Abusix Domain Blocklist', 'domain'],
    ['550 listed at ix.dnsbl.manitu.net', 'NiX Spam', 'ip'],
    ['554 IP=192.0.2.1 - contact tosa@rx.t-online.de (BL)', 'T-Online', 'ip'],
    ['550 listed in bl.score.senderscore.com', 'Validity SenderScore', 'ip'],
  ])('%s', (text, name, lists) => expect(findBlocklist(text)).toEqual({ name, lists }));

  test('every name of the table leads to its own list', () => {
    for (const entry of blocklists) {
      const known = [entry.list, ...(entry.parts ?? []).map(([, list]) => list)].map((list) => list.name);
      for (const name of entry.names) expect(known, name).toContain(findBlocklist(`550 blocked by ${name}`)?.name);
    }
  });
});

test.each<[string, string, string]>([
  ['554 blocked using dnsbl.example.net', 'dnsbl.example.net', 'ip'],
  ['550 192.0.2.1 is listed at work.drbl.example.net', 'work.drbl.example.net', 'ip'],
  ['550 link listed by uribl.example.net', 'uribl.example.net', 'url'],
  ['550 sender listed by rhsbl.example.net', 'rhsbl.example.net', 'domain'],
])('an unknown list is named by its zone: %s', (text, name, lists) =>
  expect(findBlocklist(text)).toEqual({ name, lists }),
);

test.each([
  '550 5.1.1 User unknown',
  '550 mailbox unavailable',
  '250 listed at list.dnswl.org as none',
  '550 your IP is blacklisted',
  '550 you are blocked, write to abuse@rbl.example.org',
  'host bl.example.org[192.0.2.1] said: 550 no such user',
  '550 spamcopper is not a user',
])('no list in: %s', (text) => expect(findBlocklist(text)).toBeNull());
