/** HEY (37signals). */
import type { Provider } from './rule.ts';

const manual = 'https://smtpfieldmanual.com/provider/hey';

export const hey: Provider = {
  id: 'hey',
  name: 'HEY',
  mx: ['hey.com', 'heyhosted.com'],
  rules: [
    {
      id: 'hey/no-such-user',
      reason: 'user_unknown',
      pattern: 'recipient address rejected: user unknown',
      mxOnly: true,
      source: manual,
      examples: ['550 5.1.1 <user@example.org>: Recipient address rejected: User unknown'],
    },
  ],
};
