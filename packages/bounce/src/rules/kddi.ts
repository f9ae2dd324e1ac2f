/** KDDI, Japan: au (ezweb.ne.jp, au.com). "550 <address>: User unknown" names the address; without it the recipient's filter speaks. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const kddi: Provider = {
  id: 'kddi',
  name: 'KDDI au',
  mx: ['ezweb.ne.jp', 'au.com', 'auone-net.jp', 'dion.ne.jp'],
  rules: [
    {
      id: 'kddi/filtered',
      reason: 'blocked_by_recipient',
      pattern: '550 : user unknown',
      meaning: "The recipient's settings refuse this sender; the address exists.",
      source: seen,
      examples: ['550 : User unknown'],
    },
    {
      id: 'kddi/filtered-after-data',
      reason: 'blocked_by_recipient',
      pattern: '550 <[^ >]+>: user unknown',
      stage: ['data', 'body'],
      mxOnly: true,
      source: seen,
      examples: ['550 <user@example.jp>: User unknown'],
    },
    {
      id: 'kddi/no-such-user',
      reason: 'user_unknown',
      pattern: ['<[^ >]+>: user unknown', '<[^ >]+>: recipient address rejected\\.?$'],
      mxOnly: true,
      source: seen,
      examples: ['550 <user@example.jp>: User unknown', '550 <user@example.jp>: Recipient address rejected.'],
    },
  ],
};
