/** Wirtualna Polska: wp.pl and o2.pl (tlen.pl, go2.pl), one company and one filter. */
import type { Provider } from './rule.ts';

export const wp: Provider = {
  id: 'wp',
  name: 'WP and o2.pl',
  mx: ['wp.pl', 'o2.pl', 'tlen.pl', 'go2.pl'],
  rules: [
    {
      id: 'wp/spam',
      reason: 'spam_content',
      pattern: 'we can.t accept this message because it is spam',
      source: 'https://github.com/KumoCorp/kumomta/blob/main/assets/community/bounces.toml',
      examples: ["554 We can't accept this message because it is spam"],
    },
    {
      id: 'wp/disabled',
      reason: 'user_disabled',
      pattern: '504 mailbox is disabled',
      source: 'seen on the wire',
      examples: ['504 mailbox is disabled'],
    },
  ],
};
