/** Mailgun: codes 605 to 607 of its suppression lists, and its own words for messages that it did not send. */
import type { Provider } from './rule.ts';

const docs = 'https://documentation.mailgun.com/docs/mailgun/user-manual/tracking-messages/';

export const mailgun: Provider = {
  id: 'mailgun',
  name: 'Mailgun',
  mx: ['mailgun.org', 'mailgun.net'],
  rules: [
    {
      id: 'mailgun/suppressed',
      reason: 'previously_suppressed',
      pattern: [
        '\\b60[567] not deliver',
        'not delivering to (a user|users?|recipients?) who',
        'not delivering to (an )?unsubscribed',
        'suppress-(bounce|complaint|unsubscribe)',
      ],
      meaning: '605: bounced before; 606: unsubscribed; 607: complained.',
      source: docs,
      examples: [
        '605 Not delivering to previously bounced address',
        '606 Not delivering to unsubscribed recipient',
        '607 Not delivering to a user who marked your messages as spam',
      ],
    },
    {
      id: 'mailgun/expired',
      reason: 'message_expired',
      pattern: ['too old', 'delivery attempts exhausted'],
      mxOnly: true,
      source: docs,
      examples: ['602 Too old'],
    },
    {
      id: 'mailgun/no-mx',
      reason: 'domain_not_found',
      pattern: '498 no mx for',
      source: docs,
      examples: ['498 No MX for example.invalid'],
    },
    {
      id: 'mailgun/account',
      reason: 'sender_account',
      pattern: [
        'sandbox subdomains are for test purposes only',
        '(account|domain) .{0,60}(is )?disabled.* mailgun',
        'free accounts are for test purposes only',
        'not allowed to send: the account is',
      ],
      source: docs,
      examples: [
        '421 Sandbox subdomains are for test purposes only. Please add your own domain or add the address to authorized recipients in Account Settings.',
        '421 Domain example.com is not allowed to send: The account is on probation',
      ],
    },
    {
      id: 'mailgun/route-rejects',
      reason: 'user_unknown',
      pattern: ['mailbox does not exist', 'no such user here'],
      mxOnly: true,
      source: docs,
      examples: ['550 5.1.1 Mailbox does not exist'],
    },
  ],
};
