import { explain, type Reason, type Stage } from '@hearback/bounce';
import { expect, test } from 'vitest';
import { failedByFault, fault } from './fault.ts';
import type { Breakdown } from './transaction.ts';
import { awaiting, words } from './words.ts';

type Row = readonly [
  name: keyof typeof words,
  text: string,
  breakdown: Breakdown,
  stage: Stage,
  awaited: string,
  reason: Reason,
  final: boolean,
];

/** What each of our own texts is taken for, said where it is said. */
const rows: readonly Row[] = [
  ['noAnswer', words.noAnswer(30_000), 'timeout', 'connect', '', 'connection_failure', false],
  ['refused', words.refused(), 'refused', 'connect', '', 'connection_failure', false],
  ['unreachable', words.unreachable(), 'refused', 'connect', '', 'connection_failure', false],
  ['notConnected', words.notConnected('EPROTO'), 'refused', 'connect', '', 'connection_failure', false],
  ['timedOut', words.timedOut(300_000), 'timeout', 'connect', awaiting.banner, 'connection_failure', false],
  ['timedOut', words.timedOut(300_000), 'timeout', 'ehlo', awaiting.ehlo, 'connection_failure', false],
  ['timedOut', words.timedOut(120_000), 'timeout', 'auth', awaiting.auth, 'connection_failure', false],
  ['timedOut', words.timedOut(300_000), 'timeout', 'mail', awaiting.mail, 'connection_failure', false],
  ['timedOut', words.timedOut(300_000), 'timeout', 'rcpt', awaiting.rcpt, 'connection_failure', false],
  ['timedOut', words.timedOut(120_000), 'timeout', 'data', awaiting.data, 'connection_failure', false],
  ['timedOut', words.timedOut(180_000), 'timeout', 'body', awaiting.block, 'connection_failure', false],
  ['timedOut', words.timedOut(600_000), 'timeout', 'body', awaiting.dot, 'connection_failure', false],
  ['tooSlow', words.tooSlow(3_600_000), 'timeout', 'rcpt', awaiting.rcpt, 'connection_failure', false],
  ['tooSlow', words.tooSlow(3_600_000), 'timeout', 'body', awaiting.block, 'connection_failure', false],
  ['closed', words.closed(), 'reset', 'rcpt', awaiting.rcpt, 'connection_failure', false],
  ['closed', words.closed(), 'reset', 'body', awaiting.dot, 'connection_failure', false],
  ['reset', words.reset(), 'reset', 'data', awaiting.data, 'connection_failure', false],
  ['reset', words.reset(), 'reset', 'body', awaiting.block, 'connection_failure', false],
  ['broken', words.broken('ETIMEDOUT'), 'reset', 'mail', awaiting.mail, 'connection_failure', false],
  ['noReply', words.noReply('reply of more than 100 lines'), 'protocol', 'ehlo', '', 'protocol_error', false],
  ['noReply', words.noReply('no reply code at the start of a line'), 'protocol', 'body', '', 'protocol_error', false],
  ['unasked', words.unasked('250 2.0.0 Queued'), 'protocol', 'mail', '', 'protocol_error', false],
  ['unasked', words.unasked('550 5.1.1 User unknown'), 'protocol', 'mail', '', 'protocol_error', false],
  ['wrongReply', words.wrongReply('250 2.1.5 Ok'), 'protocol', 'data', '', 'protocol_error', false],
  ['notReset', words.notReset('503 Bad sequence'), 'protocol', 'rset', '', 'protocol_error', false],
  ['outOfStep', words.outOfStep('503 5.5.1 Sender already given'), 'protocol', 'mail', '', 'protocol_error', false],
  ['early', words.early(), 'protocol', 'body', '', 'protocol_error', false],
  ['injected', words.injected(), 'protocol', 'starttls', '', 'tls_failure', false],
  ['timedOut', words.timedOut(120_000), 'tls', 'starttls', awaiting.starttls, 'connection_failure', false],
  ['handshake', words.handshake('wrong version number'), 'tls', 'starttls', '', 'tls_failure', false],
  ['untrusted', words.untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls', 'starttls', '', 'tls_failure', false],
  ['untrusted', words.untrusted('matches none of the TLSA records'), 'tls', 'starttls', '', 'tls_failure', false],
  ['notOffered', words.notOffered(), 'tls', 'starttls', '', 'tls_failure', false],
  ['authNotOffered', words.authNotOffered(), 'unsupported', 'auth', '', 'authentication_required', false],
  ['authNeedsTls', words.authNeedsTls(), 'tls', 'auth', '', 'tls_failure', false],
  ['tooLarge', words.tooLarge(2_000_000, 1_000_000), 'unsupported', 'mail', '', 'message_too_large', true],
  ['noSmtputf8', words.noSmtputf8(), 'unsupported', 'mail', '', 'protocol_error', true],
  ['no8bit', words.no8bit('8-bit octets in multipart/signed'), 'unsupported', 'mail', '', 'protocol_error', true],
  ['stopped', words.stopped(), 'local', 'rcpt', '', 'receiver_temporary_failure', false],
  ['badEndpoint', words.badEndpoint(), 'local', 'connect', '', 'connection_failure', false],
  ['badSource', words.badSource('192.0.2.1', 'EADDRNOTAVAIL'), 'local', 'connect', '', 'connection_failure', false],
  ['exhausted', words.exhausted('EMFILE'), 'local', 'connect', '', 'connection_failure', false],
  ['badSender', words.badSender(), 'local', 'mail', '', 'bad_sender', true],
  ['badRecipient', words.badRecipient(), 'local', 'mail', '', 'bad_address_syntax', true],
];

test.each(rows)('%s: %s', (_, text, breakdown, stage, awaited, reason, final) => {
  const failure = failedByFault(fault(breakdown, text), stage, awaited);
  expect(failure.text).toMatch(/^[45]\d\d [45]\.\d\.\d+ \S/);
  const verdict = explain(failure.text, { stage });
  expect({ reason: verdict.reason, final: verdict.final }).toEqual({ reason, final });
});

test('every text is held by a row', () => {
  expect(new Set(rows.map(([name]) => name))).toEqual(new Set(Object.keys(words)));
});

test('what a stranger wrote cannot break a line of ours', () => {
  expect(words.unasked('250 \x1b[2Jok\r\nBcc: x')).toBe(
    '421 4.5.0 Protocol violation: reply without a command: 250 \ufffd[2Jok\ufffd\ufffdBcc: x',
  );
  expect(words.handshake('a\nb')).not.toContain('\n');
});
