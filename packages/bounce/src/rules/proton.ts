/** Proton Mail. */
import type { Provider } from './rule.ts';

const postmaster = 'https://proton.me/support/postmaster';

export const proton: Provider = {
  id: 'proton',
  name: 'Proton Mail',
  mx: ['protonmail.ch', 'protonmail.com', 'proton.me'],
  rules: [
    {
      id: 'proton/no-such-user',
      reason: 'user_unknown',
      pattern: ['address does not exist', 'recipient address rejected: (address|user)', 'recipient not found'],
      mxOnly: true,
      source: postmaster,
      examples: ['550 5.1.1 <user@example.org>: Recipient address rejected: Address does not exist'],
    },
    {
      id: 'proton/blocked-sender',
      reason: 'blocked_by_recipient',
      pattern: ['sender (is )?blocked by (the )?(recipient|user)', 'recipient has blocked'],
      mxOnly: true,
      source: postmaster,
      examples: ['550 5.7.1 Sender blocked by recipient'],
    },
    {
      id: 'proton/over-quota',
      reason: 'mailbox_full',
      pattern: ['over quota', 'mailbox (is )?full', 'storage quota'],
      mxOnly: true,
      source: postmaster,
      examples: ['552 5.2.2 <user@example.org>: Recipient is over quota'],
    },
    {
      id: 'proton/disabled',
      reason: 'user_disabled',
      pattern: ['disabled (address|account)', '(address|account) (is )?(disabled|suspended|inactive)'],
      mxOnly: true,
      source: postmaster,
      examples: ['550 5.2.1 <user@example.org>: Address is disabled'],
    },
    {
      id: 'proton/reputation',
      reason: 'bad_reputation',
      pattern: ['proton ?mail.* (reputation|blocked|abuse)', 'delivery@protonmail\\.com'],
      source: postmaster,
      examples: ['554 5.7.1 Connection refused, contact delivery@protonmail.com'],
    },
  ],
};
