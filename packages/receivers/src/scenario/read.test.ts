import { reasons } from '@hearback/bounce';
import { describe, expect, test } from 'vitest';
import { readDomainScenario, readScenario } from './read.ts';

describe('what an address asks for', () => {
  test.each([
    ['550', { kind: 'say', saying: { kind: 'code', code: 550 }, stage: null }],
    ['5.1.1', { kind: 'say', saying: { kind: 'status', status: '5.1.1' }, stage: null }],
    ['data-554', { kind: 'say', saying: { kind: 'code', code: 554 }, stage: 'data' }],
    ['eod-451', { kind: 'say', saying: { kind: 'code', code: 451 }, stage: 'body' }],
    ['mailfrom-4.7.1', { kind: 'say', saying: { kind: 'status', status: '4.7.1' }, stage: 'mail' }],
    ['rcpt-user-unknown', { kind: 'say', saying: { kind: 'reason', reason: 'user_unknown' }, stage: 'rcpt' }],
    ['USER_UNKNOWN+label', { kind: 'say', saying: { kind: 'reason', reason: 'user_unknown' }, stage: null }],
    ['quit-drop', { kind: 'say', saying: { kind: 'fault', fault: 'drop' }, stage: 'quit' }],
    ['drop-after-dot', { kind: 'say', saying: { kind: 'fault', fault: 'drop' }, stage: 'body' }],
    ['hang', { kind: 'say', saying: { kind: 'fault', fault: 'hang' }, stage: null }],
    ['451-for-20m', { kind: 'say', saying: { kind: 'code', code: 451 }, lasts: 1_200_000 }],
    ['rate_limited-for-2h', { kind: 'say', saying: { kind: 'reason', reason: 'rate_limited' }, lasts: 7_200_000 }],
    ['greylist', { kind: 'say', saying: { kind: 'reason', reason: 'greylisted' }, lasts: 300_000 }],
    ['full', { kind: 'say', saying: { kind: 'reason', reason: 'mailbox_full' }, lasts: null }],
    ['ok', { kind: 'accept' }],
    ['oob-qmail', { kind: 'mail', mailing: { kind: 'notice', dialect: 'qmail', reason: 'user_unknown' } }],
    ['oob-mail-ru-mailbox-full', { kind: 'mail', mailing: { dialect: 'mail-ru', reason: 'mailbox_full' } }],
    ['oob-spam-content', { kind: 'mail', mailing: { dialect: null, reason: 'spam_content' } }],
    ['localized-ja', { kind: 'mail', mailing: { kind: 'notice', language: 'ja' } }],
    ['complaint', { kind: 'mail', mailing: { kind: 'complaint' } }],
    ['forged-dsn', { kind: 'mail', mailing: { kind: 'attack', attack: 'forged-dsn' } }],
    ['mix', { kind: 'mix', profile: 'mix' }],
  ])('%s', (words, scenario) => expect(readScenario(words)).toMatchObject(scenario));

  test.each(['ann', 'jo.lee', 'news-2026', '999', 'oob-nobody', 'localized-xx', 'constructor', 'data-'])(
    '%s is an ordinary mailbox',
    (words) => expect(readScenario(words)).toBeNull(),
  );

  test.each(reasons)('%s, with underscores and with dashes', (reason) => {
    expect(readScenario(reason)).not.toBeNull();
    expect(readScenario(reason.replaceAll('_', '-'))).toEqual(readScenario(reason));
  });
});

test('as domains, reasons of the DNS are the DNS itself', () => {
  expect(readDomainScenario('domain-not-found')).toEqual({ kind: 'dns', fault: 'nxdomain' });
  expect(readDomainScenario('no-mx')).toEqual({ kind: 'dns', fault: 'nullmx' });
  expect(readDomainScenario('user-unknown')).toMatchObject({ kind: 'say' });
});
