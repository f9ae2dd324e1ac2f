/** Fastmail (messagingengine.com). */
import type { Provider } from './rule.ts';

const bounces = 'https://www.fastmail.help/hc/en-us/articles/1500000280481';

export const fastmail: Provider = {
  id: 'fastmail',
  name: 'Fastmail',
  mx: ['messagingengine.com', 'fastmail.com'],
  rules: [
    {
      id: 'fastmail/no-such-user',
      reason: 'user_unknown',
      pattern: [
        'recipient address rejected: user unknown',
        'mailbox does not exist',
        'recipient address rejected: no such',
      ],
      mxOnly: true,
      source: bounces,
      examples: ['550 5.1.1 <user@example.org>: Recipient address rejected: User unknown in virtual mailbox table'],
    },
    {
      id: 'fastmail/account-closed',
      reason: 'user_disabled',
      pattern: ['account (is )?(locked|suspended|closed|disabled)', 'no active account'],
      mxOnly: true,
      source: bounces,
      examples: ['550 5.2.1 Account is suspended'],
    },
    {
      id: 'fastmail/over-quota',
      reason: 'mailbox_full',
      pattern: ['over quota', 'mailbox is full'],
      mxOnly: true,
      source: bounces,
      examples: ['552 5.2.2 Over quota'],
    },
    {
      id: 'fastmail/reverse-dns',
      reason: 'missing_ptr',
      pattern: ['client host rejected: cannot find your (reverse )?hostname', 'helo command rejected'],
      mxOnly: true,
      source: 'seen on the wire',
      examples: ['450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]'],
    },
  ],
};
