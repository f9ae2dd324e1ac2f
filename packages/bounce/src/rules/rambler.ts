/** Rambler & Co. */
import type { Provider } from './rule.ts';

export const rambler: Provider = {
  id: 'rambler',
  name: 'Rambler',
  mx: ['rambler.ru', 'rambler-co.ru'],
  rules: [
    {
      id: 'rambler/spam',
      reason: 'spam_content',
      pattern: 'spam message rejected; if this is not spam contact abuse',
      source: 'https://smtpfieldmanual.com/provider/rambler',
      examples: ['554 5.7.1 Spam message rejected; If this is not spam contact abuse'],
    },
  ],
};
