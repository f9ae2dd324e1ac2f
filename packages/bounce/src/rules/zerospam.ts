/** ZEROSPAM (Hornetsecurity), Canada. */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/zerospam';

export const zerospam: Provider = {
  id: 'zerospam',
  name: 'ZEROSPAM',
  mx: ['zerospam.ca'],
  rules: [
    {
      id: 'zerospam/greylisted',
      reason: 'greylisted',
      pattern: 'greylisted for .* by zerospam',
      source: manual,
      examples: [
        '450 4.2.0 <user@example.org>: Recipient address rejected: example.com greylisted for 60 seconds by ZEROSPAM',
      ],
    },
    {
      id: 'zerospam/not-in-recipient-list',
      reason: 'user_unknown',
      pattern: 'recipient address rejected: not in recipient list',
      source: manual,
      examples: ['554 5.7.1 <user@example.org>: Recipient address rejected: Not in recipient list'],
    },
    {
      id: 'zerospam/rejected',
      reason: 'spam_content',
      pattern: ['zerospam.* (spam|rejected)', 'rejected by zerospam'],
      source: 'seen on the wire',
      examples: ['554 5.7.1 Message rejected by ZEROSPAM'],
    },
  ],
};
