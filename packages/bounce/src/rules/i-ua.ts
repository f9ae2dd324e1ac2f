/** I.UA, Ukraine: the reason is the number at the end of the link mail.i.ua/err/N. */
import type { Provider } from './rule.ts';

const codes = 'http://mail.i.ua/err/2';

export const iUa: Provider = {
  id: 'i-ua',
  name: 'I.UA',
  mx: ['i.ua', 'email.ua'],
  rules: [
    {
      id: 'i-ua/relay',
      reason: 'relay_denied',
      pattern: '\\.i\\.ua/err/(1|6)\\b',
      source: codes,
      examples: ['550 The use of SMTP as mail gate is forbidden. http://mail.i.ua/err/1'],
    },
    {
      id: 'i-ua/no-such-user',
      reason: 'user_unknown',
      pattern: '\\.i\\.ua/err/2\\b',
      source: codes,
      examples: ['550 User is not found. http://mail.i.ua/err/2'],
    },
    {
      id: 'i-ua/unused',
      reason: 'user_disabled',
      pattern: '\\.i\\.ua/err/3\\b',
      meaning: 'Nobody has used the mailbox for more than three months.',
      source: codes,
      examples: ['550 Mailbox was not used for more than 3 months. http://mail.i.ua/err/3'],
    },
    {
      id: 'i-ua/full',
      reason: 'mailbox_full',
      pattern: '\\.i\\.ua/err/4\\b',
      source: codes,
      examples: ['550 Mailbox is full. http://mail.i.ua/err/4'],
    },
    {
      id: 'i-ua/rate',
      reason: 'rate_limited',
      pattern: '\\.i\\.ua/err/5\\b',
      source: codes,
      examples: ['550 Letter sending limit is exceeded. http://mail.i.ua/err/5'],
    },
    {
      id: 'i-ua/helo',
      reason: 'missing_ptr',
      pattern: '\\.i\\.ua/err/7\\b',
      source: codes,
      examples: ['550 Wrong value of command HELO/EHLO parameter. http://mail.i.ua/err/7'],
    },
    {
      id: 'i-ua/sender',
      reason: 'bad_sender',
      pattern: '\\.i\\.ua/err/8\\b',
      source: codes,
      examples: ["550 Couldn't check sender address. http://mail.i.ua/err/8"],
    },
    {
      id: 'i-ua/listed',
      reason: 'bad_reputation',
      pattern: '\\.i\\.ua/err/9\\b',
      source: codes,
      examples: ['550 IP-address of the sender is blacklisted. http://mail.i.ua/err/9'],
    },
    {
      id: 'i-ua/not-in-list',
      reason: 'recipient_restricted',
      pattern: '\\.i\\.ua/err/10\\b',
      meaning: 'The recipient takes mail from the addresses of a list only.',
      source: codes,
      examples: ['550 Not in the list. Mail address management. http://mail.i.ua/err/10'],
    },
  ],
};
