/** STRATO, Germany (rzone.de). */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const strato: Provider = {
  id: 'strato',
  name: 'STRATO',
  mx: ['rzone.de', 'strato.de', 'strato.com'],
  rules: [
    {
      id: 'strato/spam',
      reason: 'spam_content',
      pattern: 'refused by local policy\\. (no spam please|sending of spam is not permitted)',
      meaning: 'A letter in brackets says what was judged: B-URL a link, B-EX the content.',
      source: seen,
      examples: [
        '554 5.7.1 Refused by local policy. No SPAM please! (B-URL)',
        '550 5.7.1 Refused by local policy. Sending of SPAM is not permitted! (B-EX 149)',
      ],
    },
  ],
};
