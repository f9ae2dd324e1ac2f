/** Mail.ru (VK): mail.ru, bk.ru, inbox.ru, list.ru and its company mail. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';
const manual = 'https://smtpfieldmanual.com/provider/mailru';

export const mailRu: Provider = {
  id: 'mail-ru',
  name: 'Mail.ru',
  mx: ['mail.ru'],
  rules: [
    {
      id: 'mail-ru/disabled',
      reason: 'user_disabled',
      pattern: [
        'invalid mailbox.*account is (disabled|blocked)',
        'local mailbox .*unavailable: (account|user) is (disabled|blocked|terminated)',
      ],
      source: manual,
      examples: [
        '550 Message was not accepted -- invalid mailbox. Local mailbox user@example.org is unavailable: account is disabled',
      ],
    },
    {
      id: 'mail-ru/full',
      reason: 'mailbox_full',
      pattern: ['local mailbox .*unavailable: (mailbox|account) is (full|over quota)', 'user quota exceeded'],
      mxOnly: true,
      source: 'https://mailout.ru/2015/09',
      examples: ['552 user quota exceeded'],
    },
    {
      id: 'mail-ru/no-such-user',
      reason: 'user_unknown',
      pattern: 'message was not accepted -- invalid mailbox',
      source: manual,
      examples: [
        '550 Message was not accepted -- invalid mailbox. Local mailbox user@example.org is unavailable: user not found',
      ],
    },
    {
      id: 'mail-ru/spam',
      reason: 'spam_content',
      pattern: ['spam message (rejected|discarded)', 'help\\.mail\\.ru/notspam-support'],
      source: manual,
      examples: [
        '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=XXXX or report details to abuse@corp.mail.ru. Error code: XXXX. ID: XXXX',
      ],
    },
    {
      id: 'mail-ru/sender',
      reason: 'bad_sender',
      pattern: ['unroutable sender address', 'non-local sender verification failed'],
      meaning: 'The domain of the envelope sender has no MX, or refuses bounces.',
      source: seen,
      examples: ['550 Unroutable sender address', '550 Non-local sender verification failed'],
    },
    {
      id: 'mail-ru/sender-account',
      reason: 'sender_account',
      pattern: [
        'message sending for this account is disabled',
        'ratelimit exceeded for mailbox',
        'sending quota exceeded',
      ],
      source: 'https://mailout.ru/2015/09',
      examples: [
        '550 message sending for this account is disabled',
        '451 Ratelimit exceeded for mailbox user@example.org',
      ],
    },
  ],
};
