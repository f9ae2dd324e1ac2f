import { parse } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { isMail, read } from './reading.ts';
import { samples } from './samples.ts';

const said = new Map(
  samples.map(({ id, text, mx = '', stage = null }) => {
    const reading = read({ text, mx, stage }, undefined, parse);
    if (reading.kind === 'reply') {
      const { reason, bounce, provider } = reading.trace.verdict;
      return [id, [reason, bounce, provider]];
    }
    if (reading.kind !== 'mail') return [id, []];
    const { kind, recipients, auto_reply: reply } = reading.report;
    return [id, [kind, ...recipients.map(({ verdict }) => verdict.reason), ...(reply ? [reply.verdict.reason] : [])]];
  }),
);

test.each([
  ['no-such-mailbox', ['user_unknown', 'hard', 'google']],
  ['volume', ['rate_limited', 'soft', 'yahoo']],
  ['reputation', ['bad_reputation', 'soft', 'outlook']],
  ['blocklist', ['dnsbl_ip', 'soft', null]],
  ['authentication', ['auth_dmarc', 'soft', 'google']],
  ['another-language', ['mailbox_full', 'soft', null]],
  ['lying-code', ['greylisted', 'soft', null]],
  ['report', ['bounce', 'mailbox_full', 'greylisted']],
  ['absence', ['auto_reply', 'out_of_office']],
  ['departed', ['auto_reply', 'departed']],
  ['complaint', ['feedback', 'complaint']],
  ['challenge', ['challenge', 'challenge_response']],
])('the sample %s says what its title says', (id, expected) => {
  expect(said.get(id)).toEqual(expected);
});

test('there are twelve samples', () => {
  expect(said.size).toBe(12);
});

test.each([
  ['550 5.1.1 User unknown', false],
  ['host mx.example.org said: 550 no such user', false],
  ['Subject: 550', false],
  ['Error: mailbox full', false],
  ['Subject: Returned mail\nFrom: MAILER-DAEMON@example.org\n\nNo such user', true],
  ['From MAILER-DAEMON Mon Nov 23 09:41:07 2026\nSubject: x\n\n', true],
  ['Received: from a by b\n\tfor <c@d.example>\nFrom: a@b.example\n\n', true],
])('%j is a mail: %s', (text, expected) => {
  expect(isMail(text)).toBe(expected);
});

test('a mail waits for what reads mails; a reply does not', () => {
  const given = { mx: '', stage: null };
  expect(read({ ...given, text: 'Subject: Undelivered\nFrom: <>\n\nNo.' }, undefined, null).kind).toBe('loading');
  expect(read({ ...given, text: '550 5.1.1 No such user' }, undefined, null).kind).toBe('reply');
});
