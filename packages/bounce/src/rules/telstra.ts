/** Telstra (BigPond), Australia: a Cloudmark gateway with codes like GoDaddy's (godaddy.ts). */
import type { Provider } from './rule.ts';

export const telstra: Provider = {
  id: 'telstra',
  name: 'Telstra BigPond',
  mx: ['bigpond.com', 'bigpond.net.au', 'telstra.com'],
  rules: [
    {
      id: 'telstra/recipient',
      reason: 'user_unknown',
      pattern: 'recipient rejected\\. ib603a',
      confidence: 0.7,
      meaning: 'No such mailbox; sometimes the mailbox is only not reachable.',
      source: 'seen on the wire',
      examples: ['550 <user@example.org> recipient rejected. IB603a'],
    },
  ],
};
