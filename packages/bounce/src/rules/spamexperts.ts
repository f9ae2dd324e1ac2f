/** SpamExperts (N-able Mail Assure), the filter in front of many hosting companies. */
import type { Provider } from './rule.ts';

const list = 'https://spamrl.com/';

export const spamexperts: Provider = {
  id: 'spamexperts',
  name: 'SpamExperts',
  mx: ['spamexperts.com', 'spamexperts.eu', 'spamexperts.net', 'antispamcloud.com', 'mailassure.com'],
  rules: [
    {
      id: 'spamexperts/listed-url',
      reason: 'dnsbl_domain',
      pattern: 'a url in this email.* is listed on .*spamrl\\.com',
      source: list,
      examples: ['550 A URL in this email (example.com) is listed on https://spamrl.com/. Please resolve and retry'],
    },
    {
      id: 'spamexperts/listed-ip',
      reason: 'dnsbl_ip',
      pattern: 'the sending ip.* is listed on .*spamrl\\.com',
      source: list,
      examples: ['550 The sending IP (192.0.2.1) is listed on https://spamrl.com/. Please resolve this and retry.'],
    },
    {
      id: 'spamexperts/spam',
      reason: 'spam_content',
      pattern: '550 high probability of spam',
      source: 'seen on the wire',
      examples: ['550 High probability of spam'],
    },
  ],
};
