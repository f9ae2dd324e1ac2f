/** Sophos Email (hosted), once Reflexion. */
import type { Provider } from './rule.ts';

const docs = 'https://docs.sophos.com/central/customer/help/en-us/ManageYourProducts/EmailSecurity/index.html';

export const sophos: Provider = {
  id: 'sophos',
  name: 'Sophos Email',
  mx: ['sophos.com', 'reflexion.net'],
  rules: [
    {
      id: 'sophos/no-such-recipient',
      reason: 'user_unknown',
      pattern: ['command rejected.{0,20}recipient', '5\\.1\\.1 recipient (address )?(rejected|unknown)'],
      mxOnly: true,
      source: docs,
      examples: ['550 5.1.1 Recipient address rejected'],
    },
    {
      id: 'sophos/domain-not-served',
      reason: 'relay_denied',
      pattern: ['5\\.7\\.1 command rejected', 'domain is not (registered|protected) (with|by) sophos'],
      mxOnly: true,
      meaning: 'The domain, or this recipient, is not set up at Sophos.',
      source: docs,
      examples: ['550 5.7.1 Command rejected'],
    },
    {
      id: 'sophos/reputation',
      reason: 'bad_reputation',
      pattern: ['sophos delay queue', 'blocked (by|using) sophos', 'sophos.* (ip )?reputation'],
      source: docs,
      examples: ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked by Sophos'],
    },
  ],
};
