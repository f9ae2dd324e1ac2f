/** Yahoo! JAPAN, a company and a mail system of its own. */
import type { Provider } from './rule.ts';

const help = 'https://support.yahoo-net.jp/PccMail/s/article/H000011883';

export const yahooJp: Provider = {
  id: 'yahoo-jp',
  name: 'Yahoo! JAPAN',
  mx: ['yahoo.co.jp', 'ymc.ne.jp'],
  rules: [
    {
      id: 'yahoo-jp/no-account',
      reason: 'user_unknown',
      pattern: [
        'dd this user doesn.t have a .{0,20}yahoo\\.co\\.jp',
        'requested action not taken: mailbox unavailable',
      ],
      mxOnly: true,
      source: 'seen on the wire',
      examples: [
        "554 delivery error: dd This user doesn't have a yahoo.co.jp account (user@example.jp) [0] - mta1.mail.djm.ynwp.yahoo.co.jp",
      ],
    },
    {
      id: 'yahoo-jp/disabled',
      reason: 'user_disabled',
      pattern: ['account has been disabled or discontinued', 'this mailbox is disabled'],
      mxOnly: true,
      source: 'seen on the wire',
      examples: [
        '554 delivery error: dd Sorry your message to user@example.jp cannot be delivered. This account has been disabled or discontinued.',
      ],
    },
    {
      id: 'yahoo-jp/not-allowed',
      reason: 'bad_reputation',
      pattern: ['not allowed - vs[0-9]{1,3}-ip[0-9]? deferred', 'vs[0-9]{2,3}-ip[0-9]'],
      meaning: 'The IP is refused for its behaviour; Yahoo! JAPAN lifts it by itself.',
      final: false,
      source: 'seen on the wire',
      examples: ['553 Mail from 192.0.2.1 not allowed - VS98-IP0 deferred'],
    },
    {
      id: 'yahoo-jp/deferred',
      reason: 'rate_limited',
      pattern: ['\\[(ipts|tss)0[0-9]\\]', 'temporarily deferred'],
      mxOnly: true,
      final: false,
      source: help,
      examples: [
        '421 [IPTS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
      ],
    },
    {
      id: 'yahoo-jp/unauthenticated',
      reason: 'auth_failed',
      pattern: ['sender authentication', 'unauthenticated'],
      mxOnly: true,
      source: help,
      examples: ['550 5.7.26 Message rejected: sender authentication failed'],
    },
    {
      id: 'yahoo-jp/timeout',
      reason: 'connection_failure',
      pattern: 'timeout waiting for command',
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['421 Timeout waiting for command'],
    },
  ],
};
