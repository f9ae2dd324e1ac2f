/** Yandex Mail and Yandex 360. The status is 5.7.1 for nearly everything; the words decide. */
import type { Provider } from './rule.ts';

const bounces = 'https://www.yandex.com/support/mail/bounces/yandex.html';

export const yandex: Provider = {
  id: 'yandex',
  name: 'Yandex Mail',
  mx: ['yandex.ru', 'yandex.net', 'yandex.com'],
  rules: [
    {
      id: 'yandex/no-such-user',
      reason: 'user_unknown',
      pattern: ['5\\.7\\.1 no such user!', '\\bno correct recipients'],
      source: bounces,
      examples: ['550 5.7.1 No such user!', '554 5.5.1 Error: no correct recipients'],
    },
    {
      id: 'yandex/disabled',
      reason: 'user_disabled',
      pattern: 'policy rejection on the target address',
      meaning: 'Yandex blocked the account for breaking its user agreement.',
      source: bounces,
      examples: ['550 5.7.1 Policy rejection on the target address'],
    },
    {
      id: 'yandex/full',
      reason: 'mailbox_full',
      pattern: 'mailbox size (limit )?exceeded',
      mxOnly: true,
      source: bounces,
      examples: ['552 5.2.2 Mailbox size limit exceeded'],
    },
    {
      id: 'yandex/spam',
      reason: 'spam_content',
      pattern: 'message rejected under suspicion of spam',
      meaning: 'After a wave of such mail Yandex refuses the sender for 24 hours.',
      source: bounces,
      examples: ['554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc 1600000000-XXXX-XXXX'],
    },
    {
      id: 'yandex/reputation',
      reason: 'bad_reputation',
      pattern: ['blocked by spam statistics', 'blocked using spamsource\\.mail\\.yandex\\.net'],
      source: bounces,
      examples: [
        '554 5.7.1 Blocked by spam statistics - see http://feedback.yandex.ru/?from=mail-rejects',
        '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using spamsource.mail.yandex.net; see http://feedback.yandex.ru/',
      ],
    },
    {
      id: 'yandex/sender-limit',
      reason: 'sender_account',
      pattern: '4\\.7\\.1 spam limit exceeded',
      source: 'seen on the wire',
      examples: ['451 4.7.1 Spam limit exceeded'],
    },
    {
      id: 'yandex/recipient-rate',
      reason: 'recipient_rate_limited',
      pattern: 'recipient has exceeded (their )?message rate limit',
      source: 'seen on the wire',
      examples: ['450 4.2.1 The recipient has exceeded their message rate limit. Try again later.'],
    },
    {
      id: 'yandex/busy',
      reason: 'receiver_temporary_failure',
      pattern: [
        'sorry, the service is currently unavailable\\. please come back later',
        'mail\\.yandex\\.net error: timeout exceeded',
      ],
      source: 'seen on the wire',
      code: '451',
      examples: ['451 4.7.1 Sorry, the service is currently unavailable. Please come back later.'],
    },
    {
      id: 'yandex/virus',
      reason: 'virus_content',
      pattern: 'message infected by virus',
      source: bounces,
      examples: ['554 5.7.1 Message infected by virus'],
    },
    {
      id: 'yandex/rejected-by-policy',
      reason: 'policy_restriction',
      pattern: '5\\.7\\.1 rejected by policy',
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['554 5.7.1 Rejected by policy'],
    },
  ],
};
