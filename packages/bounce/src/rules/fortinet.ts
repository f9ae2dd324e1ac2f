/** Fortinet FortiMail, on site and in the cloud. */
import type { Provider } from './rule.ts';

const seen = 'seen on the wire';

export const fortinet: Provider = {
  id: 'fortinet',
  name: 'Fortinet FortiMail',
  mx: ['fortimailcloud.com', 'fortimail.com'],
  rules: [
    {
      id: 'fortinet/ip',
      reason: 'bad_reputation',
      pattern: 'fortiguard.{0,3}antispam black ip',
      meaning: "The IP is on FortiGuard's own list.",
      source: seen,
      examples: [
        '554 5.7.1 This message has been blocked because it is from a FortiGuard - AntiSpam black IP address.(connection black ip 192.0.2.1)',
      ],
    },
    {
      id: 'fortinet/content',
      reason: 'spam_content',
      pattern: ['blocked because it contains fortiguard', 'fortiguard.{0,3}antispam'],
      source: seen,
      examples: ['554 5.7.1 This message has been blocked because it contains FortiGuard - AntiSpam blocking URL(s).'],
    },
  ],
};
